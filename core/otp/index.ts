/** One-time passwords over bytes: HOTP (RFC 4226), TOTP (RFC 6238), OCRA (RFC 6287). Nothing here waits. */
export { equalCodes } from './equal.ts';
export { hotp } from './hotp.ts';
export { type OtpAlgorithm, type OtpErrorCode, type PreparedKey, prepareKey, SEED_BYTES } from './key.ts';
export { type OcraInputs, ocra, ocraClientProof, ocraServerProof, ocraSign } from './ocra.ts';
export { type OcraSuite, parseOcraSuite } from './ocra-suite.ts';
export { secondsLeft, type TotpOptions, timeStep, totp } from './totp.ts';
