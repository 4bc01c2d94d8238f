import type { PasskeyPort } from '../../core/app/ports.ts';

const NAME = 'fuda.passkey-asked';

/**
 * A browser may show its question for a passkey in a window of its own, and a popup closes as soon as another
 * window comes to the front: the answer then finds nobody. So it is written down while one is asked; what is still
 * written when the popup opens the next time was never answered. `wasCutOff`: that it was so. It stays so, for the
 * browser does the same every time, until one that is asked here is answered: it may have been a press beside it.
 */
export function rememberAsking(
  port: PasskeyPort,
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): { port: PasskeyPort; wasCutOff: boolean } {
  const wasCutOff = memory.getItem(NAME) !== null;
  return {
    wasCutOff,
    port: {
      ...port,
      async ask(hint) {
        memory.setItem(NAME, 'yes');
        try {
          return await port.ask(hint);
        } finally {
          memory.removeItem(NAME);
        }
      },
    },
  };
}
