/**
 * What a page looks like to one who compares: its title, and the build of its form. No value, no address and
 * no text of a field is in it.
 */
export interface PageLook {
  /** At most `LONGEST_TITLE` characters. */
  title: string;
  /**
   * A word for each control that is seen, in order, at most `MOST_CONTROLS`: its kind (p password, c code,
   * t text, s search, k tick, r choice of several, l list, a long text, f file, b button) and how many
   * characters it takes, 1 to 99, where the page says so.
   */
  shape: string[];
}

export const LONGEST_TITLE = 200;
export const MOST_CONTROLS = 40;
const CONTROL = /^[pctskrlafb](?:[1-9]\d?)?$/;
/** Controls to fill in that make a form's build tell something: two and a button are every login. */
const DISTINCTIVE = 3;
/** Boxes for one character each that are taken for a split code. */
const SPLIT_FROM = 4;

/** Exactly a look within its bounds, or `null`: it comes out of a page. */
export function readLook(value: unknown): PageLook | null {
  if (typeof value !== 'object' || value === null) return null;
  const { title, shape } = value as Partial<Record<keyof PageLook, unknown>>;
  if (typeof title !== 'string' || title.length > LONGEST_TITLE) return null;
  if (!Array.isArray(shape) || shape.length > MOST_CONTROLS) return null;
  const isControl = (one: unknown): one is string => typeof one === 'string' && CONTROL.test(one);
  return shape.every(isControl) ? { title, shape: [...shape] } : null;
}

/** Whether it asks for a password or a code: where nothing is asked for, nothing can be given away. */
export const isLoginLike = ({ shape }: PageLook): boolean =>
  shape.some((control) => /^[pc]/.test(control)) ||
  shape.filter((control) => control === 't1').length >= SPLIT_FROM;

/** Whether two forms are built alike, and in a way that says something. Symmetric. */
export function isSameForm(one: PageLook, other: PageLook): boolean {
  const entries = one.shape.filter((control) => !/^[bs]/.test(control));
  return entries.length >= DISTINCTIVE && one.shape.join() === other.shape.join();
}
