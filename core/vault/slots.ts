import { isAllowedCost, type KdfCost, type KeyDerivation } from '../kdf/cost.ts';
import { canonicalBytes } from '../protocol/canonical.ts';
import { vaultError } from './errors.ts';

/** Version of a slot's own layout. */
export const SLOT_VERSION = 1;

interface SlotBase {
  v: number;
  /** 96-bit nonce of the wrapping. */
  nonce: Uint8Array<ArrayBuffer>;
  /** The vault key, AES-256-GCM wrapped. */
  wrapped: Uint8Array<ArrayBuffer>;
}

/** Opens on this device without asking; exists only while the app lock is off. */
export interface DeviceSlot extends SlotBase {
  kind: 'device';
  /** Non-extractable AES-GCM key that can only wrap and unwrap. */
  wrappingKey: CryptoKey;
}

/** Opens with the app lock code, on this device only. */
export interface CodeSlot extends SlotBase {
  kind: 'code';
  cost: KdfCost;
  salt: Uint8Array<ArrayBuffer>;
  /** Non-extractable HMAC-SHA-256 key: copied bytes without it cannot be tried against. */
  deviceKey: CryptoKey;
}

/** Slots are stored under their kind; kinds this version does not know are left alone. */
export type StoredSlot = DeviceSlot | CodeSlot;

/** Makes a vault key: 256 random bits as an AES-GCM key that can be wrapped and exported. */
export function makeVaultKey(crypto: Crypto): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
}

/** A vault key from raw bytes; `null` when they are not 32. */
export async function importVaultKey(crypto: Crypto, raw: Uint8Array): Promise<CryptoKey | null> {
  if (raw.length !== 32) return null;
  return crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', true, ['encrypt', 'decrypt']);
}

function deviceContext(vaultId: string): Uint8Array<ArrayBuffer> {
  return canonicalBytes(vaultId, 'slot', 'device', String(SLOT_VERSION));
}

function codeContext(vaultId: string, cost: KdfCost, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  const { memory, iterations, parallelism } = cost;
  return canonicalBytes(
    vaultId,
    'slot',
    'code',
    String(SLOT_VERSION),
    `${memory},${iterations},${parallelism}`,
    salt,
  );
}

async function wrapUnder(
  crypto: Crypto,
  kek: CryptoKey,
  vaultKey: CryptoKey,
  context: Uint8Array<ArrayBuffer>,
): Promise<SlotBase> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: context };
  const wrapped = await crypto.subtle.wrapKey('raw', vaultKey, kek, algorithm);
  return { v: SLOT_VERSION, nonce, wrapped: new Uint8Array(wrapped) };
}

/** `null` when the wrapping does not open: a wrong key or changed bytes. */
async function unwrapUnder(
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

function mustBeKnown(slot: { v: unknown }): void {
  if (typeof slot.v === 'number' && slot.v > SLOT_VERSION) {
    throw vaultError('newer', 'the slot was written by a newer version');
  }
}

/** Wraps `vaultKey` under a new non-extractable key of this device. */
export async function makeDeviceSlot(
  crypto: Crypto,
  vaultId: string,
  vaultKey: CryptoKey,
): Promise<DeviceSlot> {
  const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'wrapKey',
    'unwrapKey',
  ]);
  const base = await wrapUnder(crypto, wrappingKey, vaultKey, deviceContext(vaultId));
  return { kind: 'device', ...base, wrappingKey };
}

/** The vault key out of the device slot. Errors: 'newer', 'damaged'. */
export async function openDeviceSlot(crypto: Crypto, vaultId: string, slot: DeviceSlot): Promise<CryptoKey> {
  mustBeKnown(slot);
  const key = await unwrapUnder(crypto, slot.wrappingKey, slot, deviceContext(vaultId));
  if (!key) throw vaultError('damaged', 'the device slot does not open');
  return key;
}

/** Secret half of a code slot, derived once and then used to wrap. */
export interface CodeWrapping {
  kek: CryptoKey;
  cost: KdfCost;
  salt: Uint8Array<ArrayBuffer>;
  deviceKey: CryptoKey;
}

/** Argon2id of the code, then HMAC under the device key, gives the wrapping key. */
async function codeKek(
  crypto: Crypto,
  derive: KeyDerivation,
  code: string,
  slot: Pick<CodeSlot, 'cost' | 'salt' | 'deviceKey'>,
): Promise<CryptoKey> {
  const stretched = await derive({ code, salt: slot.salt, ...slot.cost });
  const bound = await crypto.subtle.sign('HMAC', slot.deviceKey, new Uint8Array(stretched));
  stretched.fill(0);
  return crypto.subtle.importKey('raw', bound, 'AES-GCM', false, ['wrapKey', 'unwrapKey']);
}

/** Derives what a new code slot wraps with: fresh salt, fresh device key. */
export async function prepareCodeWrapping(
  crypto: Crypto,
  derive: KeyDerivation,
  code: string,
  cost: KdfCost,
): Promise<CodeWrapping> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const kek = await codeKek(crypto, derive, code, { cost, salt, deviceKey });
  return { kek, cost, salt, deviceKey };
}

/** Wraps `vaultKey` with a prepared wrapping. */
export async function makeCodeSlot(
  crypto: Crypto,
  vaultId: string,
  vaultKey: CryptoKey,
  { kek, cost, salt, deviceKey }: CodeWrapping,
): Promise<CodeSlot> {
  const base = await wrapUnder(crypto, kek, vaultKey, codeContext(vaultId, cost, salt));
  return { kind: 'code', ...base, cost, salt, deviceKey };
}

/** Refuses a slot whose parameters this project would not have written. Errors: 'newer', 'damaged'. */
export function checkCodeSlot(slot: CodeSlot): void {
  mustBeKnown(slot);
  const sound =
    typeof slot.cost === 'object' &&
    slot.cost !== null &&
    isAllowedCost(slot.cost) &&
    slot.salt instanceof Uint8Array &&
    slot.salt.length === 16;
  if (!sound) throw vaultError('damaged', 'the code slot has parameters outside floor and cap');
}

/** The vault key out of the code slot, or `null` for a wrong code. Run `checkCodeSlot` first. */
export async function openCodeSlot(
  crypto: Crypto,
  derive: KeyDerivation,
  vaultId: string,
  slot: CodeSlot,
  code: string,
): Promise<CryptoKey | null> {
  const kek = await codeKek(crypto, derive, code, slot);
  return unwrapUnder(crypto, kek, slot, codeContext(vaultId, slot.cost, slot.salt));
}
