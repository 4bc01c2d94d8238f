import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctedClock, judgeOffset, offsetFromExchange } from '../../../core/clock/offset.ts';

test('calls an offset good up to 30 s, off up to 10 min, and far off beyond, in either direction', () => {
  const table = [
    [0, 'good'],
    [30_000, 'good'],
    [30_001, 'off'],
    [600_000, 'off'],
    [600_001, 'far-off'],
    [31_536_000_000, 'far-off'],
    [Number.NaN, 'far-off'],
  ] as const;
  for (const [offset, verdict] of table) {
    expect(judgeOffset(offset)).toBe(verdict);
    expect(judgeOffset(-offset)).toBe(verdict);
  }
});

test('does not blame the clock for what a slow network may have caused', () => {
  expect(judgeOffset(34_000, 5_000)).toBe('good');
  expect(judgeOffset(36_000, 5_000)).toBe('off');
});

test('the true offset always lies within the uncertainty of the measured one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: -4e10, max: 4e10 }),
      fc.nat(60_000),
      fc.nat(60_000),
      (sentAt, truth, there, back) => {
        const serverTime = sentAt + there + truth;
        const measured = offsetFromExchange({ sentAt, receivedAt: sentAt + there + back, serverTime });
        expect(Math.abs(measured.offset - truth)).toBeLessThanOrEqual(measured.uncertainty);
      },
    ),
  );
});

test('refuses an exchange during which the clock was set back or far forward', () => {
  for (const receivedAt of [999, 1_000 + 86_400_001, Number.NaN]) {
    expect(() => offsetFromExchange({ sentAt: 1_000, receivedAt, serverTime: 1_000 })).toThrow(
      expect.objectContaining({ code: 'clock-exchange' }),
    );
  }
});

test('a corrected clock follows its offset, also one that is learnt later', () => {
  let offset = 0;
  const clock = correctedClock(
    () => 1_000,
    () => offset,
  );
  expect(clock()).toBe(1_000);
  offset = -400;
  expect(clock()).toBe(600);
  expect(correctedClock(() => 1_000, 5)()).toBe(1_005);
});
