import { describe, expect, it } from 'vitest';
import { createQrReader, type QrAnswer, type QrQuestion } from '../../../core/browser/qr-reader.ts';
import { pixelsOf, qrModules } from '../../support/qr-pixels.ts';

const pixels = pixelsOf(qrModules('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP'));
const TEXT = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP';

/** Stands in the place of a Worker; `answer` is called for each question. */
function workerThat(
  answer: (question: QrQuestion, reply: (answer: QrAnswer) => void, fail: () => void) => void,
) {
  const asked: QrQuestion[] = [];
  let ended = 0;
  const start = () => {
    const worker = {
      onmessage: null as ((event: { data: QrAnswer }) => void) | null,
      onerror: null as (() => void) | null,
      postMessage(question: QrQuestion) {
        asked.push(question);
        queueMicrotask(() =>
          answer(
            question,
            (data) => worker.onmessage?.({ data }),
            () => worker.onerror?.(),
          ),
        );
      },
      terminate() {
        ended += 1;
      },
    };
    return worker as unknown as Worker;
  };
  return { start, asked, ended: () => ended };
}

describe('a reader of QR codes', () => {
  it('asks its Worker, and tells answers apart whichever comes first', async () => {
    const held: (() => void)[] = [];
    const worker = workerThat(({ id, patient }, reply) =>
      held.push(() => reply({ id, text: patient ? 'still' : 'frame' })),
    );
    const reader = createQrReader(worker.start);
    const both = [reader.read(pixels), reader.read(pixels, true)];
    await expect.poll(() => held.length).toBe(2);
    for (const reply of held.reverse()) reply();
    expect(await Promise.all(both)).toEqual(['frame', 'still']);
    reader.end();
    expect(worker.ended()).toBe(1);
  });

  it('reads by itself where there is no Worker, where none starts, and where it fails in the middle', async () => {
    const broken = () => {
      throw new TypeError('not a script of ours');
    };
    const failing = workerThat((_question, _reply, fail) => fail());
    for (const start of [undefined, broken, failing.start]) {
      const reader = createQrReader(start);
      expect(await reader.read(pixels)).toBe(TEXT);
      expect(await reader.read(pixels, true)).toBe(TEXT);
    }
    // Once it has failed it is not asked again.
    expect(failing.asked.length).toBe(1);
  });

  it('lets nobody wait who asked before its end', async () => {
    const silent = workerThat(() => {});
    const reader = createQrReader(silent.start);
    const reading = reader.read(pixels);
    reader.end();
    expect(await reading).toBeNull();
  });
});
