import type { KeyDerivation } from './cost.ts';

/** What the Worker is asked: the input of `KeyDerivation` as it is. */
export type KdfQuestion = Parameters<KeyDerivation>[0];
export type KdfAnswer = { ok: true; derived: Uint8Array } | { ok: false };

/**
 * Wraps a Worker that runs `worker.ts` as a `KeyDerivation`. Each derivation gets a Worker of its own
 * from `start` and ends it, so that its tens of MiB are given back. Rejects when the Worker cannot start or
 * refuses the cost.
 */
export function deriveInWorker(start: () => Worker): KeyDerivation {
  return (question) =>
    new Promise((resolve, reject) => {
      const worker = start();
      const finish = (done: () => void) => {
        worker.terminate();
        done();
      };
      worker.onmessage = (event: MessageEvent<KdfAnswer>) => {
        const answer = event.data;
        finish(() => {
          if (answer.ok) resolve(answer.derived);
          else reject(new Error('the key derivation was refused'));
        });
      };
      worker.onerror = () => finish(() => reject(new Error('the key derivation worker failed')));
      worker.postMessage(question satisfies KdfQuestion);
    });
}
