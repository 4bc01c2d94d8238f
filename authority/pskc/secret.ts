import type { Element } from '@xmldom/xmldom';
import { decrypt, encryptedOf } from './cipher.ts';
import { pskcError } from './error.ts';
import type { MacCheck } from './mac.ts';
import { PSKC } from './names.ts';
import { bytesOf, childrenOf, qualified } from './xml.ts';

/** How a container's secrets are opened. */
export interface Opening {
  /** `null` in a container without `EncryptionKey`. */
  key: Uint8Array | null;
  /** `null` in a container without `MACMethod`. */
  checkMac: MacCheck | null;
  /** Whether a secret in the clear is taken. */
  allowPlain: boolean;
}

/**
 * The bytes of a `Secret` element (RFC 6030 §4.2, §6). An encrypted one is looked into only after its MAC
 * held; AES-GCM carries its own. Errors: `plain-values`, `mac-missing`, `mac-wrong`, `not-pskc`, `unsupported`.
 */
export function openSecret(element: Element, { key, checkMac, allowPlain }: Opening): Uint8Array {
  const names = ['PlainValue', 'EncryptedValue', 'ValueMAC'].map((local) => qualified(PSKC, local));
  const [plainName, encryptedName, macName] = names as [string, string, string];
  const children = childrenOf(element, names);
  const plain = children.maybe(plainName);
  const carried = children.maybe(encryptedName);
  if ((plain === null) === (carried === null)) {
    throw pskcError('not-pskc', 'Secret holds neither a plain nor an encrypted value, or both');
  }
  if (plain !== null) {
    if (!allowPlain) throw pskcError('plain-values', 'a secret is not encrypted');
    return bytesOf(plain);
  }
  if (key === null) throw pskcError('not-pskc', 'an encrypted value, but no EncryptionKey');
  const encrypted = encryptedOf(carried!);
  const mac = children.maybe(macName);
  if (mac !== null) {
    if (checkMac === null) throw pskcError('not-pskc', 'a ValueMAC, but no MACMethod');
    checkMac(encrypted.bytes, bytesOf(mac));
  } else if (encrypted.cipher.mode === 'cbc') {
    throw pskcError('mac-missing', 'a value encrypted with AES-CBC has no ValueMAC');
  }
  return decrypt(encrypted, key);
}
