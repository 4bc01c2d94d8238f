import { canonicalBytes } from '../../core/protocol/canonical.ts';

/** First byte of every envelope; the layout after it belongs to the version. */
const ENVELOPE_VERSION = 1;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** What an envelope is bound to: it opens only under the same list, so that rows cannot be swapped. */
export type Binding = readonly (string | Uint8Array)[];

const additionalData = (binding: Binding): Uint8Array<ArrayBuffer> =>
  canonicalBytes('fuda/envelope', new Uint8Array([ENVELOPE_VERSION]), ...binding);

/** 32 bytes as an AES-256-GCM key that cannot be read back. */
export function importAesKey(bytes: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/**
 * Seals `plain` with AES-256-GCM under a fresh 96-bit nonce (NIST SP 800-38D §8.2.2).
 * Bytes: version (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
 */
export async function sealUnder(
  random: (n: number) => Uint8Array,
  key: CryptoKey,
  plain: Uint8Array,
  binding: Binding,
): Promise<Uint8Array> {
  const nonce = new Uint8Array(random(NONCE_LENGTH));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: additionalData(binding) },
    key,
    new Uint8Array(plain),
  );
  const out = new Uint8Array(1 + NONCE_LENGTH + sealed.byteLength);
  out[0] = ENVELOPE_VERSION;
  out.set(nonce, 1);
  out.set(new Uint8Array(sealed), 1 + NONCE_LENGTH);
  return out;
}

/** Opens what `sealUnder` made. Throws when key, binding or any byte differs, without saying which. */
export async function openUnder(key: CryptoKey, envelope: Uint8Array, binding: Binding): Promise<Uint8Array> {
  if (envelope[0] !== ENVELOPE_VERSION || envelope.length < 1 + NONCE_LENGTH + TAG_LENGTH) {
    throw new Error('not an envelope of a known version');
  }
  const bytes = new Uint8Array(envelope);
  const plain = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: bytes.subarray(1, 1 + NONCE_LENGTH),
      additionalData: additionalData(binding),
    },
    key,
    bytes.subarray(1 + NONCE_LENGTH),
  );
  return new Uint8Array(plain);
}
