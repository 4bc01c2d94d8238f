import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import * as otpauth from 'otpauth';
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { hotp, type OtpAlgorithm, prepareKey, totp } from '../../../core/otp/index.ts';

/** fast-check prints the seed and the shrunk input when a property fails, so any run can be repeated. */
const MANY = { numRuns: 3000 };
const FEW = { numRuns: 12 };

const algorithms = fc.constantFrom<OtpAlgorithm>('SHA-1', 'SHA-256', 'SHA-512');
const seeds = fc.uint8Array({ minLength: 16, maxLength: 64 });
const digits = fc.constantFrom(6, 7, 8);
const periods = fc.integer({ min: 1, max: 300 });
/** Up to the year 2500: past 2038 and past 2^32 seconds. */
const seconds = fc.integer({ min: 0, max: 16_725_225_600 });

const bare = (algorithm: OtpAlgorithm) => algorithm.replace('-', '');

test('agrees with otpauth on event codes for thousands of random seeds and counters', () => {
  fc.assert(
    fc.property(algorithms, seeds, fc.maxSafeNat(), digits, (algorithm, seed, counter, length) => {
      const secret = new otpauth.Secret({ buffer: seed.slice().buffer as ArrayBuffer });
      const theirs = otpauth.HOTP.generate({ secret, algorithm: bare(algorithm), digits: length, counter });
      expect(hotp(prepareKey(algorithm, seed), counter, length)).toBe(theirs);
    }),
    MANY,
  );
});

test('agrees with otplib on time codes for thousands of random seeds, times and periods', () => {
  fc.assert(
    fc.property(algorithms, seeds, seconds, digits, periods, (algorithm, seed, epoch, length, period) => {
      const theirs = generateSync({
        secret: seed,
        algorithm: bare(algorithm).toLowerCase() as 'sha1',
        digits: length as 6,
        period,
        epoch,
      });
      expect(totp(prepareKey(algorithm, seed), epoch * 1000, { period, digits: length })).toBe(theirs);
    }),
    MANY,
  );
});

const hasOathtool = spawnSync('oathtool', ['--version']).status === 0;
/** One process prints this many consecutive codes. */
const WINDOW = 250;

function oathtool(seed: Uint8Array, ...options: string[]): string[] {
  // The key goes in by standard input: a command line can be read by everyone on the machine.
  const input = Buffer.from(seed).toString('hex');
  return execFileSync('oathtool', [...options, `--window=${WINDOW - 1}`, '-'], { input, encoding: 'utf8' })
    .trim()
    .split('\n');
}

test.runIf(hasOathtool)(
  'agrees with oathtool on thousands of event codes (not run where oathtool is missing)',
  () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 ** 48 }), digits, (seed, counter, length) => {
        const key = prepareKey('SHA-1', seed);
        const ours = Array.from({ length: WINDOW }, (_, i) => hotp(key, BigInt(counter + i), length));
        expect(ours).toEqual(oathtool(seed, '--hotp', `--counter=${counter}`, `--digits=${length}`));
      }),
      FEW,
    );
  },
);

test.runIf(hasOathtool)(
  'agrees with oathtool on thousands of time codes (not run where oathtool is missing)',
  () => {
    fc.assert(
      fc.property(algorithms, seeds, seconds, digits, periods, (algorithm, seed, epoch, length, period) => {
        const key = prepareKey(algorithm, seed);
        const ours = Array.from({ length: WINDOW }, (_, i) =>
          totp(key, (epoch + i * period) * 1000, { period, digits: length }),
        );
        const theirs = oathtool(
          seed,
          `--totp=${bare(algorithm)}`,
          `--now=@${epoch}`,
          `--time-step-size=${period}s`,
          `--digits=${length}`,
        );
        expect(ours).toEqual(theirs);
      }),
      FEW,
    );
  },
);
