import { base32nopad, base64urlnopad } from '@scure/base';
import { SEED_BYTES } from '../otp/index.ts';
import type { OtpauthRefusal } from './types.ts';

export type SeedRefusal = Extract<
  OtpauthRefusal,
  'seed-missing' | 'seed-not-base32' | 'seed-too-short' | 'seed-too-long'
>;
export type SeedRead = { ok: true; seed: string } | { ok: false; reason: SeedRefusal };

/** Longer than any seed with a blank after each character; nothing beyond is looked at. */
const MOST_TEXT = 1024;
/** Blanks, invisible marks, and every stroke that a keyboard, a Japanese one too, gives for a dash. */
const GROUPING = /[\s\p{Cf}\p{Pd}\u2212\u30fc]/gu;
/** Characters that whole bytes can end with (RFC 4648 §6): 2, 4, 5, 7 or 8 in the last group of eight. */
const WHOLE_LAST_GROUPS = [0, 2, 4, 5, 7];

/**
 * Reads a secret in base32 (RFC 4648 §6) as people write it: either case, full-width, grouped by blanks or dashes,
 * padded or not. 0, 1, 8 and 9 are not in base32 and are not guessed at. Left-over bits are dropped, as those who
 * make secrets of random letters expect. `whole`: refuse a number of characters that no whole bytes give, which
 * in something typed means that one is missing. The seed comes in base64url.
 */
export function readSecret(text: string, { whole }: { whole: boolean }): SeedRead {
  if (text.length > MOST_TEXT) return refused('seed-too-long');
  const letters = text.normalize('NFKC').replace(GROUPING, '').toUpperCase().replace(/=+$/, '');
  if (letters === '') return refused('seed-missing');
  if (!/^[A-Z2-7]+$/.test(letters)) return refused('seed-not-base32');
  const seed = decode(letters);
  if (seed.length < SEED_BYTES.min) return refused('seed-too-short');
  if (seed.length > SEED_BYTES.max) return refused('seed-too-long');
  if (whole && !WHOLE_LAST_GROUPS.includes(letters.length % 8)) return refused('seed-not-base32');
  return { ok: true, seed: base64urlnopad.encode(seed) };
}

/** The seed (base64url) as upper-case base32 without padding. */
export function writeSecret(seed: string): string {
  return base32nopad.encode(base64urlnopad.decode(seed));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function decode(letters: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of letters) {
    bits = ((bits << 5) | LETTERS.indexOf(letter)) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}

function refused(reason: SeedRefusal): SeedRead {
  return { ok: false, reason };
}
