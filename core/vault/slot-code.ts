import { isAllowedCost, type KdfCost, type KeyDerivation } from '../kdf/cost.ts';
import { canonicalBytes } from '../protocol/canonical.ts';
import { vaultError } from './errors.ts';
import { mustBeKnown, SLOT_VERSION, type SlotBase, unwrapUnder, wrapUnder } from './slots.ts';

/** Opens with the app lock code, on this device only. */
export interface CodeSlot extends SlotBase {
  kind: 'code';
  cost: KdfCost;
  salt: Uint8Array<ArrayBuffer>;
  /** Non-extractable HMAC-SHA-256 key: copied bytes without it cannot be tried against. */
  deviceKey: CryptoKey;
}

function contextOf(vaultId: string, cost: KdfCost, salt: Uint8Array): Uint8Array<ArrayBuffer> {
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

/** Secret half of a code slot, derived once and then used to wrap. */
export interface CodeWrapping {
  kek: CryptoKey;
  cost: KdfCost;
  salt: Uint8Array<ArrayBuffer>;
  deviceKey: CryptoKey;
}

/** Argon2id of the code, then HMAC under the device key, gives the wrapping key. */
async function kekOf(
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
  const kek = await kekOf(crypto, derive, code, { cost, salt, deviceKey });
  return { kek, cost, salt, deviceKey };
}

/** Wraps `vaultKey` with a prepared wrapping. */
export async function makeCodeSlot(
  crypto: Crypto,
  vaultId: string,
  vaultKey: CryptoKey,
  { kek, cost, salt, deviceKey }: CodeWrapping,
): Promise<CodeSlot> {
  const base = await wrapUnder(crypto, kek, vaultKey, contextOf(vaultId, cost, salt));
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
  const kek = await kekOf(crypto, derive, code, slot);
  return unwrapUnder(crypto, kek, slot, contextOf(vaultId, slot.cost, slot.salt));
}
