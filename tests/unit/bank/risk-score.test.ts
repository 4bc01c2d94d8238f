import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, isUnusualHour, japanHour } from '../../../bank/engine/risk/score.ts';
import type { RiskSettings } from '../../../bank/engine/risk/settings.ts';

const TABLE: RiskSettings = {
  points: { 'unknown-browser': 30, 'new-network': 20, 'unusual-hour': 20, velocity: 40 },
  threshold: 50,
  unusualHours: { from: 1, to: 5 },
  velocity: { count: 5, minutes: 10 },
};
const QUIET = { browserKnown: true, networkKnown: true, at: Date.UTC(2027, 5, 15, 3), attempts: 1 };

const table: fc.Arbitrary<RiskSettings> = fc.record({
  points: fc.record({
    'unknown-browser': fc.nat(100),
    'new-network': fc.nat(100),
    'unusual-hour': fc.nat(100),
    velocity: fc.nat(100),
  }),
  threshold: fc.integer({ min: 1, max: 400 }),
  unusualHours: fc.record({ from: fc.nat(23), to: fc.nat(23) }),
  velocity: fc.record({ count: fc.nat(20), minutes: fc.integer({ min: 1, max: 60 }) }),
});
const found = fc.record({
  browserKnown: fc.boolean(),
  networkKnown: fc.boolean(),
  at: fc.integer({ min: 0, max: 4e12 }),
  attempts: fc.nat(50),
});
/** The hour as the platform's own calendar has it. */
const tokyoHour = (at: number): number =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', hourCycle: 'h23' }).format(
      at,
    ),
  );

describe('the risk of a login', () => {
  it('is the sum of the table’s points for what was found, and high from the threshold on', () => {
    expect(assess(TABLE, QUIET)).toEqual({ signals: [], score: 0, high: false });
    expect(assess(TABLE, { ...QUIET, browserKnown: false })).toEqual({
      signals: ['unknown-browser'],
      score: 30,
      high: false,
    });
    expect(assess(TABLE, { ...QUIET, browserKnown: false, networkKnown: false })).toEqual({
      signals: ['unknown-browser', 'new-network'],
      score: 50,
      high: true,
    });
    expect(assess(TABLE, { ...QUIET, attempts: 5 }).score).toBe(0);
    expect(assess(TABLE, { ...QUIET, attempts: 6 }).signals).toEqual(['velocity']);
  });

  it('never falls when one thing more is found', () => {
    fc.assert(
      fc.property(table, found, (settings, circumstances) => {
        const { score } = assess(settings, circumstances);
        for (const worse of [{ browserKnown: false }, { networkKnown: false }, { attempts: 1000 }])
          expect(assess(settings, { ...circumstances, ...worse }).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  it('names exactly the signals whose points it adds', () => {
    fc.assert(
      fc.property(table, found, (settings, circumstances) => {
        const { signals, score, high } = assess(settings, circumstances);
        expect(new Set(signals).size).toBe(signals.length);
        expect(signals.map((signal) => settings.points[signal]).reduce((sum, each) => sum + each, 0)).toBe(
          score,
        );
        expect(high).toBe(score >= settings.threshold);
        expect(signals.includes('unusual-hour')).toBe(
          isUnusualHour(settings.unusualHours, tokyoHour(circumstances.at)),
        );
      }),
    );
  });
});

describe('the hour in Japan', () => {
  it('is what the calendar of Tokyo says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(japanHour(at)).toBe(tokyoHour(at));
      }),
    );
  });

  it('turns at midnight in Japan, which is 15:00 in Greenwich', () => {
    expect(japanHour(Date.UTC(2027, 5, 15, 14, 59, 59, 999))).toBe(23);
    expect(japanHour(Date.UTC(2027, 5, 15, 15))).toBe(0);
  });

  it('is unusual from the first hour named up to, not including, the last, over midnight too', () => {
    const hours = (from: number, to: number) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isUnusualHour({ from, to }, hour));
    expect(hours(1, 5)).toEqual([1, 2, 3, 4]);
    expect(hours(23, 2)).toEqual([0, 1, 23]);
    expect(hours(4, 4)).toEqual([]);
  });
});
