import type { Language } from './language.ts';

/** Japan has one time zone and no summer time; every date a customer sees is Japan's. */
const ZONE = 'Asia/Tokyo';

/** A calendar date, e.g. 2028年11月30日 / 30 November 2028. `instant` in epoch ms. */
export function formatDate(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: ZONE,
    dateStyle: 'long',
  }).format(instant);
}

/** Date and time to the minute, Japan time. `instant` in epoch ms. */
export function formatDateTime(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: ZONE,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(instant);
}

/** Splits digits for reading: 8 → 4+4, 6 → 3+3, 7 → 3+4, service IDs and user IDs by fours. */
export function groupDigits(digits: string): string[] {
  if (digits.length === 6) return [digits.slice(0, 3), digits.slice(3)];
  if (digits.length === 7) return [digits.slice(0, 3), digits.slice(3)];
  return digits.match(/.{1,4}/gu) ?? [];
}
