import type { Words } from './messages.ts';

/** Japan has one time zone and no summer time: +09:00, ms. */
const JAPAN = 9 * 3_600_000;
const DAY = 86_400_000;

/** Whole calendar days in Japan from `from` to `to` (epoch ms): 0 for the same day. */
export const calendarDays = (from: number, to: number): number =>
  Math.floor((to + JAPAN) / DAY) - Math.floor((from + JAPAN) / DAY);

/** A length of time in words, from seconds to days. `ms` of either sign. */
export function describeDuration(ms: number, words: Words): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 3600) return words.minutesSeconds(Math.floor(seconds / 60), seconds % 60);
  if (seconds < 2 * 86_400)
    return words.hoursMinutes(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
  return words.days(Math.round(seconds / 86_400));
}
