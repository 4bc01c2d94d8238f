import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { isAppError } from '../../../core/error.ts';
import { ownToken } from '../../../core/formats/own-token.ts';
import type { OwnTokenInput } from '../../../core/formats/types.ts';
import { isLabel } from '../../../core/token/label.ts';
import type { IssuerToken, OwnToken } from '../../../core/token/model.ts';

/** The seed of RFC 4226 appendix D, so that codes are known from outside: base32 and base64url. */
export const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const SEED = base64urlnopad.encode(new TextEncoder().encode('12345678901234567890'));

/** UTF-16 units of any kind, half of them ASCII: control characters and broken surrogates among them. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength })
    .map((units) => String.fromCharCode(...units));

/** Names of every kind that a token may have, colons and percent signs among them. */
export const anyName = fc.option(
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
      fc.string({
        minLength: 1,
        maxLength: 12,
        unit: fc.constantFrom(':', '%', '+', '&', '=', '#', '/', '?', ' ', '2', 'あ'),
      }),
    )
    .map((name) => name.trim())
    .filter(isLabel),
);

const period = fc.integer({ min: 1, max: 86_400 });

/** Any token that may be added. */
export const anyOwnInput: fc.Arbitrary<OwnTokenInput> = fc
  .record({
    issuer: anyName,
    account: anyName,
    time: fc.boolean(),
    algorithm: fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const),
    digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
    period,
    seed: fc.uint8Array({ minLength: 10, maxLength: 256 }),
    counter: fc.maxSafeNat(),
  })
  .map(({ issuer, account, time, algorithm, digits, period, seed, counter }) => ({
    issuer,
    account,
    otp: {
      kind: time ? ('time' as const) : ('event' as const),
      algorithm,
      digits,
      period: time ? period : null,
    },
    seed: base64urlnopad.encode(seed),
    counter: time ? 0 : counter,
  }));

export const exampleOwn = (change: Partial<OwnToken> = {}): OwnToken => ({
  ...ownToken(
    {
      issuer: 'Example',
      account: 'kana@shop.example',
      otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
      seed: SEED,
      counter: 0,
    },
    { now: 1_800_000_000_000 },
  ),
  ...change,
});

export const exampleIssued = (change: Partial<IssuerToken> = {}): IssuerToken => ({
  v: 1,
  source: 'issuer',
  tokenId: 'FUDA-1234-5678',
  issuePath: 'bank-first',
  institution: { id: 'aoba', name: { ja: 'あおば銀行', en: 'Aoba Bank' } },
  service: { id: '10000024', name: { ja: '個人', en: 'Personal' } },
  userId: '123456789015',
  otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 30 },
  seed: SEED,
  issuedAt: 1_800_000_000_000,
  expiresAt: 1_950_000_000_000,
  renewalNoticeDays: 180,
  loginOrigins: ['https://bank.example'],
  mayMove: true,
  authority: { address: 'https://authority.example', key: { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' } },
  deviceKeys: 'device',
  displayName: null,
  lastState: { state: 'in-use', at: 1_800_000_000_000 },
  addedAt: 1_800_000_000_000,
  ...change,
});

/** The code of the AppError that `action` ends in, and all that it says; `no error` for none. */
export async function failure(action: () => unknown): Promise<{ code: string; text: string }> {
  try {
    await action();
  } catch (error) {
    if (isAppError(error)) return { code: error.code, text: `${error.message} ${String(error.cause)}` };
    throw error;
  }
  return { code: 'no error', text: '' };
}
