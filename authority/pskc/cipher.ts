import { createDecipheriv } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { pskcError } from './error.ts';
import { CIPHERS, type Cipher, XENC } from './names.ts';
import { bytesOf, childrenOf, qualified } from './xml.ts';

const BLOCK = 16;
/** xmlenc11 §5.2.4: a 96-bit IV before the ciphertext, a 128-bit tag after it. */
const GCM_IV = 12;
const GCM_TAG = 16;

/** An encrypted value as it stands in the file: `bytes` is what its MAC is over (IV and ciphertext). */
export interface Encrypted {
  cipher: Cipher;
  bytes: Uint8Array;
}

/** Reads an element of xmlenc's `EncryptedDataType`. Errors: `not-pskc`, `unsupported`. */
export function encryptedOf(element: Element): Encrypted {
  const method = qualified(XENC, 'EncryptionMethod');
  const data = qualified(XENC, 'CipherData');
  const children = childrenOf(element, [method, data]);
  const cipher = CIPHERS.get(children.one(method).getAttribute('Algorithm') ?? '');
  if (cipher === undefined) {
    throw pskcError('unsupported', 'a value is encrypted with something else than AES-CBC or AES-GCM');
  }
  const value = qualified(XENC, 'CipherValue');
  return { cipher, bytes: bytesOf(childrenOf(children.one(data), [value]).one(value)) };
}

/**
 * Opens an encrypted value. With CBC nothing here notices a change: check its MAC first. Errors: `mac-wrong`
 * alike for a key that is wrong (or of the wrong length) and for bytes that were changed.
 */
export function decrypt({ cipher, bytes }: Encrypted, key: Uint8Array): Uint8Array {
  try {
    if (key.length !== cipher.key) throw new Error('a key of another length');
    return cipher.mode === 'cbc' ? openCbc(cipher, bytes, key) : openGcm(cipher, bytes, key);
  } catch (cause) {
    throw wrongKeyOrFile(cause);
  }
}

export const wrongKeyOrFile = (cause?: unknown) =>
  pskcError('mac-wrong', 'the key is wrong, or the file was changed', cause);

/** xmlenc §5.2: only the last byte of the padding says anything, and node:crypto would insist on more. */
function openCbc({ name }: Cipher, bytes: Uint8Array, key: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(name, key, bytes.subarray(0, BLOCK)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padding > padded.length) throw new Error('no padding');
  return new Uint8Array(padded.subarray(0, -padding));
}

function openGcm({ name }: Cipher, bytes: Uint8Array, key: Uint8Array): Uint8Array {
  if (bytes.length < GCM_IV + GCM_TAG) throw new Error('too short');
  const decipher = createDecipheriv(name as 'aes-128-gcm', key, bytes.subarray(0, GCM_IV), {
    authTagLength: GCM_TAG,
  });
  decipher.setAuthTag(bytes.subarray(-GCM_TAG));
  return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(GCM_IV, -GCM_TAG)), decipher.final()]));
}
