import { canonicalBytes } from '../protocol/canonical.ts';
import { vaultError } from './errors.ts';
import { mustBeKnown, SLOT_VERSION, type SlotBase, unwrapUnder, wrapUnder } from './slots.ts';

/** Opens on this device without asking; exists only while the app lock is off. */
export interface DeviceSlot extends SlotBase {
  kind: 'device';
  /** Non-extractable AES-GCM key that can only wrap and unwrap. */
  wrappingKey: CryptoKey;
}

function contextOf(vaultId: string): Uint8Array<ArrayBuffer> {
  return canonicalBytes(vaultId, 'slot', 'device', String(SLOT_VERSION));
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
  const base = await wrapUnder(crypto, wrappingKey, vaultKey, contextOf(vaultId));
  return { kind: 'device', ...base, wrappingKey };
}

/** The vault key out of the device slot. Errors: 'newer', 'damaged'. */
export async function openDeviceSlot(crypto: Crypto, vaultId: string, slot: DeviceSlot): Promise<CryptoKey> {
  mustBeKnown(slot);
  const key = await unwrapUnder(crypto, slot.wrappingKey, slot, contextOf(vaultId));
  if (!key) throw vaultError('damaged', 'the device slot does not open');
  return key;
}
