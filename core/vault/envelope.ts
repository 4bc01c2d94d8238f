import { canonicalBytes } from '../protocol/canonical.ts';

/** Format version of one sealed body: its first byte, and part of what is authenticated. */
const BODY_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Sealed bytes: version (1) ‖ nonce (12) ‖ AES-256-GCM ciphertext and tag (NIST SP 800-38D). */
export type SealedBody = Uint8Array<ArrayBuffer>;

function associated(vaultId: string, version: number, recordId: string): Uint8Array<ArrayBuffer> {
  return canonicalBytes(vaultId, String(version), recordId);
}

/** Encrypts `plain` for exactly this vault and record id, under a fresh random nonce. */
export async function sealBody(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  recordId: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<SealedBody> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: associated(vaultId, BODY_VERSION, recordId) },
    key,
    plain,
  );
  const out = new Uint8Array(1 + NONCE_BYTES + sealed.byteLength);
  out[0] = BODY_VERSION;
  out.set(iv, 1);
  out.set(new Uint8Array(sealed), 1 + NONCE_BYTES);
  return out;
}

export type OpenedBody =
  | { ok: true; plain: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: 'undecryptable' | 'newer' };

/** Reverses `sealBody`; anything changed, moved or foreign is 'undecryptable', a later layout 'newer'. */
export async function openBody(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  recordId: string,
  body: unknown,
): Promise<OpenedBody> {
  if (!(body instanceof Uint8Array) || body.length < 1 + NONCE_BYTES + TAG_BYTES) {
    return { ok: false, reason: 'undecryptable' };
  }
  const bytes = new Uint8Array(body);
  const version = bytes[0]!;
  if (version !== BODY_VERSION) {
    return { ok: false, reason: version > BODY_VERSION ? 'newer' : 'undecryptable' };
  }
  try {
    const plain = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.subarray(1, 1 + NONCE_BYTES),
        additionalData: associated(vaultId, version, recordId),
      },
      key,
      bytes.subarray(1 + NONCE_BYTES),
    );
    return { ok: true, plain: new Uint8Array(plain) };
  } catch {
    return { ok: false, reason: 'undecryptable' };
  }
}

/** What tells two sealings of one record apart without a key: the nonce, in hexadecimal. */
export function bodyMark(body: unknown): string {
  if (!(body instanceof Uint8Array)) return '';
  return Array.from(body.subarray(1, 1 + NONCE_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two bodies are the same, byte for byte. Not in constant time: both lie in the database. */
export function sameBody(a: unknown, b: unknown): boolean {
  if (!(a instanceof Uint8Array && b instanceof Uint8Array) || a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
