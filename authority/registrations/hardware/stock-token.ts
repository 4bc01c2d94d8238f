import * as v from 'valibot';
import { AppError } from '../../../core/error.ts';
import { type OtpParameters, otpParametersSchema, serialSchema } from '../../../core/protocol/common.ts';

/** Seed lengths a stock may hold, bytes: RFC 4226 §4 R6 asks for 16; nothing needs more than a hash's block. */
const SEED_BYTES = { min: 16, max: 128 } as const;

/** A counter that no button is pressed to, and from which every look ahead still ends at an exact number. */
const MAX_COUNTER = 2 ** 52;

/**
 * Why a stock was not loaded; nothing of it was then. `unknown-service`: the institution has no such service;
 * `hardware-not-offered`: its policy has no hardware tokens; `token-unfit`: parameters, serial number, seed or
 * dates that this authority cannot serve; `serial-repeated`: twice in one delivery; `serial-conflict`: known
 * with another seed, other parameters or for another service; `stock-changed`: by someone else meanwhile.
 */
export type StockErrorCode =
  | 'unknown-service'
  | 'hardware-not-offered'
  | 'token-unfit'
  | 'serial-repeated'
  | 'serial-conflict'
  | 'stock-changed';

/** One hardware token as its maker delivered it. */
export interface StockToken {
  serial: string;
  manufacturer: string | null;
  model: string | null;
  otp: OtpParameters;
  seed: Uint8Array;
  /** The counter of the next code, for event-based tokens; 0 for time-based ones. */
  counter: number;
  /** First and last moment of use by the maker's word, epoch ms. */
  startsAt: number | null;
  expiresAt: number | null;
}

/** Refuses what this authority could not serve at `now` (epoch ms). Errors: `token-unfit`; `place` names the token. */
export function expectFit(token: StockToken, now: number, place: string): void {
  const unfit = (what: string) => stockError('token-unfit', `${place}: ${what}`);
  if (!v.is(serialSchema, token.serial)) throw unfit('the serial number is not 1 to 32 letters, digits, "-"');
  const { otp, seed, counter } = token;
  if (!v.is(otpParametersSchema, otp) || (otp.kind === 'time') !== (otp.period !== null)) {
    throw unfit('codes are 6 to 8 digits, periods 15 to 300 seconds');
  }
  if (seed.length < SEED_BYTES.min || seed.length > SEED_BYTES.max)
    throw unfit('the seed is not 16 to 128 bytes');
  if (!Number.isSafeInteger(counter) || counter < 0 || counter > MAX_COUNTER)
    throw unfit('the counter is out of range');
  if (token.startsAt !== null && token.startsAt > now) throw unfit('it may not be used yet');
  if (token.expiresAt !== null && token.expiresAt <= now) throw unfit('it has expired');
}

/** The one way a stock is refused. */
export const stockError = (code: StockErrorCode, message: string): AppError<StockErrorCode> =>
  new AppError(code, message);
