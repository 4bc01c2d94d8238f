import { openBody, sealBody } from './envelope.ts';
import { vaultError } from './errors.ts';
import type { ReadTransaction, VaultHead, WriteTransaction } from './schema.ts';

/** Format version of the vault as a whole. */
export const FORMAT_VERSION = 1;
const CHECK_ID = 'check';
const CHECK_TEXT = 'fuda vault key';

/** A random name in 32 hexadecimal digits. */
function randomName(crypto: Crypto): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The part of a head that belongs to one vault key. */
export async function describeKey(
  crypto: Crypto,
  vaultId: string,
  key: CryptoKey,
): Promise<Pick<VaultHead, 'keyId' | 'check'>> {
  const text = new TextEncoder().encode(CHECK_TEXT) as Uint8Array<ArrayBuffer>;
  return { keyId: randomName(crypto), check: await sealBody(crypto, key, vaultId, CHECK_ID, text) };
}

/** Head of a new vault. */
export async function makeHead(crypto: Crypto, vaultId: string, key: CryptoKey): Promise<VaultHead> {
  return { format: FORMAT_VERSION, vaultId, generation: 1, ...(await describeKey(crypto, vaultId, key)) };
}

/** Whether `key` is the vault key this head was written with. */
export async function fitsHead(crypto: Crypto, head: VaultHead, key: CryptoKey): Promise<boolean> {
  return (await openBody(crypto, key, head.vaultId, CHECK_ID, head.check)).ok;
}

/** Reads the head inside a transaction; `null` when there is no vault. Errors: 'damaged'. */
export async function readHead(tx: ReadTransaction | WriteTransaction): Promise<VaultHead | null> {
  const head = await (tx as ReadTransaction).objectStore('head').get('vault');
  if (head === undefined) return null;
  const sound =
    typeof head === 'object' &&
    Number.isInteger(head.format) &&
    Number.isSafeInteger(head.generation) &&
    typeof head.vaultId === 'string' &&
    typeof head.keyId === 'string';
  if (!sound) throw vaultError('damaged', 'the head of the vault cannot be read');
  return head;
}
