import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Language, pickLanguage } from '../i18n/language.ts';
import { loadWords, type Words } from './messages.ts';

/** The language on the screen and its words; they change together. */
export interface Speech {
  language: ReadonlySignal<Language>;
  words: ReadonlySignal<Words>;
}

/**
 * Loads the words of the wanted language (`null` follows the browser) and follows a change of mind; words that
 * cannot be had leave the present ones. Rejects where neither language can be had at first.
 */
export async function loadSpeech(
  wanted: ReadonlySignal<Language | null>,
  load: Readonly<Record<Language, () => Promise<Words>>> = loadWords,
): Promise<Speech> {
  const aim = computed<Language>(() => wanted.value ?? pickLanguage(navigator.languages));
  const first = aim.peek();
  const other: Language = first === 'ja' ? 'en' : 'ja';
  const [said, found] = await load[first]().then(
    (words) => [first, words] as const,
    async () => [other, await load[other]()] as const,
  );
  const language = signal<Language>(said);
  const words = signal<Words>(found);
  effect(() => {
    const next = aim.value;
    if (next === language.peek()) return;
    load[next]().then(
      (arrived) => {
        // Meanwhile the person may have gone back to the words that are here.
        if (aim.peek() !== next) return;
        batch(() => {
          language.value = next;
          words.value = arrived;
        });
      },
      () => {},
    );
  });
  return { language, words };
}
