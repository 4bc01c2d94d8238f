import type { AppPorts } from './ports.ts';
import type { AppState } from './state.ts';
import type { Preferences } from './types.ts';

const LANGUAGES: readonly unknown[] = ['ja', 'en'];
const THEMES: readonly unknown[] = ['system', 'light', 'dark'];

/** What was kept, with anything unknown or unreadable replaced by its default. */
export function readPreferences(store: AppPorts['preferencesStore']): Preferences {
  let kept: unknown;
  try {
    kept = store.read();
  } catch {
    // A browser may forbid the memory altogether; the app works without it.
  }
  const { language, theme } = (kept !== null && typeof kept === 'object' ? kept : {}) as Record<
    string,
    unknown
  >;
  return {
    language: LANGUAGES.includes(language) ? (language as Preferences['language']) : null,
    theme: THEMES.includes(theme) ? (theme as Preferences['theme']) : 'system',
  };
}

/** Applies a change at once; keeping it is best effort. */
export function setPreferences(state: AppState, change: Partial<Preferences>): void {
  state.preferences.value = { ...state.preferences.value, ...change };
  try {
    state.ports.preferencesStore.write(state.preferences.value);
  } catch {
    // As above: the choice then lasts as long as the page.
  }
}
