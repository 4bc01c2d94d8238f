import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../demo/build.ts';

/** What a careful person would say of one page: which fields take the code that a token shows, if any. */
export interface LabelledPage {
  /** Path below its set's folder. */
  file: string;
  /** `known`: the detector may learn from it. `held`: nobody tunes on it. `shared`: pages beside the project. */
  set: 'known' | 'held' | 'shared';
  kind: string;
  /** `soft`: a question of policy rather than of finding (a code by SMS, the set-up of another secret). */
  tier: 'core' | 'soft';
  lang: string;
  /** Selectors in fill order; ` >>> ` descends into a shadow root or a same-origin frame. */
  otp: readonly string[];
  /** Fields that an answer may hold or not. */
  ignore: readonly string[];
  username: string | null;
  passwords: readonly string[];
  /** How long the page takes to become what it is, ms after loading. */
  wait: number;
  note: string;
}

/** Folder of the project's own pages, and of the ones that may lie beside the project. */
export const PAGES = join(ROOT, 'tests/pages');
export const SHARED_PAGES = join(ROOT, '../shared/otp-pages');

/** Kinds where a code in the wrong field gives something away or uses up a try. */
export const DANGEROUS_KINDS: readonly string[] = [
  'login-no-otp',
  'password-change',
  'transaction-password',
  'pin',
  'grid',
  'card',
  'recovery',
  'email-otp',
  'sms-otp',
  'call-otp',
];

const KEYS = ['file', 'set', 'kind', 'tier', 'lang', 'otp', 'username', 'passwords', 'wait', 'note'];

const readLines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** What is wrong with one line of `labels.jsonl`, in words; empty when nothing is. */
export function labelProblems(line: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const want = (holds: boolean, words: string): void => {
    if (!holds) problems.push(`${String(line['file'])}: ${words}`);
  };
  const unknown = Object.keys(line).filter((key) => !KEYS.includes(key));
  want(unknown.length === 0, `unknown keys ${unknown.join(', ')}`);
  want(line['set'] === 'known' || line['set'] === 'held', 'set is neither known nor held');
  want(isText(line['file']) && line['file'].startsWith(`${String(line['set'])}/`), 'lies in no set');
  want(line['tier'] === 'core' || line['tier'] === 'soft', 'tier is neither core nor soft');
  want(isText(line['kind']) && isText(line['lang']), 'kind or lang is missing');
  want(isTexts(line['otp']) && isTexts(line['passwords']), 'otp or passwords is no list of selectors');
  want(line['username'] === null || isText(line['username']), 'username is neither null nor a selector');
  want(line['wait'] === undefined || Number(line['wait']) > 0, 'wait is no time');
  want(isText(line['note']), 'note is missing');
  return problems;
}

/** The labels as they are written, unchecked. */
export const readLabelLines = (): Record<string, unknown>[] => readLines(join(PAGES, 'labels.jsonl'));

/** The project's own labelled pages. Throws when a label is not as it has to be. */
export function readLabelledPages(): LabelledPage[] {
  const lines = readLabelLines();
  const problems = lines.flatMap(labelProblems);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return lines.map((line) => ({ ignore: [], wait: 0, ...line }) as unknown as LabelledPage);
}

/** The labelled pages beside the project; none where there are none. */
export function readSharedPages(): LabelledPage[] {
  const path = join(SHARED_PAGES, 'manifest.jsonl');
  if (!existsSync(path)) return [];
  return readLines(path).map((line) => {
    const { file, kind, tier, lang, otp, ignore, username, wait, note } = line as unknown as LabelledPage;
    const passwords = isText(line['password']) ? [line['password']] : [];
    return { file, set: 'shared', kind, tier, lang, otp, ignore, username, passwords, wait, note };
  });
}

/** The pages that lie in the sets' folders, without those that are only shown inside another page. */
export const filesOfPages = (): string[] =>
  ['known', 'held'].flatMap((set) =>
    readdirSync(join(PAGES, set))
      .filter((name) => name.endsWith('.html') && !name.endsWith('.frame.html'))
      .map((name) => `${set}/${name}`),
  );
