import type { AppPorts } from '../core/app/ports.ts';

const KEY = 'fuda.preferences';

/**
 * Preferences in this origin's localStorage; what another tab writes is heard through the `storage` event, which
 * the writing tab itself does not get. Reading and writing throw where the browser forbids the memory.
 */
export const preferencesStore: AppPorts['preferencesStore'] = {
  read: () => JSON.parse(localStorage.getItem(KEY) ?? 'null'),
  write: (value) => localStorage.setItem(KEY, JSON.stringify(value)),
  onChange(listener) {
    // A key of `null` means that everything was cleared.
    addEventListener('storage', (event) => {
      if (event.key === KEY || event.key === null) listener();
    });
  },
};
