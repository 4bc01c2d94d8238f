import * as nodeCrypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveArgon2id } from '../../core/kdf/argon2id.ts';
import { COST_CAP, DEFAULT_COST, FLOOR_COST, isAllowedCost } from '../../core/kdf/cost.ts';
import { deriveInWorker, type KdfAnswer, type KdfQuestion } from '../../core/kdf/in-worker.ts';

const salt = new Uint8Array(16).map((_, i) => i * 7);

describe('the derivation of a lock code', () => {
  it('is Argon2id as Node computes it, at the floor and at the default', async () => {
    for (const cost of [FLOOR_COST, DEFAULT_COST, { ...FLOOR_COST, parallelism: 2 }]) {
      const expected = nodeCrypto.argon2Sync('argon2id', {
        message: Buffer.from('0123456789'),
        nonce: salt,
        memory: cost.memory,
        passes: cost.iterations,
        parallelism: cost.parallelism,
        tagLength: 32,
      });
      const derived = await deriveArgon2id({ code: '0123456789', salt, ...cost });
      expect(Buffer.from(derived).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
    }
  });

  it('refuses a cost below the floor or above the cap without starting', async () => {
    for (const cost of [
      { ...FLOOR_COST, iterations: 1 },
      { ...FLOOR_COST, memory: FLOOR_COST.memory - 1 },
      { ...COST_CAP, memory: COST_CAP.memory + 1 },
      { ...COST_CAP, iterations: COST_CAP.iterations + 1 },
      { ...COST_CAP, parallelism: COST_CAP.parallelism + 1 },
      { ...FLOOR_COST, iterations: 2.5 },
    ]) {
      expect(isAllowedCost(cost)).toBe(false);
      await expect(deriveArgon2id({ code: '1', salt, ...cost })).rejects.toBeInstanceOf(RangeError);
    }
    for (const cost of [FLOOR_COST, DEFAULT_COST, COST_CAP]) expect(isAllowedCost(cost)).toBe(true);
  });
});

/** A Worker's outside, answering on the next turn. */
function stubWorker(answer: KdfAnswer | 'error'): Worker & { ended: number; asked: KdfQuestion[] } {
  const stub = {
    ended: 0,
    asked: [] as KdfQuestion[],
    onmessage: null as ((event: { data: KdfAnswer }) => void) | null,
    onerror: null as (() => void) | null,
    postMessage(question: KdfQuestion) {
      stub.asked.push(question);
      queueMicrotask(() => (answer === 'error' ? stub.onerror?.() : stub.onmessage?.({ data: answer })));
    },
    terminate() {
      stub.ended++;
    },
  };
  return stub as unknown as Worker & { ended: number; asked: KdfQuestion[] };
}

describe('the derivation in a Worker', () => {
  const question = { code: '1234', salt, ...FLOOR_COST };

  it('gives the answer and ends the Worker, so that its memory is given back', async () => {
    const worker = stubWorker({ ok: true, derived: new Uint8Array([1, 2]) });
    expect(await deriveInWorker(() => worker)(question)).toEqual(new Uint8Array([1, 2]));
    expect(worker.ended).toBe(1);
    expect(worker.asked).toEqual([question]);
  });

  it('rejects, without echoing the code, when the Worker refuses or fails', async () => {
    for (const answer of [{ ok: false }, 'error'] as const) {
      const worker = stubWorker(answer);
      const error = await deriveInWorker(() => worker)(question).catch((reason: unknown) => reason);
      expect(String(error)).toMatch(/^Error: the key derivation/);
      expect(String(error)).not.toContain('1234');
      expect(worker.ended).toBe(1);
    }
  });
});
