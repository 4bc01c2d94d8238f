import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { decrypt, encryptedOf, wrongKeyOrFile } from './cipher.ts';
import { pskcError } from './error.ts';
import { HMACS, PSKC } from './names.ts';
import { childrenOf, qualified } from './xml.ts';

/** Checks a value's MAC. Errors: `mac-wrong`. */
export type MacCheck = (bytes: Uint8Array, mac: Uint8Array) => void;

/**
 * What a container's `MACMethod` says (RFC 6030 §6.1.1): an HMAC under a key that the file carries, encrypted.
 * Errors: `unsupported`, `not-pskc`, `mac-wrong`.
 */
export function macCheck(element: Element, key: Uint8Array): MacCheck {
  const name = qualified(PSKC, 'MACKey');
  const children = childrenOf(element, [name, qualified(PSKC, 'MACKeyReference')]);
  const hash = HMACS.get(element.getAttribute('Algorithm') ?? '');
  if (hash === undefined) throw pskcError('unsupported', 'MACMethod is none of the known HMACs');
  const carried = children.maybe(name);
  if (carried === null) throw pskcError('unsupported', 'MACMethod without a MACKey of its own');
  const macKey = decrypt(encryptedOf(carried), key);
  return (bytes, mac) => {
    const right = createHmac(hash, macKey).update(bytes).digest();
    if (mac.length !== right.length || !timingSafeEqual(mac, right)) throw wrongKeyOrFile();
  };
}
