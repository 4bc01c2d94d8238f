import type { Words } from './messages.ts';

/** A length of time in words, from seconds to days. `ms` of either sign. */
export function describeDuration(ms: number, words: Words): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 3600) return words.minutesSeconds(Math.floor(seconds / 60), seconds % 60);
  if (seconds < 2 * 86_400)
    return words.hoursMinutes(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
  return words.days(Math.round(seconds / 86_400));
}
