import { expect, it } from 'vitest';
import type { PasskeyPort } from '../../../core/app/ports.ts';
import { rememberAsking } from '../../../extension/popup/passkey-memory.ts';

const hint = { credentialId: new Uint8Array(16), salt: new Uint8Array(32) };

function memory() {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
    removeItem: (name: string) => void held.delete(name),
  };
}
const port = (ask: PasskeyPort['ask']): PasskeyPort => ({
  supported: async () => true,
  create: async () => ({ ok: false, reason: 'cancelled' }),
  ask,
});

it('knows a popup that was closed under the question, and none that heard the answer', async () => {
  const store = memory();
  const answered = rememberAsking(
    port(async () => ({ ok: false, reason: 'cancelled' })),
    store,
  );
  expect(await answered.port.ask(hint)).toEqual({ ok: false, reason: 'cancelled' });
  const failed = rememberAsking(
    port(() => Promise.reject(new Error('no'))),
    store,
  );
  await expect(failed.port.ask(hint)).rejects.toThrow('no');
  expect(rememberAsking(failed.port, store).wasCutOff).toBe(false);

  // It never hears of it again.
  void rememberAsking(
    port(() => new Promise(() => {})),
    store,
  ).port.ask(hint);
  const next = rememberAsking(
    port(async () => ({ ok: true, prf: new Uint8Array(32) })),
    store,
  );
  expect(next.wasCutOff).toBe(true);
  // Nothing of the passkey itself is written down.
  expect([...store.held.values()]).toEqual(['yes']);
  await next.port.ask(hint);
  expect(store.held.size).toBe(0);
});
