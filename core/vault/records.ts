import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import { parseStoredToken } from '../token/parse.ts';
import type { StoredRecord } from './database.ts';
import { openBody, type SealedBody, sealBody } from './envelope.ts';
import type { VaultListing, VaultRecord } from './types.ts';

export type DecodedToken = { ok: true; token: StoredToken } | { ok: false; reason: 'malformed' | 'newer' };

/** Token to the bytes that are sealed: UTF-8 JSON with its own version `v`. */
export function encodeToken(token: StoredToken): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(token));
}

/** Strict reverse of `encodeToken`; never throws. */
export function decodeToken(bytes: Uint8Array): DecodedToken {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, token: parseStoredToken(JSON.parse(text)) };
  } catch (error) {
    return { ok: false, reason: isAppError(error, 'token-newer') ? 'newer' : 'malformed' };
  }
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
