import type { Language } from './language.ts';

/** A message: fixed words, or a function of what goes into them. Plain text, never markup. */
// biome-ignore lint/suspicious/noExplicitAny: each catalogue fixes its own argument types below
export type Message = string | ((...values: any[]) => string);

/**
 * The messages of one room in both languages. The English side must have exactly the Japanese side's keys
 * and argument types: a missing or surplus one does not compile. Catalogues stand beside the room that speaks.
 */
export function defineCatalogue<T extends Record<string, Message>>(
  ja: T,
  en: { [K in keyof T]: T[K] extends string ? string : T[K] },
): Record<Language, { [K in keyof T]: T[K] extends string ? string : T[K] }> {
  return { ja: ja as never, en };
}
