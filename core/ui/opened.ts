import type { TokenApp } from '../app/types.ts';

/** How long nothing is drawn while the vault is opened, ms: drawing that it is costs a slow phone as much again. */
const BLANK_AT_MOST = 300;

/** Resolves once there is something to show, or once that has taken its time. */
export function opened({ status }: Pick<TokenApp, 'status'>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, BLANK_AT_MOST);
    const stop = status.subscribe(({ at }) => {
      if (at === 'starting') return;
      clearTimeout(timer);
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
