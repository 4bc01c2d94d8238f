import type { Said } from './said.ts';
import type { Words } from './vocabulary.ts';

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

/** The sum of the signals, and the names of those that are given. */
export function weighed(signals: Record<string, number>): Score {
  const evidence = speaking(signals);
  return { score: evidence.reduce((sum, signal) => sum + signals[signal]!, 0), evidence };
}

/**
 * How surely an entry is where the code goes. What decides is what a person reads as the field's own name; its
 * surroundings count only as far as no other field shares them, and only for a field whose name does not say that it
 * is for something else: `null` where they are asked for and were not read.
 */
export function scoreEntry({ places, facts, said }: Said, words: Words): Score | null {
  const { names, label, blank, name, plain } = said;
  const { autocomplete, type, maxLength } = facts;
  const boxes = places.length;
  const isStrong = (text: string) => words.strong.test(text);
  const single = boxes < 2;
  const oneTime = /one-time-code/.test(autocomplete);
  const named = isStrong(name);
  const strong = named || isStrong(names);
  const medium = !strong && words.medium.test(name);

  const against = speaking({
    purpose: type === 'email' || words.purpose.test(autocomplete),
    // Codes have six to eight digits (RFC 4226 §5.3 asks for six at least).
    length: single
      ? maxLength > 0 && maxLength < 6
      : maxLength < 2 && !/^[678]$/.test(`${boxes}`) && !(strong || oneTime),
    other: words.other.test(name),
    unnamed: !(strong || medium || plain || blank || oneTime),
    spare: words.recovery.test(names) || (!named && words.recovery.test(label)),
    elsewhere: words.elsewhere.test(`${names} ${label}`),
  });
  if (against[0]) return { score: 0, evidence: against };

  if (!facts.around) return null;
  const { alone, near, all } = facts.around;
  const context = isStrong(near);
  const around = speaking({
    setup: words.setup.test(near),
    topic: !(strong || context) && words.topic.test(near),
    sent: !words.device.test(near) && words.sent.test(near + all),
    // A masked field of unclear words is a fixed password far more often than a code.
    masked: single && !(strong || oneTime || (alone && context)) && type === 'password',
  });
  if (around[0]) return { score: 0, evidence: around };

  const signals: Record<string, number> = {
    autocomplete: +oneTime * 8,
    words: +strong * 8,
    code: +medium * 4,
    few: +(plain && !blank),
    near: +(context && !strong && (medium || plain || blank)) * (single ? 4 : 5),
    alone: +alone * 3,
    shape: +(!single || /^[678]$/.test(`${maxLength}`) || facts.isNumeric) * 2,
  };
  return weighed(signals);
}
