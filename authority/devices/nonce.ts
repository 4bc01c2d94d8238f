import { base64urlnopad } from '@scure/base';
import type { Clock } from '../../core/clock/clock.ts';

/** How long a nonce is handed out, in ms; it is accepted for one such time more. */
export const NONCE_WINDOW = 5 * 60_000;

/** Nonces for proofs (RFC 9449 §8). */
export interface Nonces {
  /** The nonce to use now. */
  current(): Promise<string>;
  /** True for the current nonce and the one before it. */
  accepts(nonce: string): Promise<boolean>;
}

/**
 * Nonces that need no table: an HMAC of the five-minute window they belong to. The key is made at start, so
 * proofs made for an earlier process are refused and the memory of used proofs may safely begin empty.
 */
export async function createNonces(clock: Clock, random: (length: number) => Uint8Array): Promise<Nonces> {
  const key = await crypto.subtle.importKey(
    'raw',
    new Uint8Array(random(32)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const nonceOf = async (window: number): Promise<string> => {
    const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`fuda/nonce/${window}`));
    return base64urlnopad.encode(new Uint8Array(mac).slice(0, 18));
  };
  const now = () => Math.floor(clock() / NONCE_WINDOW);
  return {
    current: () => nonceOf(now()),
    // Not a secret: every client is told the nonce, so an ordinary comparison will do.
    accepts: async (nonce) => nonce === (await nonceOf(now())) || nonce === (await nonceOf(now() - 1)),
  };
}
