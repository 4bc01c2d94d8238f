import type { AppPorts } from './ports.ts';
import type { AppState } from './state.ts';
import type { Preferences } from './types.ts';

const LANGUAGES: readonly unknown[] = ['ja', 'en'];
const THEMES: readonly unknown[] = ['system', 'light', 'dark'];
const NOTICES = [
  'install',
  'update',
  'backup',
  'storage',
] as const satisfies readonly (keyof Preferences['postponed'])[];
/** Record ids are UUIDs; nothing longer is looked at. */
const ID_LIMIT = 64;

const asRecord = (value: unknown): Record<string, unknown> =>
  (value !== null && typeof value === 'object' ? value : {}) as Record<string, unknown>;

/** Until when each notice stays away, epoch ms; anything else in it is left out. */
function readPostponed(kept: unknown): Preferences['postponed'] {
  const record = asRecord(kept);
  const read: Partial<Record<(typeof NOTICES)[number], number>> = {};
  for (const name of NOTICES) {
    const until = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof until === 'number' && Number.isFinite(until) && until >= 0) read[name] = until;
  }
  return read;
}

/** What was kept, with anything unknown or unreadable replaced by its default. */
export function readPreferences(store: AppPorts['preferencesStore']): Preferences {
  let kept: unknown;
  try {
    kept = store.read();
  } catch {
    // A browser may forbid the memory altogether; the app works without it.
  }
  const { language, theme, startToken, keepAwake, postponed } = asRecord(kept);
  return {
    language: LANGUAGES.includes(language) ? (language as Preferences['language']) : null,
    theme: THEMES.includes(theme) ? (theme as Preferences['theme']) : 'system',
    startToken: typeof startToken === 'string' && startToken.length <= ID_LIMIT ? startToken : null,
    keepAwake: keepAwake === true,
    postponed: readPostponed(postponed),
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

/** What another tab chose holds here too. */
export function followPreferences(state: AppState): void {
  const store = state.ports.preferencesStore;
  store.onChange?.(() => {
    state.preferences.value = readPreferences(store);
  });
}
