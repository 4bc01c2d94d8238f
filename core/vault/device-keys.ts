import type { Session } from './session.ts';
import type { DeviceKeys } from './types.ts';

/** Two P-256 pairs (FIPS 186-5) whose private halves never leave WebCrypto: ECDSA for proofs, ECDH for HPKE. */
async function makeDeviceKeys(crypto: Crypto): Promise<DeviceKeys> {
  const [proof, seal] = await Promise.all([
    crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
  ]);
  return {
    proof: { publicKey: proof.publicKey, privateKey: proof.privateKey },
    seal: { publicKey: seal.publicKey, privateKey: seal.privateKey },
  };
}

/** The pairs kept under `name`, made where there are none; whoever asks first, all get the same. */
export async function deviceKeys(session: Session, name: string): Promise<DeviceKeys> {
  const kept = await session.read(['keys'], (tx) => tx.objectStore('keys').get(name));
  if (kept) return kept;
  const made = await makeDeviceKeys(session.ports.crypto);
  return session.write(['keys'], async (tx): Promise<DeviceKeys> => {
    const keys = tx.objectStore('keys');
    const first = await keys.get(name);
    if (first) return first;
    await keys.put(made, name);
    return made;
  });
}

/** Drops the pairs kept under `name`. */
export async function dropDeviceKeys(session: Session, name: string): Promise<void> {
  await session.write(['keys'], (tx) => tx.objectStore('keys').delete(name));
}
