import { entriesOf, type Judged, judge, scoresOf, type Wanting } from './judge.ts';
import { type Field, readAround, readFields, type ShadowRootsIn } from './read.ts';
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
  /** The shadow trees of a tree's elements, closed ones too where the platform lets an extension see them. */
  shadowRootsIn?: ShadowRootsIn;
}

const openRootsIn: ShadowRootsIn = (tree) =>
  [...tree.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);

/** Asks, and tells what stands around an entry where that decides. */
function told<Answer extends object>(fields: readonly Field[], ask: () => Answer | Wanting): Answer {
  for (;;) {
    const answer = ask();
    if (!('more' in answer)) return answer;
    readAround(fields, answer.more);
  }
}

const foundIn =
  (fields: readonly Field[]) =>
  ({ places, score, evidence }: Judged): Found => ({
    elements: places.map((at) => fields[at]!.input),
    score,
    evidence,
  });

/**
 * Finds the one-time-password field of a document (one frame; every frame is asked by itself): reads and judges in
 * one place, which the extension does in two. Reads the DOM only and never throws.
 */
export function findOtpField(
  root: Document,
  { words, shadowRootsIn = openRootsIn }: DetectOptions,
): Detection {
  try {
    const fields = readFields(root, shadowRootsIn);
    const judged = told(fields, () =>
      judge(
        fields.map(({ facts }) => facts),
        words,
      ),
    );
    const { otp, username, passwords } = judged;
    const found = foundIn(fields);
    return { otp: otp && found(otp), username: username && found(username), passwords: passwords.map(found) };
  } catch {
    // A form may give its fields the names of what is asked of it. What cannot be read has no field.
    return { otp: null, username: null, passwords: [] };
  }
}

/** Every entry of a document with what speaks for and against its taking the code, likeliest first. */
export function weighFields(root: Document, { words, shadowRootsIn = openRootsIn }: DetectOptions): Found[] {
  const fields = readFields(root, shadowRootsIn);
  return told(fields, () =>
    scoresOf(
      entriesOf(
        fields.map(({ facts }) => facts),
        words,
      ),
      words,
    ),
  ).map(foundIn(fields));
}
