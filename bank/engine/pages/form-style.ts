import type { Html } from './html.ts';

/** One line of a form. */
export interface FormRow {
  /** `id` of the control; empty for a group that labels itself through `<id>-label`. */
  id: string;
  label: Html | string;
  control: Html;
  hint?: Html | string | undefined;
  error?: string | undefined;
}

/** A field for a code: `name` as the engine reads it, what stands in it, whether it was refused. */
export interface CodeField {
  id: string;
  name: string;
  digits: number;
  value: string;
  wrong: boolean;
  /** `id` of the words about what was wrong. */
  describedBy?: string | undefined;
}

/** One field for a secret that is typed; `numeric`: digits only. */
export interface SecretField {
  id: string;
  name: string;
  wrong: boolean;
  numeric: boolean;
  describedBy?: string | undefined;
}

/**
 * How an institution marks its forms up; every bank has habits of its own. What is missing is drawn as a
 * table with label cells at the left, and one plain field for a code.
 */
export interface FormStyle {
  rows?(rows: readonly FormRow[]): Html;
  /** One field, or boxes named `<name>1` and on, as `readCodeFields` puts them together. */
  code?(field: CodeField): Html;
  /** A secret that is typed: confirmation password, mailed password. `keyboard`: mark the input `data-software-keyboard`. */
  secret?(field: SecretField & { keyboard: boolean }): Html;
}
