import type { Surroundings } from './surroundings.ts';

/**
 * What a document tells of one of its fields, in texts and numbers only: read where the document is, weighed where
 * the words are, which need not be the same place. Nothing that a person typed is among it.
 */
export interface Facts {
  /** Name, ID and `aria-label` as the markup has them. */
  name: string;
  id: string;
  aria: string;
  /** What a person reads as its name. */
  label: string;
  autocomplete: string;
  /** The kind of input: 'text', 'tel', 'number', 'password' or 'email'. */
  type: string;
  /** It asks for a keypad of digits. */
  isNumeric: boolean;
  /** -1 for none. */
  maxLength: number;
  /** CSS px. */
  width: number;
  /** The same for all fields of one form; -1 for none. */
  form: number;
  /** It stands where pages keep searches and newsletters, in no form that has a password. */
  isAside: boolean;
  /** `null`: not read yet. Most fields are judged without. */
  around: Surroundings | null;
}

/** So many characters at most say what a field is called. */
export const LONGEST_LABEL = 2_000;
/** So many at most stand around it. */
export const LONGEST_AROUND = 20_000;
/** A page with more fields than these is no login. */
export const MOST_FIELDS = 200;
