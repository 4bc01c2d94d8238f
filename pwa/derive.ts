import { deriveInWorker } from '../core/kdf/in-worker.ts';
import workerAddress from '../core/kdf/worker.ts?worker&url';
import { scriptAddress } from './trusted-types.ts';

/** Argon2id in a Worker of its own, for the vault and for backups. */
export const derive = deriveInWorker(() => new Worker(scriptAddress(workerAddress), { type: 'module' }));
