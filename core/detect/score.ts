import { wordsOf } from './labels.ts';
import { type Group, lengthOf } from './split-boxes.ts';
import { surroundingsOf } from './surroundings.ts';
import { DEVICE, MAILED, OTHER, PICTURE, RECOVERY, RESEND, SENT, SETUP } from './vetoes.ts';
import { isMasked } from './visible.ts';
import { hasWords, isPlain, isStrong, MEDIUM } from './words.ts';

/** From here on a field is taken for the one-time-password field. */
export const ENOUGH = 7;

export interface Score {
  /** 0 when anything spoke against it. */
  score: number;
  /** Names of the signals that spoke, `not-…` for the one against; nothing of the page's text. */
  evidence: string[];
}

/**
 * How surely `group` is where the code goes. `others` are the page's other writable fields. What decides is
 * what a person reads as the field's own name; its surroundings count only as far as no other field shares
 * them, and only for a field whose name does not say that it is for something else.
 *
 * For: `autocomplete` 8, `own-words` 8 or else `code-words` 4 or `plain-words` 1, `surroundings` 4, `alone` 3,
 * `shape` 2. Against, each alone enough: the `not-…` below.
 */
export function scoreGroup(group: Group, others: readonly HTMLInputElement[]): Score {
  const [first] = group as [HTMLInputElement];
  const purpose = first.autocomplete;
  const single = !group[1];
  const length = lengthOf(group.at(-1)!);
  const { names, label } = wordsOf(first);
  const oneTime = /one-time-code/.test(purpose);
  const blank = !hasWords(label);
  // What stands in brackets explains the name in front of it.
  const bare = label.replace(/\(.*?\)/g, '');
  const name = blank ? names : isPlain(bare) ? label : bare;
  const named = isStrong(name);
  const strong = named || isStrong(names);
  const medium = !strong && MEDIUM.test(name);
  const plain = isPlain(name);
  const not = (why: string): Score => ({ score: 0, evidence: [`not-${why}`] });

  if (/^(cc|tel|post|email)/.test(purpose)) return not('purpose');
  // Codes have six to eight digits (RFC 4226 §5.3 asks for six at least).
  if (single && length && length < 6) return not('length');
  if (!single && length < 2 && !/^[678]$/.test(`${group.length}`) && !(strong || oneTime))
    return not('length');
  if (OTHER.test(name)) return not('other');
  if (!(strong || medium || plain || blank || oneTime)) return not('named');
  if (RECOVERY.test(names) || (RECOVERY.test(label) && !named)) return not('recovery');
  if (PICTURE.test(names + name)) return not('picture');
  if (MAILED.test(names + label)) return not('mailed');

  const { alone, near, all, picture } = surroundingsOf(first, others);
  const context = isStrong(near);
  if (SETUP.test(near)) return not('setup');
  if (picture && !strong) return not('picture');
  if (!DEVICE.test(near) && SENT.test(label + near)) return not('sent');
  if (!DEVICE.test(label) && RESEND.test(all)) return not('sent');
  // A masked field of unclear words is a fixed password far more often than a code.
  if (single && isMasked(first) && !(strong || oneTime || (alone && context))) return not('fixed');

  const evidence: string[] = [];
  let score = 0;
  const add = (points: number, signal: string, speaks: boolean) => {
    if (!speaks) return;
    score += points;
    evidence.push(signal);
  };
  add(8, 'autocomplete', oneTime);
  add(8, 'own-words', strong);
  add(4, 'code-words', medium);
  add(1, 'plain-words', plain && !blank);
  add(4, 'surroundings', context && !strong && (medium || plain || blank));
  add(3, 'alone', alone);
  add(
    2,
    'shape',
    !single || (length > 5 && length < 9) || first.inputMode === 'numeric' || /\\d|0-9/.test(first.pattern),
  );
  return { score, evidence };
}
