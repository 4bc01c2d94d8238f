import { pbkdf2Sync } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { pskcError } from './error.ts';
import { DS, HMACS, PBKDF2, PKCS5, XENC, XENC11 } from './names.ts';
import { bytesOf, childrenOf, nameOf, numberOf, qualified } from './xml.ts';

/** What the reader was given to open a container with: the shared key's bytes, or the passphrase. */
export interface Unlock {
  key?: Uint8Array | undefined;
  passphrase?: string | undefined;
}

/** What a file may make us compute, in rounds of its HMAC: a second or two. */
const MAX_ROUNDS = 2_000_000;
const MAX_SALT = 1024;

const KEY_NAME = qualified(DS, 'KeyName');
const DERIVED_KEY = qualified(XENC11, 'DerivedKey');
const METHOD = qualified(XENC11, 'KeyDerivationMethod');

/**
 * The key that a container's values are encrypted under, from its `EncryptionKey` element: a shared key by
 * name (RFC 6030 §6.1) or one derived from a passphrase (§6.2). `unsupported`: any other, such as an
 * asymmetric one (§6.3). `key-needed`: the container wants the other of the two.
 */
export function encryptionKey(element: Element, unlock: Unlock): Uint8Array {
  const names = [KEY_NAME, DERIVED_KEY];
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1 && !names.includes(nameOf(node as Element))) {
      throw pskcError(
        'unsupported',
        'EncryptionKey is neither a shared key by name nor one derived from a passphrase: keys encrypted to a certificate (RFC 6030 section 6.3) are not supported',
      );
    }
  }
  const children = childrenOf(element, names);
  const derived = children.maybe(DERIVED_KEY);
  if (derived === null) {
    children.one(KEY_NAME);
    if (unlock.key === undefined) {
      throw pskcError('key-needed', 'the container is encrypted under a shared key, which was not given');
    }
    return unlock.key;
  }
  if (children.maybe(KEY_NAME) !== null) throw pskcError('not-pskc', 'EncryptionKey names two keys');
  if (unlock.passphrase === undefined) {
    throw pskcError('key-needed', 'the container is encrypted under a passphrase, which was not given');
  }
  return derive(derived, unlock.passphrase);
}

/** PBKDF2 (RFC 8018 §5.2) as `DerivedKey` describes it. */
function derive(element: Element, passphrase: string): Uint8Array {
  const children = childrenOf(element, [
    METHOD,
    qualified(XENC, 'ReferenceList'),
    qualified(XENC11, 'DerivedKeyName'),
    qualified(XENC11, 'MasterKeyName'),
  ]);
  const method = children.one(METHOD);
  if (!PBKDF2.includes(method.getAttribute('Algorithm') ?? '')) {
    throw pskcError('unsupported', 'the key is derived by something else than PBKDF2');
  }
  const forms = [qualified(PKCS5, 'PBKDF2-params'), qualified(XENC11, 'PBKDF2-params')];
  const within = childrenOf(method, forms);
  const params = within.maybe(forms[0]!) ?? within.one(forms[1]!);
  // PKCS #5's own schema, which RFC 6030 figure 7 follows, leaves these without a namespace.
  const space = nameOf(params) === forms[0] ? '' : XENC11;
  const name = (local: string) => (space === '' ? local : qualified(space, local));
  const parts = childrenOf(params, ['Salt', 'IterationCount', 'KeyLength', 'PRF'].map(name));
  const salt = bytesOf(childrenOf(parts.one(name('Salt')), [name('Specified')]).one(name('Specified')));
  const rounds = numberOf(parts.one(name('IterationCount')));
  const length = numberOf(parts.one(name('KeyLength')));
  const prf = parts.maybe(name('PRF'))?.getAttribute('Algorithm') || `${DS}hmac-sha1`;
  const hash = HMACS.get(prf);
  if (hash === undefined) throw pskcError('unsupported', 'PBKDF2 uses an HMAC that is not known');
  if (rounds < 1 || rounds > MAX_ROUNDS || salt.length > MAX_SALT) {
    throw pskcError(
      'unsupported',
      `PBKDF2 asks for more than ${MAX_ROUNDS} rounds, for none, or a giant salt`,
    );
  }
  if (![16, 24, 32].includes(length)) throw pskcError('unsupported', 'PBKDF2 makes no key of an AES length');
  return new Uint8Array(pbkdf2Sync(Buffer.from(passphrase, 'utf8'), salt, rounds, length, hash));
}
