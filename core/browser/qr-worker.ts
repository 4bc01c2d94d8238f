import type { QrAnswer, QrQuestion } from './qr-reader.ts';
import { readPatiently, readQr } from './read-qr.ts';

/**
 * Entry point of the Worker that looks for QR codes off the page's thread: an answer to each question. A shell
 * bundles this file as a module Worker and hands its start to `createQrReader`.
 */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<QrQuestion>) => void) | null;
  postMessage(message: QrAnswer): void;
};

scope.onmessage = ({ data: { id, pixels, patient } }) => {
  scope.postMessage({ id, text: patient ? readPatiently(pixels) : readQr(pixels) });
};
