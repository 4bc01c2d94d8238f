import { wordsOf } from './labels.ts';
import type { Group } from './split-boxes.ts';
import { surroundingsOf } from './surroundings.ts';
import { hasWords } from './text.ts';
import { strip, type Words } from './vocabulary.ts';

/** From here on a field is taken for the one-time-password field. */
export const ENOUGH = 7;

export interface Score {
  /** 0 when anything spoke against it. */
  score: number;
  /** Names of the signals that spoke: those against where there are any, else those for it. Nothing of the page's text. */
  evidence: string[];
}

/** The names of the signals that are given. */
const speaking = (signals: Record<string, unknown>) => Object.keys(signals).filter((name) => signals[name]);

/**
 * How surely `group` is where the code goes. `others` are the page's other writable fields. What decides is
 * what a person reads as the field's own name; its surroundings count only as far as no other field shares
 * them, and only for a field whose name does not say that it is for something else.
 */
export function scoreGroup(group: Group, others: readonly HTMLInputElement[], words: Words): Score {
  const isStrong = (text: string) => words.strong.test(text);
  /** Whether the text is nothing but what any code may be called. */
  const isPlain = (text: string) => !hasWords(strip(text, words.plain));
  const [first] = group as [HTMLInputElement];
  const single = !group[1];
  const { maxLength } = group.at(-1)!;
  const { names, label } = wordsOf(first, words);
  const oneTime = /one-time-code/.test(first.autocomplete);
  const blank = !hasWords(label);
  // What explains the name counts only where the name itself says nothing.
  const bare = strip(label, words.aside);
  const name = blank ? names : isPlain(bare) ? label : bare;
  const named = isStrong(name);
  const strong = named || isStrong(names);
  const medium = !strong && words.medium.test(name);
  const plain = isPlain(blank ? names : bare);

  const against = speaking({
    purpose: words.purpose.test(first.autocomplete),
    // Codes have six to eight digits (RFC 4226 §5.3 asks for six at least).
    length: single
      ? maxLength > 0 && maxLength < 6
      : maxLength < 2 && !/^[678]$/.test(`${group.length}`) && !(strong || oneTime),
    other: words.other.test(name),
    unnamed: !(strong || medium || plain || blank || oneTime),
    spare: words.recovery.test(names) || (!named && words.recovery.test(label)),
    elsewhere: words.elsewhere.test(`${names} ${label}`),
  });
  if (against[0]) return { score: 0, evidence: against };

  const { alone, near, all } = surroundingsOf(first, others);
  const context = isStrong(near);
  const around = speaking({
    setup: words.setup.test(near),
    topic: !(strong || context) && words.topic.test(near),
    sent: !words.device.test(near) && words.sent.test(near + all),
    // A masked field of unclear words is a fixed password far more often than a code.
    masked: single && !(strong || oneTime || (alone && context)) && first.type === 'password',
  });
  if (around[0]) return { score: 0, evidence: around };

  const signals: Record<string, number> = {
    autocomplete: +oneTime * 8,
    words: +strong * 8,
    code: +medium * 4,
    few: +(plain && !blank),
    near: +(context && !strong && (medium || plain || blank)) * (single ? 4 : 5),
    alone: +alone * 3,
    shape: +(!single || /^[678]$/.test(`${maxLength}`) || first.inputMode === 'numeric') * 2,
  };
  const evidence = speaking(signals);
  return { score: evidence.reduce((sum, signal) => sum + signals[signal]!, 0), evidence };
}
