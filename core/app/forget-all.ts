import { forget, start } from './opening.ts';
import { setPreferences } from './preferences.ts';
import type { AppState } from './state.ts';
import { statusOf } from './status.ts';

/**
 * Erases the vault, locked or open, and begins as on a first run: the way on for somebody who cannot open it any
 * more. Language and colours stay; what named a token goes. Where the storage refuses, the status says so.
 */
export async function forgetAll(state: AppState): Promise<void> {
  const { door } = state;
  if (!door) return;
  forget(state);
  try {
    await state.ports.session?.write(null);
  } catch {
    // A key without a vault opens nothing.
  }
  try {
    await door.destroy();
  } catch (error) {
    state.status.value = statusOf(error);
    return;
  }
  door.close();
  state.door = null;
  setPreferences(state, { startToken: null, postponed: {} });
  state.ports.tabs?.tell('look');
  await start(state);
}
