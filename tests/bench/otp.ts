import { do_not_optimize, measure } from 'mitata';
import * as otpauth from 'otpauth';
import { generateSync } from 'otplib';
import { hotp, type OtpAlgorithm, prepareKey } from '../../core/otp/index.ts';

const SEED = new TextEncoder().encode('1234567890'.repeat(7).slice(0, 32));

/**
 * Codes per second from a prepared key beside otplib and otpauth, all in this process and of the same seed.
 * One line an algorithm: absolute figures and how many times ours is. Each of the three codes is compared
 * first, so that a figure is never one of wrong codes.
 */
export async function benchOtp(): Promise<string[]> {
  const lines: string[] = [];
  for (const algorithm of ['SHA-1', 'SHA-256', 'SHA-512'] as const) {
    const run = contenders(algorithm);
    const [ours, lib, auth] = [run.ours(7), run.otplib(7), run.otpauth(7)];
    if (ours !== lib || ours !== auth) throw new Error(`the three do not agree on ${algorithm}`);
    const rate = {
      ours: await perSecond(run.ours),
      otplib: await perSecond(run.otplib),
      otpauth: await perSecond(run.otpauth),
    };
    const times = (other: number) => `${(rate.ours / other).toFixed(1)}x`;
    lines.push(
      `codes/s, ${algorithm}: prepared key ${whole(rate.ours)}` +
        ` | otplib ${whole(rate.otplib)} (${times(rate.otplib)})` +
        ` | otpauth ${whole(rate.otpauth)} (${times(rate.otpauth)})`,
    );
  }
  return lines;
}

function contenders(algorithm: OtpAlgorithm) {
  const key = prepareKey(algorithm, SEED);
  const bare = algorithm.replace('-', '');
  const secret = new otpauth.Secret({ buffer: SEED.slice().buffer as ArrayBuffer });
  const strategy = 'hotp' as const;
  const lower = bare.toLowerCase() as 'sha1';
  return {
    ours: (counter: number) => hotp(key, counter, 6),
    otplib: (counter: number) =>
      generateSync({ secret: SEED, strategy, algorithm: lower, digits: 6, counter }),
    otpauth: (counter: number) => otpauth.HOTP.generate({ secret, algorithm: bare, digits: 6, counter }),
  };
}

async function perSecond(code: (counter: number) => string): Promise<number> {
  let counter = 0;
  const stats = await measure(() => {
    counter += 1;
    do_not_optimize(code(counter));
  });
  return 1e9 / stats.p50;
}

function whole(rate: number): string {
  return Math.round(rate).toLocaleString('en');
}
