import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLockCode, lockCodeStrength } from '../../../core/vault/lock-code.ts';
import { waitAfter, waitUntil } from '../../../core/vault/throttle.ts';

describe('a lock code', () => {
  it('is 1 to 32 ASCII digits', () => {
    for (const code of ['0', '1234', '0'.repeat(32)]) expect(isLockCode(code)).toBe(true);
    for (const code of ['', '1'.repeat(33), '12a', '１２３', '12\n', '-1'])
      expect(isLockCode(code)).toBe(false);
  });

  it('is called weak when it is short, or long but easily guessed', () => {
    for (const code of [
      '1',
      '1234',
      '8305',
      '730518',
      '0000000',
      '00000000000000000000',
      '1234567890',
      '98765432109876543210',
      '121212121212',
      '20002000',
      '19840312',
      '135791357913',
    ]) {
      expect([code, lockCodeStrength(code)]).toEqual([code, 'weak']);
    }
  });

  it('is called fair from eight digits without a pattern, and strong from twelve', () => {
    expect(lockCodeStrength('73051846')).toBe('fair');
    expect(lockCodeStrength('7305184629')).toBe('fair');
    expect(lockCodeStrength('730518462903')).toBe('strong');
    expect(lockCodeStrength('81630259471836205149')).toBe('strong');
  });

  it('is called weak whatever seven digits it has', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,7}$/), (code) => {
        expect(lockCodeStrength(code)).toBe('weak');
      }),
    );
  });
});

describe('the wait after wrong codes', () => {
  it('is none for four, then 30 seconds doubling to an hour, and never more', () => {
    expect([0, 1, 4, 5, 6, 7, 11, 12, 13, 100, 1e9].map(waitAfter)).toEqual([
      0, 0, 0, 30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000,
    ]);
  });

  it('is never shorter for a clock that went backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 50 }),
        fc.nat(1e12),
        fc.nat(1e12),
        (failures, countedAt, back) => {
          const now = countedAt - back;
          expect(waitUntil({ failures, countedAt }, now)! - now).toBe(waitAfter(failures));
        },
      ),
    );
  });
});
