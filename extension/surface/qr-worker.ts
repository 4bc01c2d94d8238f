import workerAddress from '../../core/browser/qr-worker.ts?worker&url';
import { scriptAddress } from './trusted-types.ts';

/** Starts the Worker that looks for QR codes off the page's thread. */
export const startQrReader = (): Worker => new Worker(scriptAddress(workerAddress), { type: 'module' });
