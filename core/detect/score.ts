import { textOf, wordsOf } from './labels.ts';
import { type Group, lengthOf } from './split-boxes.ts';
import { holds, parentOf } from './visible.ts';
import { MAILED, MEDIUM, normalise, RECOVERY, SENT, SETUP, STRONG, VETO } from './words.ts';

/** From here on a field is taken for the one-time-password field. */
export const ENOUGH = 7;

export interface Score {
  score: number;
  /** Names of the signals that spoke, for a log or a test; nothing of the page's text. */
  evidence: string[];
}

/** A longer text speaks of many things, and what it says of sending or setting up need not be this field's. */
const NEARBY = 600;
const NONE: Score = { score: 0, evidence: [] };
const OTHER_PURPOSE = /^(cc-|tel|email|postal|bday|street|address|country|name|given|family|organi|sex|url)/;

/**
 * How surely `group` is where the code goes. `others` are the page's other writable fields. What decides is
 * what the page says of the field itself; its surroundings count only as far as no other field shares them.
 */
export function scoreGroup(group: Group, others: readonly HTMLInputElement[]): Score {
  const first = group[0]!;
  const purpose = (first.getAttribute('autocomplete') ?? '').toLowerCase();
  if (OTHER_PURPOSE.test(purpose) || !fits(group)) return NONE;

  const { names, label } = wordsOf(first);
  const { text: around, alone } = surroundings(group, others);
  // Boxes of one digit each have no room for words of their own.
  const own = `${names} | ${label}${group.length > 1 ? ` | ${around}` : ''}`;
  const strong = STRONG.test(own);
  const strongAround = STRONG.test(around);
  const medium = MEDIUM.test(own);
  const oneTime = purpose.split(' ').includes('one-time-code');
  const nearby = around.length <= NEARBY ? around : '';
  if (VETO.test(own) || MAILED.test(`${names} | ${label}`) || SETUP.test(nearby)) return NONE;
  if (RECOVERY.test(names) || (RECOVERY.test(label) && !STRONG.test(label))) return NONE;
  if (SENT.test(`${label} ${nearby}`) && !/authenticator|アプリ|トークン|app\b/.test(nearby)) return NONE;
  if (!(strong || strongAround || medium || oneTime)) return NONE;
  // A masked field of unclear words is a fixed password far more often than a code.
  const masked = first.type === 'password' && group.length === 1;
  if (masked && !strong && !oneTime && !(alone && strongAround)) return NONE;

  const evidence: string[] = [];
  let score = 0;
  const add = (points: number, name: string, holds: boolean) => {
    if (!holds) return;
    score += points;
    evidence.push(name);
  };
  add(8, 'autocomplete', oneTime);
  add(8, 'own-words', strong);
  add(4, 'code-words', !strong && medium);
  add(4, 'surroundings', !strong && strongAround);
  add(3, 'alone', alone);
  add(2, 'shape', group.length > 1 || digitShaped(first));
  return { score, evidence };
}

/** Codes have six to eight digits (RFC 4226 §5.3 asks for six at least): anything shorter is something else. */
function fits(group: Group): boolean {
  const length = lengthOf(group[0]!);
  if (group.length === 1) return length === 0 || length >= 6;
  return length > 1 ? group.length === 2 : group.length >= 6 && group.length <= 8;
}

function digitShaped(input: HTMLInputElement): boolean {
  const length = lengthOf(input);
  return (
    (length >= 6 && length <= 8) ||
    input.getAttribute('inputmode') === 'numeric' ||
    /(\\d|\[0-9\])(\{6|\{8|\*|\+)/.test(input.pattern)
  );
}

/** The widest piece of the page that holds no other field, as text; `alone` when its whole form is that. */
function surroundings(group: Group, others: readonly HTMLInputElement[]): { text: string; alone: boolean } {
  const form = group[0]!.form;
  let widest: Element = group[0]!;
  for (let at = parentOf(widest); at; at = parentOf(at)) {
    const here = at;
    if (others.some((other) => holds(here, other))) break;
    widest = here;
  }
  const alone = form ? holds(widest, form) : widest.localName === 'html';
  const title = alone ? group[0]!.ownerDocument.title : '';
  return { text: normalise(`${title} ${textOf(widest)}`), alone };
}
