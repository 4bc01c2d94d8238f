import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewClock } from '../../../core/app/clock.ts';
import { readPreferences } from '../../../core/app/preferences.ts';
import { applyState } from '../../../core/app/refresh.ts';
import { viewOf } from '../../../core/app/view.ts';
import { FAR_OFFSET_MS, GOOD_OFFSET_MS } from '../../../core/clock/offset.ts';
import type { SignedState } from '../../../core/protocol/device/messages.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const signed = (change: Partial<SignedState> = {}): SignedState => ({
  v: 1,
  tokenId: 'FUDA-1234-5678',
  state: 'in-use',
  loginOrigins: ['https://new.bank.example'],
  expiresAt: 1_900_000_000_000,
  pausedUntil: null,
  time: 1_850_000_000_000,
  nonce: 'n',
  ...change,
});

test('a signed state moves state, login origins and expiry, and nothing else', () => {
  const token = exampleToken({ displayName: '家計' });
  expect(applyState(token, signed())).toEqual({
    ...token,
    loginOrigins: ['https://new.bank.example'],
    expiresAt: 1_900_000_000_000,
    lastState: { state: 'in-use', at: 1_850_000_000_000 },
    pausedUntil: null,
  });
});

test('a view tells until when a pause lasts, and only of a pause', () => {
  const paused = applyState(exampleToken(), signed({ state: 'paused', pausedUntil: 1_860_000_000_000 }));
  expect(viewOf('id', paused, 1_850_000_000_000)).toMatchObject({
    standing: 'paused',
    pausedUntil: 1_860_000_000_000,
  });
  // Only the bank ends a pause: past its time it is still one.
  expect(viewOf('id', paused, 1_860_000_000_001).standing).toBe('paused');
  const resumed = applyState(paused, signed({ time: 1_860_000_000_002 }));
  expect(viewOf('id', resumed, 1_860_000_000_003)).toMatchObject({ standing: 'ready', pausedUntil: null });
});

test('of any order of words the newest stands at the end', () => {
  const words = fc.uniqueArray(
    fc.record({
      time: fc.integer({ min: 1, max: 100 }),
      state: fc.constantFrom('in-use', 'suspended', 'cancelled'),
    }),
    { minLength: 1, maxLength: 8, selector: ({ time }) => time },
  );
  fc.assert(
    fc.property(words, (said) => {
      const last = said.reduce((token, word) => applyState(token, signed(word)), exampleToken()).lastState;
      const newest = said.reduce((a, b) => (a.time > b.time ? a : b));
      expect(last).toEqual({ state: newest.state, at: newest.time });
    }),
  );
});

test('a view of a token has no seed, key or name of a key in it', () => {
  const token = exampleToken({ deviceKeys: 'name-of-keys' });
  const shown = JSON.stringify(viewOf('id', token, token.issuedAt));
  for (const kept of [token.seed, 'name-of-keys', 'authority']) expect(shown).not.toContain(kept);
});

test.each([
  [0, 'good'],
  [GOOD_OFFSET_MS, 'good'],
  [GOOD_OFFSET_MS + 1, 'off'],
  [FAR_OFFSET_MS, 'off'],
  [FAR_OFFSET_MS + 1, 'far-off'],
])('an offset of %i ms either way is %s', (offset, verdict) => {
  expect(viewClock(offset, true)).toMatchObject({ verdict, trusted: true });
  expect(viewClock(-offset, false)).toMatchObject({ verdict, trusted: false });
});

test('whatever a small memory holds, preferences are ones the app knows', () => {
  fc.assert(
    fc.property(fc.anything(), (kept) => {
      const { language, theme } = readPreferences({ read: () => kept, write: () => undefined });
      expect([null, 'ja', 'en']).toContain(language);
      expect(['system', 'light', 'dark']).toContain(theme);
    }),
  );
});
