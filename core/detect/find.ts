import { wordsOf } from './labels.ts';
import { loginOf } from './login.ts';
import { ENOUGH, type Entry, scoreEntry } from './score.ts';
import { groupFields } from './split-boxes.ts';
import { isWritable } from './visible.ts';
import type { Words } from './vocabulary.ts';

/** One entry of a form: its elements in the order they are filled, how sure it is, and what spoke for it. */
export interface Found {
  elements: HTMLInputElement[];
  score: number;
  /** Names of signals, those against where the score is 0; nothing of the page's text. */
  evidence: string[];
}

/** What a document offers for filling. Nothing in it was changed, and nothing of its text is kept. */
export interface Detection {
  /** Where the code goes, in the order of its digits; `null` when no field, or no single one, is sure enough. */
  otp: Found | null;
  /** The login ID's field, for telling several customers of one computer apart. */
  username: Found | null;
  /** Fields of fixed secrets: passwords, PINs. */
  passwords: Found[];
}

export interface DetectOptions {
  /** What the field may be called and what speaks against it: `wordsFrom(WORD_SOURCES)`. */
  words: Words;
  /** The shadow root of an element, closed ones too where the platform lets an extension see them. */
  shadowRootOf?: (element: HTMLElement) => ShadowRoot | null;
}

type ShadowRootOf = NonNullable<DetectOptions['shadowRootOf']>;
const openRootOf: ShadowRootOf = (element) => element.shadowRoot;

/** A field that is this much (points) likelier than any other is the one. */
const CLEARLY = 3;

/**
 * Finds the one-time-password field of a document (one frame; every frame is asked by itself). Reads the DOM
 * only and never throws. Two fields that are equally likely are answered with none: a wrong fill is worse than
 * no fill.
 */
export function findOtpField(root: Document, { words, shadowRootOf = openRootOf }: DetectOptions): Detection {
  try {
    return detect(fieldsOf(root, shadowRootOf), words);
  } catch {
    // A form may give its fields the names of what is asked of it. What cannot be read has no field.
    return { otp: null, username: null, passwords: [] };
  }
}

function detect(fields: HTMLInputElement[], words: Words): Detection {
  const entries = readEntries(fields, words);
  const [best, second] = weigh(entries, words);
  const otp = best && best.score >= Math.max(ENOUGH, (second?.score ?? 0) + CLEARLY) ? best : null;
  return { otp, ...loginOf(entries, otp?.elements, words) };
}

const readEntries = (fields: readonly HTMLInputElement[], words: Words): Entry[] =>
  groupFields(fields).map((elements) => ({
    elements,
    said: wordsOf(elements[0]!, words),
    others: fields.filter((other) => !elements.includes(other)),
  }));

/** Every entry of a document with what speaks for and against its taking the code, likeliest first. */
export function weighFields(root: Document, { words, shadowRootOf = openRootOf }: DetectOptions): Found[] {
  return weigh(readEntries(fieldsOf(root, shadowRootOf), words), words);
}

function weigh(entries: readonly Entry[], words: Words): Found[] {
  return entries
    .map((entry) => ({ elements: entry.elements, ...scoreEntry(entry, words) }))
    .sort((a, b) => b.score - a.score);
}

/** The writable fields of a tree and the shadow trees in it, in order. */
export function fieldsOf(
  root: Document | ShadowRoot,
  shadowRootOf: ShadowRootOf = openRootOf,
): HTMLInputElement[] {
  const fields: HTMLInputElement[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const { localName } = element;
    if (localName === 'input' && isWritable(element as HTMLInputElement))
      fields.push(element as HTMLInputElement);
    const inner = shadowRootOf(element);
    if (inner) fields.push(...fieldsOf(inner, shadowRootOf));
  }
  return fields;
}
