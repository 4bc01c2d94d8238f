import { AppError } from '../error.ts';
import type { OtpAlgorithm, OtpErrorCode } from './key.ts';

/** What an OCRA suite says (RFC 6287 §6): which function, how many digits, and which inputs go in. */
export interface OcraSuite {
  /** The suite exactly as written; it is itself the first part of the MAC's input. */
  text: string;
  algorithm: OtpAlgorithm;
  /** 4 to 10, or 0: the whole MAC, untruncated. */
  digits: number;
  counter: boolean;
  /** Format of a challenge (alphanumeric, numeric, hexadecimal) and its greatest length, 4 to 64. */
  challenge: { format: 'A' | 'N' | 'H'; length: number };
  /** Hash of the PIN, or `null` when none goes in. */
  pin: OtpAlgorithm | null;
  /** Length of the session information in bytes, 1 to 512, or `null`. */
  session: number | null;
  /** Length of a time step in seconds, or `null`. */
  timeStep: number | null;
}

const SUITE =
  /^OCRA-1:HOTP-(SHA1|SHA256|SHA512)-(0|[4-9]|10):(C-)?Q([ANH])(\d\d)(?:-P(SHA1|SHA256|SHA512))?(?:-S(\d{3}))?(?:-T(\d{1,2})([SMH]))?$/;

const ALGORITHMS: Record<string, OtpAlgorithm> = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' };
const UNITS: Record<string, { seconds: number; most: number }> = {
  S: { seconds: 1, most: 59 },
  M: { seconds: 60, most: 59 },
  H: { seconds: 3600, most: 48 },
};

/**
 * Reads a suite such as `OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1` (RFC 6287 §6). Strict: every qualifier written
 * out, in the RFC's order, upper case, no leading zeros in times; a time step of zero hours, which the
 * grammar of §6.3 would allow, cannot be divided by and is refused. Throws AppError 'ocra-suite'.
 */
export function parseOcraSuite(text: string): OcraSuite {
  const match = SUITE.exec(text);
  if (!match) throw bad('the text is not an OCRA-1 suite');
  const [, hash, digits, counter, format, length, pin, session, time, unit] = match;
  const challengeLength = Number(length);
  if (challengeLength < 4 || challengeLength > 64) throw bad('a challenge has 4 to 64 characters');
  if (session !== undefined && (Number(session) < 1 || Number(session) > 512)) {
    throw bad('session information has 1 to 512 bytes');
  }
  let timeStep: number | null = null;
  if (time !== undefined) {
    const { seconds, most } = UNITS[unit!]!;
    if (time.startsWith('0') || Number(time) > most) throw bad('the time step is out of range');
    timeStep = Number(time) * seconds;
  }
  return {
    text,
    algorithm: ALGORITHMS[hash!]!,
    digits: Number(digits),
    counter: counter !== undefined,
    challenge: { format: format as 'A' | 'N' | 'H', length: challengeLength },
    pin: pin === undefined ? null : ALGORITHMS[pin]!,
    session: session === undefined ? null : Number(session),
    timeStep,
  };
}

function bad(message: string): AppError<OtpErrorCode> {
  return new AppError<OtpErrorCode>('ocra-suite', message);
}
