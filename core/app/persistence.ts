import type { AppState } from './state.ts';

/** Learns whether the platform promised to keep the vault. */
export async function noticePersistence(state: AppState): Promise<void> {
  try {
    state.persistence.value = (await state.ports.persistence.persisted()) ? 'kept' : 'may-be-lost';
  } catch {
    // A platform that cannot say has promised nothing.
    state.persistence.value = 'may-be-lost';
  }
}

/** Asks the platform to keep the vault; some ask the person, so nothing waits for the answer. */
export async function askPersistence(state: AppState): Promise<void> {
  try {
    state.persistence.value = (await state.ports.persistence.persist()) ? 'kept' : 'may-be-lost';
  } catch {
    state.persistence.value = 'may-be-lost';
  }
}
