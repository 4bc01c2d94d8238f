import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTokenId } from '../../authority/registrations/token-id.ts';
import {
  learnDrift,
  MAX_DRIFT,
  matchCode,
  matchPair,
  RESYNC_REACH,
  windowSteps,
} from '../../authority/registrations/window.ts';
import { uuidv7 } from '../../authority/store/uuid.ts';
import { hotp, prepareKey } from '../../core/otp/index.ts';
import type { OtpParameters } from '../../core/protocol/common.ts';

const TIME: OtpParameters = { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 30 };
const EVENT: OtpParameters = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null };
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });

test('a time window is at most three steps around the learned middle, none before the epoch', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -MAX_DRIFT, max: MAX_DRIFT }), (now, drift) => {
      const steps = windowSteps(TIME, { lastStep: -1, drift }, now);
      const middle = Math.floor(now / 30_000) + drift;
      expect(steps.every((step) => step >= 0 && Math.abs(step - middle) <= 1)).toBe(true);
      expect(steps.length).toBe(Math.max(0, Math.min(3, middle + 2)));
    }),
  );
});

test('an event window reaches exactly ten counters past the last one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1, max: 1_000_000 }), (lastStep) => {
      const ahead = windowSteps(EVENT, { lastStep, drift: 0 }, 0).filter((step) => step > lastStep);
      expect(ahead).toEqual(Array.from({ length: 10 }, (_, index) => lastStep + 1 + index));
    }),
  );
});

test('a matched step is always one of the window, and its code is the one typed', () => {
  const key = prepareKey('SHA-256', new Uint8Array(32).fill(7));
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: -4, max: 4 }),
      fc.integer({ min: -3, max: 3 }),
      (now, off, last) => {
        const step = Math.max(0, Math.floor(now / 30_000) + off);
        const position = { lastStep: Math.floor(now / 30_000) + last, drift: 0 };
        const code = hotp(key, step, 8);
        const matched = matchCode(key, TIME, position, now, code);
        const inside = windowSteps(TIME, position, now).includes(step);
        if (inside) expect(hotp(key, matched!, 8)).toBe(code);
        else if (matched !== null) expect(hotp(key, matched, 8)).toBe(code);
      },
    ),
  );
});

test('learned drift stays within its bounds around where the token was last found', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 0, max: 200_000_000 }),
      fc.integer({ min: -RESYNC_REACH, max: RESYNC_REACH }),
      (now, step, found) => {
        expect(Math.abs(learnDrift(TIME, step, now, found) - found)).toBeLessThanOrEqual(MAX_DRIFT);
        expect(learnDrift(EVENT, step, now, found)).toBe(0);
      },
    ),
  );
});

test('two consecutive codes are found wherever both lie within a thousand steps, and nowhere else', () => {
  const key = prepareKey('SHA-256', new Uint8Array(32).fill(7));
  const now = 1_800_000_000_000;
  const middle = now / 30_000;
  const pairAt = (step: number) => [hotp(key, step, 8), hotp(key, step + 1, 8)] as const;
  fc.assert(
    fc.property(fc.integer({ min: -1005, max: 1005 }), (off) => {
      const found = matchPair(key, TIME, -1, now, pairAt(middle + off));
      const inside = off >= -1000 && off <= 999;
      expect(found).toEqual(inside ? { first: middle + off, last: middle + off + 1 } : null);
    }),
    { numRuns: 40, examples: [[-1001], [-1000], [999], [1000]] },
  );
  for (const [off, inside] of [
    [1, true],
    [999, true],
    [1000, false],
  ] as const) {
    const found = matchPair(key, EVENT, 7, now, [hotp(key, 7 + off, 6), hotp(key, 8 + off, 6)]);
    expect(found).toEqual(inside ? { first: 7 + off, last: 8 + off } : null);
  }
});

test('two codes in the wrong order, or with a gap, are no pair', () => {
  const key = prepareKey('SHA-256', new Uint8Array(32).fill(7));
  const now = 1_800_000_000_000;
  const [one, two, three] = [-3, -2, -1].map((off) => hotp(key, now / 30_000 + off, 8)) as [
    string,
    string,
    string,
  ];
  for (const codes of [
    [two, one],
    [one, three],
    [one, one],
  ] as const) {
    expect(matchPair(key, TIME, -1, now, codes)).toBeNull();
  }
});

test('IDs have their form and carry their time', () => {
  fc.assert(
    fc.property(instant, fc.uint8Array({ minLength: 16, maxLength: 16 }), (now, bytes) => {
      const id = uuidv7({ clock: () => now, random: () => bytes });
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }),
  );
  let byte = 0;
  expect(makeTokenId((n) => Uint8Array.from({ length: n }, () => byte++ % 10))).toBe('FUDA-0123-4567');
});
