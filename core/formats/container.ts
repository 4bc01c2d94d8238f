import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../error.ts';
import { isAllowedCost, type KdfCost } from '../kdf/cost.ts';
import { joinBytes, sameBytes } from './bytes.ts';
import type { BackupErrorCode } from './types.ts';

/** Largest backup that is written or read, in bytes. */
const MAX_BACKUP = 4 * 1024 * 1024;
/** Lengths in bytes. */
export const SALT_BYTES = 16;
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `FUDABACK`; then one byte of version, and at the very end the checksum: so in every version, for good. */
const MAGIC = new TextEncoder().encode('FUDABACK');
const VERSION = 1;
const CHECKSUM_BYTES = 8;
const COST_AT = MAGIC.length + 1;
const SALT_AT = COST_AT + 9;
const NONCE_AT = SALT_AT + SALT_BYTES;
const HEADER_BYTES = NONCE_AT + NONCE_BYTES;

/** A backup taken apart: all of it but the ciphertext is readable without the passphrase. */
export interface Container {
  /** Everything before the ciphertext, which it is bound to. */
  header: Uint8Array<ArrayBuffer>;
  cost: KdfCost;
  salt: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array<ArrayBuffer>;
  /** AES-256-GCM, with its tag. */
  ciphertext: Uint8Array<ArrayBuffer>;
}

/** The header: magic, version, cost (memory and passes of 4 bytes, lanes of 1; big-endian), salt, nonce. */
export function writeHeader(
  { memory, iterations, parallelism }: KdfCost,
  salt: Uint8Array,
  nonce: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = joinBytes(MAGIC, Uint8Array.of(VERSION), new Uint8Array(9), salt, nonce);
  const view = new DataView(header.buffer);
  view.setUint32(COST_AT, memory);
  view.setUint32(COST_AT + 4, iterations);
  view.setUint8(COST_AT + 8, parallelism);
  return header;
}

/** Header and ciphertext with their checksum: the file. Throws AppError 'backup-too-large'. */
export function closeContainer(header: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = joinBytes(header, ciphertext);
  const file = joinBytes(body, checksum(body));
  if (file.length > MAX_BACKUP) throw failure('backup-too-large', 'the backup grew beyond 4 MiB');
  return file;
}

/**
 * Takes a file apart, from the cheapest test to the dearest, none of which costs a key derivation: size, magic,
 * checksum, version, length, cost. Throws AppError 'backup-too-large', 'backup-foreign', 'backup-damaged',
 * 'backup-newer' or 'backup-cost'.
 */
export function openContainer(file: Uint8Array): Container {
  if (file.length > MAX_BACKUP) throw failure('backup-too-large', 'a backup has at most 4 MiB');
  if (!sameBytes(file.subarray(0, MAGIC.length), MAGIC)) {
    throw failure('backup-foreign', 'the file does not begin as a backup does');
  }
  const body = file.subarray(0, Math.max(0, file.length - CHECKSUM_BYTES));
  if (!sameBytes(checksum(body), file.subarray(body.length))) {
    throw failure('backup-damaged', 'the checksum does not fit');
  }
  const version = body[MAGIC.length] ?? 0;
  if (version > VERSION) throw failure('backup-newer', 'the backup is of a later version');
  if (version < 1 || body.length < HEADER_BYTES + TAG_BYTES) {
    throw failure('backup-damaged', 'the backup is too short or of no version');
  }
  const header = body.slice(0, HEADER_BYTES);
  const view = new DataView(header.buffer);
  const cost = {
    memory: view.getUint32(COST_AT),
    iterations: view.getUint32(COST_AT + 4),
    parallelism: view.getUint8(COST_AT + 8),
  };
  if (!isAllowedCost(cost)) throw failure('backup-cost', 'the cost lies outside floor and cap');
  return {
    header,
    cost,
    salt: header.slice(SALT_AT, NONCE_AT),
    nonce: header.slice(NONCE_AT),
    ciphertext: body.slice(HEADER_BYTES),
  };
}

/**
 * Tells a file that was damaged on its way from one that a passphrase does not open; against purpose it is the
 * ciphertext's tag that protects.
 */
function checksum(body: Uint8Array): Uint8Array {
  return sha256(body).subarray(0, CHECKSUM_BYTES);
}

function failure(code: BackupErrorCode, message: string): AppError<BackupErrorCode> {
  return new AppError<BackupErrorCode>(code, message);
}
