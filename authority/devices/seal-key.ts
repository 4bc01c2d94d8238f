import { base64urlnopad } from '@scure/base';
import type { Es256Jwk } from '../../core/protocol/device/messages.ts';

/**
 * True when `sealKey` (raw uncompressed P-256 point, base64url) is a point on the curve and not the proof
 * key: one pair must not both sign and agree on keys.
 */
export async function isUsableSealKey(sealKey: string, proofKey: Es256Jwk): Promise<boolean> {
  try {
    const raw = base64urlnopad.decode(sealKey);
    await crypto.subtle.importKey('raw', raw.slice(), { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    return (
      base64urlnopad.encode(raw.slice(1, 33)) !== proofKey.x ||
      base64urlnopad.encode(raw.slice(33)) !== proofKey.y
    );
  } catch {
    return false;
  }
}
