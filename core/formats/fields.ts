import { isLabel } from '../token/label.ts';
import type { OwnTokenInput } from './types.ts';

/*
 * Single values, as a QR code or a person wrote them. Each reader gives `undefined` for what is not one.
 */

type Otp = OwnTokenInput['otp'];

/** `SHA1`, `sha-256`, `HmacSHA512`, … in any case. */
export function readAlgorithm(text: string): Otp['algorithm'] | undefined {
  const hash = /^(?:HMAC)?[-_]?SHA[-_]?(1|256|512)$/i.exec(text.trim())?.[1];
  return hash === undefined ? undefined : (`SHA-${hash}` as Otp['algorithm']);
}

/** 6, 7 or 8. */
export function readDigits(text: string): Otp['digits'] | undefined {
  return readWhole(text, 6, 8) as Otp['digits'] | undefined;
}

/** 1 to 86,400 seconds. */
export function readPeriod(text: string): number | undefined {
  return readWhole(text, 1, 86_400);
}

/** 0 to 2^53 − 1, beyond which a number is no longer exact. */
export function readCounter(text: string): number | undefined {
  return readWhole(text, 0, Number.MAX_SAFE_INTEGER);
}

/** An issuer or an account: `null` where nothing was said. */
export function readName(text: string): string | null | undefined {
  const name = text.trim();
  if (name === '') return null;
  return isLabel(name) ? name : undefined;
}

function readWhole(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,16}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}
