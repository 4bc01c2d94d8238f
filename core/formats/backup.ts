import { AppError } from '../error.ts';
import type { KdfCost, KeyDerivation } from '../kdf/cost.ts';
import { closeContainer, NONCE_BYTES, openContainer, SALT_BYTES, writeHeader } from './container.ts';
import { readContents, writeContents } from './contents.ts';
import { packText, unpackText } from './pack.ts';
import { normalisePassphrase } from './passphrase.ts';
import type { BackupContents, BackupErrorCode } from './types.ts';

/** How a backup's file name ends. */
export const BACKUP_EXTENSION = '.fuda';

/**
 * What the passphrase of a new backup costs: the second choice of RFC 9106 §4. Far dearer than an unlock, since
 * a backup is opened once, and whoever copied the file has all the time there is and no device key to miss.
 */
export const BACKUP_COST: KdfCost = { memory: 64 * 1024, iterations: 3, parallelism: 4 };

/** Most bytes of JSON in a backup: thousands of tokens. */
const MAX_JSON = 8 * 1024 * 1024;

export interface BackupPorts {
  crypto: Crypto;
  /** Argon2id, off the page's thread. */
  derive: KeyDerivation;
}

/**
 * Seals tokens under a passphrase: the bytes of a `.fuda` file (docs/formats.md). Takes seconds. Throws AppError
 * 'backup-too-large', `TypeError` for an issued token that may not be moved, and what `derive` throws.
 */
export async function sealBackup(
  contents: BackupContents,
  passphrase: string,
  { crypto, derive }: BackupPorts,
): Promise<Uint8Array<ArrayBuffer>> {
  const plaintext = await packText(writeContents(contents));
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const header = writeHeader(BACKUP_COST, salt, nonce);
  const key = await deriveKey(crypto, derive, passphrase, { salt, ...BACKUP_COST });
  const sealed = await crypto.subtle.encrypt(gcm(nonce, header), key, plaintext);
  plaintext.fill(0);
  return closeContainer(header, new Uint8Array(sealed));
}

/**
 * Opens a backup. What is wrong with the file itself is told before the passphrase is tried, and a cost beyond the
 * cap never runs. Throws AppError<BackupErrorCode>, and what `derive` throws.
 */
export async function openBackup(
  file: Uint8Array,
  passphrase: string,
  { crypto, derive }: BackupPorts,
): Promise<BackupContents> {
  const { header, cost, salt, nonce, ciphertext } = openContainer(file);
  const key = await deriveKey(crypto, derive, passphrase, { salt, ...cost });
  let plaintext: Uint8Array<ArrayBuffer>;
  try {
    plaintext = new Uint8Array(await crypto.subtle.decrypt(gcm(nonce, header), key, ciphertext));
  } catch {
    throw new AppError<BackupErrorCode>('backup-passphrase', 'this passphrase does not open the backup');
  }
  const json = await unpackText(plaintext, MAX_JSON);
  plaintext.fill(0);
  if (json === null) throw new AppError<BackupErrorCode>('backup-damaged', 'the backup does not unpack');
  return readContents(json);
}

/** Tells what is wrong with a file before a passphrase is asked for. Throws AppError<BackupErrorCode>. */
export function checkBackup(file: Uint8Array): void {
  openContainer(file);
}

async function deriveKey(
  crypto: Crypto,
  derive: KeyDerivation,
  passphrase: string,
  cost: { salt: Uint8Array } & KdfCost,
): Promise<CryptoKey> {
  const derived = new Uint8Array(await derive({ code: normalisePassphrase(passphrase), ...cost }));
  const key = await crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
  derived.fill(0);
  return key;
}

function gcm(iv: Uint8Array<ArrayBuffer>, additionalData: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData };
}
