import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssuerToken, OwnToken, StoredToken } from '../../../core/token/model.ts';
import { bodyMark, openBody, sealBody } from '../../../core/vault/envelope.ts';
import { decodeToken, encodeToken, openRecords, sealToken } from '../../../core/vault/records.ts';
import { makeVaultKey } from '../../../core/vault/slots.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const origin = fc.constantFrom(
  'https://bank.example',
  'http://midori.localhost:4302',
  'https://xn--fuda.example:8443',
);
const name = fc.record({
  ja: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  en: fc.string({ minLength: 1, maxLength: 80 }),
});
const instant = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{1,86}$/);

const issuerToken: fc.Arbitrary<IssuerToken> = fc.record({
  v: fc.constant(1 as const),
  source: fc.constant('issuer' as const),
  tokenId: fc.stringMatching(/^[A-Z]{4}-\d{4}-\d{4}$/),
  issuePath: fc.constantFrom('bank-first' as const, 'app-first' as const),
  institution: fc.record({ id: text, name }),
  service: fc.record({ id: fc.stringMatching(/^\d{8}$/), name }),
  userId: fc.option(text),
  otp: fc
    .record({
      algorithm: fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const),
      digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
      period: fc.option(fc.integer({ min: 15, max: 300 })),
    })
    .map(({ algorithm, digits, period }) => ({
      kind: period === null ? ('event' as const) : ('time' as const),
      algorithm,
      digits,
      period,
    })),
  seed: fc
    .uint8Array({ minLength: 20, maxLength: 64 })
    .map((bytes) => Buffer.from(bytes).toString('base64url')),
  issuedAt: instant,
  expiresAt: instant,
  renewalNoticeDays: fc.nat(1000),
  loginOrigins: fc.array(origin, { maxLength: 4 }),
  authority: fc.record({
    address: origin,
    key: fc.record({
      kty: fc.constant('EC' as const),
      crv: fc.constant('P-256' as const),
      x: base64url,
      y: base64url,
    }),
  }),
  deviceKeys: text,
  displayName: fc.option(text),
  lastState: fc.option(
    fc.record({ state: fc.constantFrom('in-use' as const, 'void' as const), at: instant }),
  ),
  addedAt: instant,
});

const label = fc.option(fc.stringMatching(/^[A-Za-z0-9@.ぁ-ん]{1,80}$/u));
const ownToken: fc.Arbitrary<OwnToken> = fc
  .record({
    v: fc.constant(1 as const),
    source: fc.constant('own' as const),
    issuer: label,
    account: label,
    otp: fc.record({
      algorithm: fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const),
      digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
      period: fc.option(fc.integer({ min: 1, max: 86_400 })),
    }),
    seed: fc
      .uint8Array({ minLength: 20, maxLength: 64 })
      .map((bytes) => Buffer.from(bytes).toString('base64url')),
    firstCounter: instant,
    loginOrigins: fc.array(origin, { maxLength: 4 }),
    displayName: fc.option(text),
    addedAt: instant,
  })
  .map(({ otp, firstCounter, ...rest }) => ({
    ...rest,
    otp: { ...otp, kind: otp.period === null ? ('event' as const) : ('time' as const) },
    firstCounter: otp.period === null ? firstCounter : 0,
  }));

const token: fc.Arbitrary<StoredToken> = fc.oneof(issuerToken, ownToken);

describe('the record codec', () => {
  it('gives back every token exactly as it was, through the encryption', async () => {
    const key = await makeVaultKey(crypto);
    await fc.assert(
      fc.asyncProperty(token, fc.uuid(), fc.uuid(), async (value, vaultId, id) => {
        const body = await sealToken(crypto, key, vaultId, id, value);
        const { records, quarantined } = await openRecords(crypto, key, vaultId, [{ id, order: 3, body }]);
        expect(quarantined).toEqual([]);
        expect(records).toEqual([{ id, order: 3, token: value }]);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what a later build added to a token', () => {
    const later = { ...exampleToken(), colour: 'indigo' };
    const decoded = decodeToken(encodeToken(later));
    expect(decoded).toEqual({ ok: true, token: later });
  });

  it('never throws and never takes arbitrary bytes or values for a token', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeToken(bytes).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(decodeToken(new TextEncoder().encode(json)).ok).toBe(false);
      }),
    );
  });

  it('seals nothing that it could not read back', async () => {
    const key = await makeVaultKey(crypto);
    const unreadable = exampleToken({ seed: '' });
    await expect(sealToken(crypto, key, 'v', 'r', unreadable)).rejects.toBeInstanceOf(TypeError);
  });

  it('refuses a token with any one field missing', () => {
    for (const field of Object.keys(exampleToken())) {
      const { [field]: _left, ...rest } = exampleToken() as unknown as Record<string, unknown>;
      expect(decodeToken(new TextEncoder().encode(JSON.stringify(rest)))).toEqual({
        ok: false,
        reason: 'malformed',
      });
    }
  });
});

describe('the sealed body', () => {
  it('opens only under its own key, vault and record id', async () => {
    const key = await makeVaultKey(crypto);
    const body = await sealBody(crypto, key, 'ab', 'c', new Uint8Array([1, 2, 3]));
    expect(await openBody(crypto, key, 'ab', 'c', body)).toEqual({
      ok: true,
      plain: new Uint8Array([1, 2, 3]),
    });
    for (const [vaultId, id] of [
      ['a', 'bc'],
      ['ab', 'd'],
      ['abc', ''],
      ['ab1', 'c'],
    ] as const) {
      expect(await openBody(crypto, key, vaultId, id, body)).toEqual({ ok: false, reason: 'undecryptable' });
    }
    const other = await makeVaultKey(crypto);
    expect(await openBody(crypto, other, 'ab', 'c', body)).toEqual({ ok: false, reason: 'undecryptable' });
  });

  it('never opens arbitrary bytes', async () => {
    const key = await makeVaultKey(crypto);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await openBody(crypto, key, 'v', 'r', bytes)).ok).toBe(false);
      }),
    );
  });

  it('takes a fresh nonce each time', async () => {
    const key = await makeVaultKey(crypto);
    const seal = () => sealBody(crypto, key, 'v', 'r', new Uint8Array(1));
    const bodies = await Promise.all(Array.from({ length: 500 }, seal));
    expect(new Set(bodies.map(bodyMark)).size).toBe(500);
  });
});
