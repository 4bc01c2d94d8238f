import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import { parseStoredToken } from '../token/parse.ts';
import { type OpenedBody, openBody, type SealedBody, sealBody } from './envelope.ts';
import type { Remembered } from './memory.ts';
import type { StoredRecord } from './schema.ts';
import { inTurns } from './turns.ts';
import type { VaultListing, VaultRecord } from './types.ts';

export type DecodedToken = { ok: true; token: StoredToken } | { ok: false; reason: 'malformed' | 'newer' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Token to the bytes that are sealed: UTF-8 JSON with its own version `v`. */
export function encodeToken(token: StoredToken): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(token));
}

/** Strict reverse of `encodeToken`; never throws. */
export function decodeToken(bytes: Uint8Array): DecodedToken {
  try {
    return { ok: true, token: parseStoredToken(JSON.parse(utf8.decode(bytes))) };
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

type Outcome = DecodedToken | Exclude<OpenedBody, { ok: true }>;

/**
 * Opens every record, in their order; those that fail are named in `quarantined` and disturb no other. Tokens in
 * `remembered` are taken from there, and those opened are put there.
 */
export async function openRecords(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  stored: readonly StoredRecord[],
  remembered?: ReadonlyMap<string, Remembered>,
): Promise<Pick<VaultListing, 'records' | 'quarantined'>> {
  const records: VaultRecord[] = [];
  const quarantined: VaultListing['quarantined'] = [];
  const ordered = [...stored].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const outcome = new Map<string, Outcome>();
  const unopened: StoredRecord[] = [];
  for (const record of ordered) {
    const token = remembered?.get(record.id)?.token;
    if (token) outcome.set(record.id, { ok: true, token });
    else unopened.push(record);
  }
  await inTurns(unopened, async ({ id, body }) => {
    const opened = await openBody(crypto, key, vaultId, id, body);
    const decoded = opened.ok ? decodeToken(opened.plain) : opened;
    const known = remembered?.get(id);
    if (known && decoded.ok) known.token = decoded.token;
    outcome.set(id, decoded);
  });
  for (const { id, order } of ordered) {
    const each = outcome.get(id)!;
    if (each.ok) records.push({ id, order, token: each.token });
    else quarantined.push({ id, order, reason: each.reason });
  }
  return { records, quarantined };
}
