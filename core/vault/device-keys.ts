import type { DeviceKeys } from './types.ts';

/** Two P-256 pairs (FIPS 186-5) whose private halves never leave WebCrypto: ECDSA for proofs, ECDH for HPKE. */
export async function makeDeviceKeys(crypto: Crypto): Promise<DeviceKeys> {
  const [proof, seal] = await Promise.all([
    crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
  ]);
  return {
    proof: { publicKey: proof.publicKey, privateKey: proof.privateKey },
    seal: { publicKey: seal.publicKey, privateKey: seal.privateKey },
  };
}
