import * as v from 'valibot';
import { base64urlSchema, localTextSchema, otpParametersSchema } from '../protocol/common.ts';
import { es256JwkSchema } from '../protocol/device/messages.ts';
import { type StoredToken, TOKEN_VERSION } from '../token/model.ts';
import type { StoredRecord } from './database.ts';
import { openBody, type SealedBody, sealBody } from './envelope.ts';
import type { VaultListing, VaultRecord } from './types.ts';

const instant = v.pipe(v.number(), v.safeInteger());
const named = v.object({ id: v.string(), name: localTextSchema });

/** Shape of a token inside a record; unknown keys survive, so that a rewrite loses nothing. */
const storedTokenSchema = v.looseObject({
  v: v.literal(TOKEN_VERSION),
  source: v.literal('issuer'),
  tokenId: v.string(),
  issuePath: v.picklist(['bank-first', 'app-first']),
  institution: named,
  service: named,
  userId: v.nullable(v.string()),
  otp: otpParametersSchema,
  seed: base64urlSchema,
  issuedAt: instant,
  expiresAt: instant,
  renewalNoticeDays: v.number(),
  loginOrigins: v.array(v.string()),
  authority: v.object({ address: v.string(), key: es256JwkSchema }),
  deviceKeys: v.string(),
  displayName: v.nullable(v.string()),
  lastState: v.nullable(v.object({ state: v.string(), at: instant })),
  addedAt: instant,
});

export type DecodedToken = { ok: true; token: StoredToken } | { ok: false; reason: 'malformed' | 'newer' };

/** Token to the bytes that are sealed: UTF-8 JSON with its own version `v`. */
export function encodeToken(token: StoredToken): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(token));
}

/** Strict reverse of `encodeToken`; never throws. */
export function decodeToken(bytes: Uint8Array): DecodedToken {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, reason: 'malformed' };
  }
  if (typeof value === 'object' && value !== null && 'v' in value) {
    if (typeof value.v === 'number' && value.v > TOKEN_VERSION) return { ok: false, reason: 'newer' };
  }
  const parsed = v.safeParse(storedTokenSchema, value);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  return { ok: true, token: value as StoredToken };
}

/** Seals one token under its record id. Throws `TypeError` for one that could not be read back. */
export async function sealToken(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  id: string,
  token: StoredToken,
): Promise<SealedBody> {
  const bytes = encodeToken(token);
  if (!decodeToken(bytes).ok) throw new TypeError('not a token that this version can keep');
  return sealBody(crypto, key, vaultId, id, bytes);
}

/** Opens every record; those that fail are named in `quarantined` and disturb no other. */
export async function openRecords(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  stored: readonly StoredRecord[],
): Promise<Pick<VaultListing, 'records' | 'quarantined'>> {
  const records: VaultRecord[] = [];
  const quarantined: VaultListing['quarantined'] = [];
  const ordered = [...stored].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  for (const { id, order, body } of ordered) {
    const opened = await openBody(crypto, key, vaultId, id, body);
    const decoded = opened.ok ? decodeToken(opened.plain) : opened;
    if (decoded.ok) records.push({ id, order, token: decoded.token });
    else quarantined.push({ id, order, reason: decoded.reason });
  }
  return { records, quarantined };
}
