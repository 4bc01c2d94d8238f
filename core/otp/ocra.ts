import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '../error.ts';
import { counterBytes, truncate } from './hotp.ts';
import type { OtpAlgorithm, OtpErrorCode, PreparedKey } from './key.ts';
import type { OcraSuite } from './ocra-suite.ts';
import { timeStep } from './totp.ts';

/** Everything besides the challenge; give exactly what the suite names, neither less nor more. */
export interface OcraInputs {
  counter?: bigint | number;
  /** The PIN itself; it is hashed here with the suite's hash. */
  pin?: string;
  /** At most as long as the suite says; padded with leading zero bytes. */
  session?: Uint8Array;
  /** Epoch ms; cut to the suite's time steps since the epoch (RFC 6287 §6.3). */
  nowMs?: number;
}

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;
const FORMATS = { A: /^[\x21-\x7e]+$/, N: /^[0-9]+$/, H: /^[0-9A-Fa-f]+$/ } as const;
/** The challenge's place in the input has this many bytes (RFC 6287 §5.1). */
const CHALLENGE_BYTES = 128;

/**
 * One-way challenge-response (RFC 6287 §7.1): the answer to `challenge`, as the suite's number of digits;
 * with 0 digits the whole MAC in lower-case hex. Throws AppError 'ocra-input' (a challenge outside the
 * suite's format, a missing or a superfluous input), 'otp-algorithm' when the key is for another hash,
 * 'otp-counter', 'otp-time'.
 */
export function ocra(key: PreparedKey, suite: OcraSuite, challenge: string, inputs: OcraInputs = {}): string {
  return respond(key, suite, [challenge], inputs);
}

/**
 * Mutual challenge-response, what the server shows first (RFC 6287 §7.2): computed over the client's
 * challenge followed by the server's. By the RFC the PIN goes into the client's answer only, so the server's
 * suite names none.
 */
export function ocraServerProof(
  key: PreparedKey,
  suite: OcraSuite,
  challenges: { client: string; server: string },
  inputs: OcraInputs = {},
): string {
  return respond(key, suite, [challenges.client, challenges.server], inputs);
}

/** Mutual challenge-response, the client's answer: the server's challenge followed by the client's. */
export function ocraClientProof(
  key: PreparedKey,
  suite: OcraSuite,
  challenges: { client: string; server: string },
  inputs: OcraInputs = {},
): string {
  return respond(key, suite, [challenges.server, challenges.client], inputs);
}

/**
 * Plain signature (RFC 6287 §7.3): `details` is what is signed, or a digest of it, in the challenge's place.
 * One computation with `ocra`; a name of its own because a signature and a log-in answer must never be taken
 * for each other, which callers ensure with suites of different texts.
 */
export function ocraSign(
  key: PreparedKey,
  suite: OcraSuite,
  details: string,
  inputs: OcraInputs = {},
): string {
  return respond(key, suite, [details], inputs);
}

function respond(key: PreparedKey, suite: OcraSuite, challenges: string[], inputs: OcraInputs): string {
  if (key.algorithm !== suite.algorithm) {
    throw new AppError<OtpErrorCode>('otp-algorithm', 'the key was prepared for another hash than the suite');
  }
  // RFC 6287 §5.1: DataInput = suite | 00 | C | Q | P | S | T.
  const mac = key.mac(
    join([
      utf8ToBytes(suite.text),
      Uint8Array.of(0),
      counterPart(suite, inputs.counter),
      challengePart(suite, challenges),
      pinPart(suite.pin, inputs.pin),
      sessionPart(suite.session, inputs.session),
      timePart(suite.timeStep, inputs.nowMs),
    ]),
  );
  return suite.digits === 0 ? bytesToHex(mac) : truncate(mac, suite.digits);
}

const NOTHING = new Uint8Array(0);

function counterPart(suite: OcraSuite, counter: bigint | number | undefined): Uint8Array {
  if (!suite.counter) return absent(counter, 'counter');
  if (counter === undefined) throw bad('the suite needs a counter');
  return counterBytes(counter);
}

function challengePart(suite: OcraSuite, challenges: string[]): Uint8Array {
  const { format, length } = suite.challenge;
  for (const challenge of challenges) {
    if (challenge.length > length || !FORMATS[format].test(challenge)) {
      throw bad('the challenge does not fit the suite');
    }
  }
  const text = challenges.join('');
  const out = new Uint8Array(CHALLENGE_BYTES);
  if (format === 'A') out.set(utf8ToBytes(text));
  else {
    // A number is written in hexadecimal; digits fill the place from the left, an odd one as a high nibble.
    const hex = format === 'N' ? BigInt(text).toString(16) : text;
    out.set(hexToBytes(hex.length % 2 === 0 ? hex : `${hex}0`));
  }
  return out;
}

function pinPart(hash: OtpAlgorithm | null, pin: string | undefined): Uint8Array {
  if (hash === null) return absent(pin, 'PIN');
  if (pin === undefined || pin === '') throw bad('the suite needs a PIN');
  return HASHES[hash](utf8ToBytes(pin));
}

function sessionPart(length: number | null, session: Uint8Array | undefined): Uint8Array {
  if (length === null) return absent(session, 'session information');
  if (session === undefined || session.length > length) throw bad('the session information does not fit');
  const out = new Uint8Array(length);
  out.set(session, length - session.length);
  return out;
}

function timePart(step: number | null, nowMs: number | undefined): Uint8Array {
  if (step === null) return absent(nowMs, 'time');
  if (nowMs === undefined) throw bad('the suite needs the time');
  return counterBytes(timeStep(nowMs, step));
}

function absent(value: unknown, what: string): Uint8Array {
  // An input the suite leaves out would silently not be covered by the answer.
  if (value !== undefined) throw bad(`the suite takes no ${what}`);
  return NOTHING;
}

function join(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function bad(message: string): AppError<OtpErrorCode> {
  return new AppError<OtpErrorCode>('ocra-input', message);
}
