import { deriveArgon2id } from './argon2id.ts';
import type { KdfAnswer, KdfQuestion } from './in-worker.ts';

/**
 * Entry point of the Worker that runs Argon2id off the page's thread: one question, one answer. A shell
 * bundles this file as a module Worker and hands it to `deriveInWorker`.
 */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<KdfQuestion>) => void) | null;
  postMessage(message: KdfAnswer, transfer?: Transferable[]): void;
};

scope.onmessage = (event) => {
  deriveArgon2id(event.data).then(
    (derived) => scope.postMessage({ ok: true, derived }),
    // The reason stays here: an error text could echo what was asked.
    () => scope.postMessage({ ok: false }),
  );
};
