import { canonicalBytes } from '../protocol/canonical.ts';
import { NONCE_BYTES, SLOT_VERSION, type SlotBase, unwrapUnder, WRAPPED_BYTES, wrapUnder } from './slots.ts';
import type { PasskeyHint } from './types.ts';

/** Bytes of what a passkey answers, and of the salt it is asked with (WebAuthn Level 3, §10.1.4). */
const PRF_BYTES = 32;
/** Longest credential id (WebAuthn Level 3, §5.8.3). */
const CREDENTIAL_ID_CAP = 1023;

/** Opens with what a passkey's PRF answers to `salt`; exists only beside a code slot. */
export interface PasskeySlot extends SlotBase, PasskeyHint {
  kind: 'passkey';
}

function contextOf(vaultId: string, { credentialId, salt }: PasskeyHint): Uint8Array<ArrayBuffer> {
  return canonicalBytes(vaultId, 'slot', 'passkey', String(SLOT_VERSION), credentialId, salt);
}

const isBytes = (value: unknown, least: number, most = least): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.length >= least && value.length <= most;

/** Whether a passkey can be asked with this: 1 to 1023 bytes of credential id, 32 of salt. */
function isPasskeyHint(hint: { [K in keyof PasskeyHint]?: unknown }): hint is PasskeyHint {
  return isBytes(hint.credentialId, 1, CREDENTIAL_ID_CAP) && isBytes(hint.salt, PRF_BYTES);
}

/**
 * A passkey slot as read from disk, or `null` for none. One that is broken or of a later layout counts as none:
 * the code is there, and nothing about a passkey may stand in its way.
 */
export function readPasskeySlot(stored: unknown): PasskeySlot | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const slot = stored as { [K in keyof PasskeySlot]?: unknown };
  const sound =
    slot.kind === 'passkey' &&
    slot.v === SLOT_VERSION &&
    isBytes(slot.nonce, NONCE_BYTES) &&
    isBytes(slot.wrapped, WRAPPED_BYTES) &&
    isPasskeyHint(slot);
  return sound ? (stored as PasskeySlot) : null;
}

/**
 * HKDF-SHA-256 (RFC 5869) of the answer gives the wrapping key. The credential id is left to the associated data:
 * it may be longer than the 1,024 bytes of `info` that some platforms take.
 */
async function kekOf(
  crypto: Crypto,
  vaultId: string,
  salt: PasskeyHint['salt'],
  prf: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const info = canonicalBytes(vaultId, 'slot', 'passkey', String(SLOT_VERSION));
  const secret = await crypto.subtle.importKey('raw', prf, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

/** Wraps `vaultKey` under the passkey's answer. Throws `RangeError` for a hint or answer of other lengths. */
export async function makePasskeySlot(
  crypto: Crypto,
  vaultId: string,
  vaultKey: CryptoKey,
  hint: PasskeyHint,
  prf: Uint8Array<ArrayBuffer>,
): Promise<PasskeySlot> {
  if (!isPasskeyHint(hint)) throw new RangeError('a passkey is 1 to 1023 bytes of id and 32 of salt');
  if (!isBytes(prf, PRF_BYTES)) throw new RangeError('a passkey answers 32 bytes');
  const credentialId = new Uint8Array(hint.credentialId);
  const salt = new Uint8Array(hint.salt);
  const kek = await kekOf(crypto, vaultId, salt, prf);
  const base = await wrapUnder(crypto, kek, vaultKey, contextOf(vaultId, { credentialId, salt }));
  return { kind: 'passkey', ...base, credentialId, salt };
}

/** The vault key out of the passkey slot, or `null` when the answer is not this slot's. */
export async function openPasskeySlot(
  crypto: Crypto,
  vaultId: string,
  slot: PasskeySlot,
  prf: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey | null> {
  if (!isBytes(prf, PRF_BYTES)) return null;
  const kek = await kekOf(crypto, vaultId, slot.salt, prf);
  return unwrapUnder(crypto, kek, slot, contextOf(vaultId, slot));
}
