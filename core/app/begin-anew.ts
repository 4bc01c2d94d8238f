import { isAppError } from '../error.ts';
import type { Vault, VaultDoor } from '../vault/types.ts';
import { attach, forget, look } from './opening.ts';
import type { AppState } from './state.ts';
import { statusOf } from './status.ts';

/** Whether some lock code opens what is there: an empty one is tried, which is refused without being counted. */
const hasLockToOpen = (door: VaultDoor): Promise<boolean> =>
  door.openWithCode('').then(
    () => true,
    (error: unknown) => isAppError(error, 'wrong-code'),
  );

/** Makes a vault in place of one that cannot be opened any more, which is cleared away. */
async function replaceVault(state: AppState, door: VaultDoor): Promise<Vault> {
  try {
    return await door.create();
  } catch (error) {
    // Nothing but these is beyond help: a full disk, say, may have a sound vault on it.
    if (!isAppError(error, 'damaged', 'locked')) throw error;
    await door.destroy();
    door.close();
    state.door = await state.ports.door();
    return state.door.create();
  }
}

/** After 'gone', with the person's consent: a new, empty vault; the one that another tab made meanwhile is kept. */
export async function beginAnew(state: AppState): Promise<void> {
  const { door } = state;
  if (state.status.value.at !== 'gone' || !door) return;
  try {
    if (await hasLockToOpen(door)) return await look(state, door);
    await attach(state, await replaceVault(state, door));
    state.ports.tabs?.tell('look');
  } catch (error) {
    forget(state);
    state.status.value = statusOf(error);
  }
}
