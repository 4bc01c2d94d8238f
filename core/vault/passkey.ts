import { vaultError } from './errors.ts';
import { fitsHead } from './head.ts';
import type { ReadTransaction, VaultHead } from './schema.ts';
import type { Session } from './session.ts';
import { makePasskeySlot, openPasskeySlot, readPasskeySlot } from './slot-passkey.ts';
import type { PasskeyHint } from './types.ts';

/** Which ways of opening there are, as the slots say. */
export interface LockState {
  hasLock: boolean;
  /** Never without a lock. */
  passkey: PasskeyHint | null;
}

/** Reads the ways of opening inside a transaction over `slots`. */
export async function readLockState(tx: ReadTransaction): Promise<LockState> {
  const slots = tx.objectStore('slots');
  const [device, passkey] = await Promise.all([slots.getKey('device'), slots.get('passkey')]);
  const hasLock = device === undefined;
  const slot = hasLock ? readPasskeySlot(passkey) : null;
  return { hasLock, passkey: slot && { credentialId: slot.credentialId, salt: slot.salt } };
}

/**
 * Tries what a passkey answered, uncounted: nobody guesses 256 bits. `head` and `stored` come from one
 * transaction. An old slot put back holds an old key, and is refused like a wrong answer. Errors:
 * 'wrong-passkey', 'conflict' where there is no passkey slot that can be read.
 */
export async function tryPasskey(
  crypto: Crypto,
  head: VaultHead,
  stored: unknown,
  prf: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const slot = readPasskeySlot(stored);
  if (!slot) throw vaultError('conflict', 'there is no passkey slot any more');
  const key = await openPasskeySlot(crypto, head.vaultId, slot, prf);
  if (!key || !(await fitsHead(crypto, head, key))) {
    throw vaultError('wrong-passkey', 'the passkey does not open the vault');
  }
  return key;
}

/** Tries the passkey of an open vault, and changes nothing. Errors: those of `tryPasskey` and of a read. */
export async function provePasskey(session: Session, prf: Uint8Array<ArrayBuffer>): Promise<void> {
  const { head, stored } = await session.read(['slots'], async (tx, head) => {
    const { passkey } = await readLockState(tx);
    return { head, stored: passkey && (await tx.objectStore('slots').get('passkey')) };
  });
  await tryPasskey(session.ports.crypto, head, stored, prf);
}

/**
 * Puts a passkey slot beside the code slot, in place of one before it. Errors: 'conflict' where there is no
 * code slot, those of a write; `RangeError` for a hint or answer of other lengths.
 */
export async function addPasskey(
  session: Session,
  hint: PasskeyHint,
  prf: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { ports, vaultId } = session;
  await session.writeSealed(
    ['slots'],
    (key) => makePasskeySlot(ports.crypto, vaultId, key, hint, prf),
    async (tx, slot) => {
      const slots = tx.objectStore('slots');
      if ((await slots.getKey('code')) === undefined) throw vaultError('conflict', 'there is no app lock');
      await slots.put(slot, 'passkey');
    },
  );
}

/** Drops the passkey slot. The key stays: only a new lock code makes what lingers on disk worthless. */
export async function dropPasskey(session: Session): Promise<void> {
  await session.write(['slots'], (tx) => tx.objectStore('slots').delete('passkey'));
}
