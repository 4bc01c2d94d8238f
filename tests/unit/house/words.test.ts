import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../core/i18n/catalogue.ts';
import { ROOT } from '../../../demo/build.ts';
import { readCode, sourceFiles } from '../../support/house.ts';

type Words = Record<string, Message>;

/** The words of one room, in both languages. */
interface Catalogue {
  name: string;
  ja: Words;
  en: Words;
}

const CODE = ['core', 'extension', 'pwa', 'authority', 'bank', 'demo', 'server'].flatMap(sourceFiles);

/** Each language in a file of its own, loaded by itself. */
const APART = { ja: 'core/ui/messages/ja.ts', en: 'core/ui/messages/en.ts' };
const TOGETHER = CODE.filter(
  (file) => file !== 'core/i18n/catalogue.ts' && readCode(file).includes('defineCatalogue('),
);

/** What is written alike or in the other's letters on purpose: names, signs, and each language's own name. */
const SAME_IN_BOTH = new Set([
  'SHA-1',
  'SHA-256',
  'SHA-512',
  'Fuda',
  'QR',
  'Windows',
  'Mac',
  'Android',
  'iPhone',
  'iPad',
  'iPhone・iPad',
  'iPhone / iPad',
]);
const OWN_NAMES = /日本語|English/g;

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const LETTERS = /\p{L}/u;

const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;

const isCatalogue = (value: unknown): value is { ja: Words; en: Words } =>
  typeof value === 'object' && value !== null && 'ja' in value && 'en' in value;

async function readCatalogues(): Promise<Catalogue[]> {
  const main = { ja: (await load(APART.ja))['ja'] as Words, en: (await load(APART.en))['en'] as Words };
  const found: Catalogue[] = [{ name: 'core/ui/messages', ...main }];
  for (const file of TOGETHER)
    for (const [name, value] of Object.entries(await load(file)))
      if (isCatalogue(value)) found.push({ name: `${file} ${name}`, ...value });
  return found;
}

/** Numbers that no text holds by itself: whatever goes into a message can be found in it again. */
const mark = (at: number): number => 70_003 + at * 1_111;

/** What a message says, its gaps filled with marks; `null` where they are filled with more than words and numbers. */
function said(message: Message): string | null {
  if (typeof message === 'string') return message;
  try {
    return String(message(...Array.from({ length: message.length }, (_, at) => mark(at))));
  } catch {
    return null;
  }
}

/** Which of its gaps a message leaves out of what it says. */
const marksIn = (text: string): number[] =>
  Array.from({ length: 9 }, (_, at) => at).filter((at) =>
    text.replaceAll(/[,.\s]/g, '').includes(String(mark(at))),
  );

const catalogues = await readCatalogues();
const texts = catalogues.flatMap(({ name, ja, en }) =>
  Object.keys(ja).map((key) => ({ where: `${name}: ${key}`, ja: ja[key]!, en: en[key]! })),
);
const wrongly = (rule: (each: (typeof texts)[number]) => boolean): string[] =>
  texts.filter(rule).map(({ where }) => where);

describe('the words of every surface', () => {
  it('are found: each file that defines a catalogue exports it', () => {
    expect(TOGETHER.length).toBeGreaterThan(3);
    expect(catalogues.length).toBeGreaterThanOrEqual(TOGETHER.length + 1);
    for (const { name, ja } of catalogues) expect(Object.keys(ja), name).not.toEqual([]);
  });

  it('have every key in both languages, and no other', () => {
    for (const { name, ja, en } of catalogues)
      expect(Object.keys(en).sort(), name).toEqual(Object.keys(ja).sort());
  });

  it('are of one kind in both languages: fixed, or with as many gaps', () => {
    expect(
      wrongly(
        ({ ja, en }) =>
          typeof ja !== typeof en || (typeof ja === 'function' && ja.length !== (en as typeof ja).length),
      ),
    ).toEqual([]);
  });

  it('say the same things of what is put into them, in both languages', () => {
    expect(
      wrongly(({ ja, en }) => {
        const [first, second] = [said(ja), said(en)];
        return first !== null && second !== null && `${marksIn(first)}` !== `${marksIn(second)}`;
      }),
    ).toEqual([]);
  });

  it('are never empty', () => {
    expect(wrongly(({ ja, en }) => said(ja)?.trim() === '' || said(en)?.trim() === '')).toEqual([]);
  });

  it('are Japanese in the Japanese and hold no Japanese in the English', () => {
    const isLeft = (text: string | null, language: 'ja' | 'en'): boolean => {
      if (text === null || SAME_IN_BOTH.has(text) || !LETTERS.test(text)) return false;
      return language === 'ja'
        ? !JAPANESE.test(text) && text.replaceAll(OWN_NAMES, '') !== ''
        : JAPANESE.test(text.replaceAll(OWN_NAMES, ''));
    };
    expect(wrongly(({ ja, en }) => isLeft(said(ja), 'ja') || isLeft(said(en), 'en'))).toEqual([]);
  });
});

describe('a key', () => {
  /** The code that speaks, without the catalogues' own files. */
  const speaking = CODE.filter((file) => ![...TOGETHER, ...Object.values(APART)].includes(file))
    .map(readCode)
    .join('\n');
  const named = new Set([...speaking.matchAll(/[.'"]([A-Za-z0-9_-]+)\b/g)].map(([, name]) => name));
  /** Keys put together when they are asked for: words[`${reason}Title`]. */
  const puzzled = [...speaking.matchAll(/\[`([^`]*)`\]/g)].map(
    ([, pattern = '']) => new RegExp(`^${pattern.replaceAll(/\$\{[^}]*\}/g, '([A-Za-z0-9_-]+)')}$`),
  );

  it('is used somewhere', () => {
    const isUsed = (key: string): boolean =>
      named.has(key) ||
      puzzled.some((form) =>
        form
          .exec(key)
          ?.slice(1)
          .every((part) => named.has(part)),
      );
    const unused = catalogues.flatMap(({ name, ja }) =>
      Object.keys(ja)
        .filter((key) => !isUsed(key))
        .map((key) => `${name}: ${key}`),
    );
    expect(unused).toEqual([]);
  });
});
