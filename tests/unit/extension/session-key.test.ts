import { afterEach, expect, test, vi } from 'vitest';
import { sessionKey } from '../../../extension/platform/session-key.ts';

const KEY = new Uint8Array(32).fill(7);

/** A session area whose first answer is what stood there when it was asked, given only after `meanwhile`. */
function areaWith(meanwhile: (entries: Map<string, unknown>) => void) {
  const entries = new Map<string, unknown>();
  let first = true;
  const area = {
    async get(keys: string | string[]) {
      const answer = Object.fromEntries(
        [keys].flat().flatMap((key) => (entries.has(key) ? [[key, entries.get(key)]] : [])),
      );
      if (first) meanwhile(entries);
      first = false;
      return answer;
    },
    async set(values: Record<string, unknown>) {
      for (const [key, value] of Object.entries(values)) entries.set(key, value);
    },
    async remove(keys: string[]) {
      for (const key of keys) entries.delete(key);
    },
    setAccessLevel: async () => undefined,
  };
  vi.stubGlobal('chrome', { storage: { session: area, local: { get: async () => ({}) } } });
  return entries;
}
afterEach(() => vi.unstubAllGlobals());

test('a key that is kept while another reads that there is none is not forgotten', async () => {
  const entries = areaWith((meanwhile) => {
    meanwhile.set('vault-key', 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc');
    meanwhile.set('touched-at', 1_000_000);
    meanwhile.set('lock-at', 1_900_000);
  });
  expect(await sessionKey(() => 1_000_000).read()).toBeNull();
  expect(entries.has('vault-key')).toBe(true);
  expect(await sessionKey(() => 1_000_000).read()).toEqual(KEY);
});

test('a clock a moment behind in another process does not lock', async () => {
  areaWith(() => undefined);
  await sessionKey(() => 1_000_000).write(KEY);
  expect(await sessionKey(() => 999_990).read()).toEqual(KEY);
});

test('a key whose time is over, or a clock set back, locks and forgets', async () => {
  for (const later of [1_900_000, 500_000]) {
    const entries = areaWith(() => undefined);
    await sessionKey(() => 1_000_000).write(KEY);
    expect(await sessionKey(() => later).read()).toBeNull();
    expect(entries.size).toBe(0);
  }
});
