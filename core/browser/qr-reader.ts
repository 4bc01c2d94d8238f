import { type Pixels, readPatiently, readQr } from './read-qr.ts';

/** What the Worker is asked, and its answer to the question of that number. */
export interface QrQuestion {
  id: number;
  pixels: Pixels;
  patient: boolean;
}
export interface QrAnswer {
  id: number;
  text: string | null;
}

/** Reads QR codes, a picture at a time. */
export interface QrReader {
  /** The text in the picture, or `null`. `patient`: a still picture, which is tried in more ways. Never rejects. */
  read(pixels: Pixels, patient?: boolean): Promise<string | null>;
  /** Ends its Worker; what is being read ends with `null`. */
  end(): void;
}

/**
 * A reader off the page's thread, where the shell starts a Worker with `qr-worker.ts`; without one, or when it
 * fails, pictures are read on the page's own thread, which holds it for some hundredths of a second each.
 */
export function createQrReader(start?: () => Worker): QrReader {
  const waiting = new Map<number, { done: (text: string | null) => void; again: () => string | null }>();
  let worker: Worker | null = null;
  let isBroken = start === undefined;
  let last = 0;

  const fail = () => {
    isBroken = true;
    worker?.terminate();
    worker = null;
    for (const { done, again } of waiting.values()) done(again());
    waiting.clear();
  };
  const ready = (): Worker | null => {
    if (worker || isBroken || !start) return worker;
    try {
      worker = start();
      worker.onmessage = ({ data }: MessageEvent<QrAnswer>) => {
        waiting.get(data.id)?.done(data.text);
        waiting.delete(data.id);
      };
      worker.onerror = fail;
    } catch {
      isBroken = true;
    }
    return worker;
  };

  return {
    async read(pixels, patient = false) {
      const helper = ready();
      if (!helper) return patient ? readPatiently(pixels) : readQr(pixels);
      last += 1;
      const id = last;
      return new Promise((done) => {
        // Copied, not handed over: where the Worker fails they are read here.
        waiting.set(id, { done, again: () => (patient ? readPatiently(pixels) : readQr(pixels)) });
        helper.postMessage({ id, pixels, patient } satisfies QrQuestion);
      });
    },
    end() {
      worker?.terminate();
      worker = null;
      for (const { done } of waiting.values()) done(null);
      waiting.clear();
    },
  };
}
