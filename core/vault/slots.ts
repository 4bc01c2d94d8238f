import { vaultError } from './errors.ts';
import type { CodeSlot } from './slot-code.ts';
import type { DeviceSlot } from './slot-device.ts';
import type { PasskeySlot } from './slot-passkey.ts';

/** Version of a slot's own layout. */
export const SLOT_VERSION = 1;
export const NONCE_BYTES = 12;
/** A wrapped vault key: 32 bytes and the tag. */
export const WRAPPED_BYTES = 48;

/** What every slot has: the vault key, wrapped. */
export interface SlotBase {
  v: number;
  /** 96-bit nonce of the wrapping. */
  nonce: Uint8Array<ArrayBuffer>;
  /** The vault key, AES-256-GCM wrapped. */
  wrapped: Uint8Array<ArrayBuffer>;
}

/** Slots are stored under their kind; kinds this version does not know are left alone. */
export type StoredSlot = DeviceSlot | CodeSlot | PasskeySlot;

/** Makes a vault key: 256 random bits as an AES-GCM key that can be wrapped and exported. */
export function makeVaultKey(crypto: Crypto): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
}

/** A vault key from raw bytes; `null` when they are not 32. */
export async function importVaultKey(crypto: Crypto, raw: Uint8Array): Promise<CryptoKey | null> {
  if (raw.length !== 32) return null;
  return crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', true, ['encrypt', 'decrypt']);
}

/** Wraps `vaultKey` under `kek` and a fresh nonce; `context` is what the slot is bound to. */
export async function wrapUnder(
  crypto: Crypto,
  kek: CryptoKey,
  vaultKey: CryptoKey,
  context: Uint8Array<ArrayBuffer>,
): Promise<SlotBase> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: context };
  const wrapped = await crypto.subtle.wrapKey('raw', vaultKey, kek, algorithm);
  return { v: SLOT_VERSION, nonce, wrapped: new Uint8Array(wrapped) };
}

/** `null` when the wrapping does not open: a wrong key or changed bytes. */
export async function unwrapUnder(
  crypto: Crypto,
  kek: CryptoKey,
  slot: SlotBase,
  context: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey | null> {
  const algorithm = { name: 'AES-GCM', iv: slot.nonce, additionalData: context };
  try {
    return await crypto.subtle.unwrapKey('raw', slot.wrapped, kek, algorithm, 'AES-GCM', true, [
      'encrypt',
      'decrypt',
    ]);
  } catch {
    return null;
  }
}

/** Refuses a slot of a later layout. Errors: 'newer'. */
export function mustBeKnown(slot: { v: unknown }): void {
  if (typeof slot.v === 'number' && slot.v > SLOT_VERSION) {
    throw vaultError('newer', 'the slot was written by a newer version');
  }
}
