import type { Language } from '../i18n/language.ts';
import type { ja } from './messages/ja.ts';

/**
 * The words of one language, as every screen gets them. Each language is a file of its own in `messages/`, of
 * which only the one in use is loaded; here stands only what the first look at a code needs. Screens that are
 * loaded later bring a catalogue of their own (`defineCatalogue`, beside them), both languages in one file.
 *
 * A key that one language lacks, or has too many, does not compile: Japanese gives the type.
 */
export type Words = { [K in keyof typeof ja]: (typeof ja)[K] extends string ? string : (typeof ja)[K] };

/** Loads the words of one language; rejects where they cannot be had. */
export const loadWords: Record<Language, () => Promise<Words>> = {
  ja: async () => (await import('./messages/ja.ts')).ja,
  en: async () => (await import('./messages/en.ts')).en,
};
