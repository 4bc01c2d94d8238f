const DAY = 24 * 60 * 60_000;
/** Japan time has no summer time. */
const JAPAN = 9 * 60 * 60_000;

/** The Japanese calendar day of an instant (epoch ms) as a date field has it, e.g. `2028-02-29`. */
export const dayOf = (instant: number): string => new Date(instant + JAPAN).toISOString().slice(0, 10);

/** The last millisecond (epoch ms) of a day of Japan as a date field has it; `null` when it is no day. */
export function endOfDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const start = Date.parse(`${day}T00:00:00Z`);
  // 31 April would be 1 May to some parsers: only a day that prints as it was written is one.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) return null;
  return start - JAPAN + DAY - 1;
}
