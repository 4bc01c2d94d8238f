import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { base64urlnopad } from '@scure/base';
import { canonicalBytes } from '../../core/protocol/canonical.ts';
import type { BankStore } from './store/store.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The token a form must carry, tied to the cookie it was rendered for. */
export function csrfToken(store: BankStore, cookie: string): string {
  return base64urlnopad.encode(
    createHmac('sha256', store.keys.form).update(canonicalBytes('csrf', cookie)).digest(),
  );
}

/** True when `token` is the one for `cookie`; compared in constant time. */
export function isCsrfToken(store: BankStore, cookie: string, token: string): boolean {
  const expected = new TextEncoder().encode(csrfToken(store, cookie));
  const given = new TextEncoder().encode(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/**
 * Carries a step's input through the confirmation page inside the page itself (AES-256-GCM), so that an
 * activation password is never in the database. Bound to the session, to `purpose`, and to a deadline.
 */
export function sealForm(
  store: BankStore,
  sessionId: string,
  purpose: string,
  value: unknown,
  lifetime: number,
): string {
  const nonce = store.random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', store.keys.seal, nonce);
  cipher.setAAD(canonicalBytes('form', purpose, sessionId));
  const plain = JSON.stringify({ until: store.clock() + lifetime, value });
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return base64urlnopad.encode(new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()])));
}

/** Opens what `sealForm` made; `null` when altered, from another session or purpose, or too old. */
export function openForm(store: BankStore, sessionId: string, purpose: string, sealed: string): unknown {
  try {
    const bytes = base64urlnopad.decode(sealed);
    const decipher = createDecipheriv('aes-256-gcm', store.keys.seal, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(canonicalBytes('form', purpose, sessionId));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const plain = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
    const opened = JSON.parse(plain) as { until: number; value: unknown };
    return opened.until > store.clock() ? opened.value : null;
  } catch {
    return null;
  }
}
