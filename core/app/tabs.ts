import { touched } from './idle.ts';
import { lock } from './lock.ts';
import { forget, look } from './opening.ts';
import { type AppState, inTurn } from './state.ts';
import { statusOf } from './status.ts';

/** Goes where the vault stands now, in a tab that has none open; an open vault tells of its changes itself. */
async function lookAgain(state: AppState): Promise<void> {
  const { door } = state;
  const { at } = state.status.peek();
  if (!door || state.vault || at === 'starting' || at === 'unavailable') return;
  try {
    await look(state, door);
  } catch (error) {
    forget(state);
    state.status.value = statusOf(error);
  }
}

/** Follows what this app's other tabs say. */
export function followTabs(state: AppState): void {
  state.ports.tabs?.onTell((word) => {
    if (word === 'locked') lock(state);
    if (word === 'touched') touched(state, true);
    if (word === 'look') void inTurn(state, () => lookAgain(state));
  });
}
