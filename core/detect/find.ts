import { ENOUGH, scoreGroup } from './score.ts';
import { groupFields } from './split-boxes.ts';
import { isWritable } from './visible.ts';

/** What a document offers for filling. Nothing in it was changed, and nothing of its text is kept. */
export interface Detection {
  /** Where the code goes, in the order of its digits; `null` when no field, or no single one, is sure enough. */
  otp: { elements: HTMLInputElement[]; score: number; evidence: string[] } | null;
  /** The login ID's field, for telling several customers of one computer apart. */
  username: HTMLInputElement | null;
  /** Visible masked fields that are not for the code. */
  passwords: HTMLInputElement[];
}

export interface DetectOptions {
  /** The shadow root of an element, closed ones too where the platform lets an extension see them. */
  shadowRootOf?: (element: HTMLElement) => ShadowRoot | null;
}

/**
 * Finds the one-time-password field of a document (one frame; every frame is asked by itself). Reads the DOM
 * only. Two fields that are equally likely are answered with none: a wrong fill is worse than no fill.
 */
export function findOtpField(root: Document, options: DetectOptions = {}): Detection {
  const shadowRootOf = options.shadowRootOf ?? ((element: HTMLElement) => element.shadowRoot);
  const all = collectInputs(root, shadowRootOf);
  const writable = all.filter(isWritable);
  const scored = groupFields(writable)
    .map((elements) => ({
      elements,
      ...scoreGroup(
        elements,
        all.filter((other) => isField(other, writable) && !elements.includes(other)),
      ),
    }))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  const otp = best && best.score > (second?.score ?? 0) ? best : null;
  const passwords = writable.filter((input) => input.type === 'password' && !otp?.elements.includes(input));
  return { otp, username: findUsername(all, passwords, otp?.elements ?? []), passwords };
}

/** Fields that claim their surroundings: the writable ones and visible ones for mail and search. */
function isField(input: HTMLInputElement, writable: readonly HTMLInputElement[]): boolean {
  return writable.includes(input) || isNamed(input);
}

function isNamed(input: HTMLInputElement): boolean {
  return input.type === 'email' && !input.disabled && !input.readOnly;
}

function findUsername(
  all: readonly HTMLInputElement[],
  passwords: readonly HTMLInputElement[],
  otp: readonly HTMLInputElement[],
): HTMLInputElement | null {
  const fields = all.filter(
    (input) => !otp.includes(input) && (isNamed(input) || (input.type !== 'password' && isWritable(input))),
  );
  const declared = fields.find((input) => /\b(username|email)\b/.test(input.autocomplete));
  if (declared) return declared;
  const password = passwords[0];
  if (!password) return null;
  const before = fields.filter(
    (input) =>
      input.form === password.form &&
      input.compareDocumentPosition(password) & password.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1) ?? null;
}

function collectInputs(
  root: Document | ShadowRoot,
  shadowRootOf: (element: HTMLElement) => ShadowRoot | null,
): HTMLInputElement[] {
  const found: HTMLInputElement[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.localName === 'input') found.push(element as HTMLInputElement);
    const inner = shadowRootOf(element);
    if (inner) found.push(...collectInputs(inner, shadowRootOf));
  }
  return found;
}
