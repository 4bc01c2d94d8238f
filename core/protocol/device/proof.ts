/**
 * A device proves possession of its key on every call with a proof in DPoP form (RFC 9449 §4.2): a JWT
 * with the public key in its header, `htm`, `htu`, `jti`, the server's `nonce` (§8), and, because there is
 * no access token here, `bd`: base64url SHA-256 of the request body. `iat` is not judged, so that a device
 * whose clock is wrong can still talk.
 */
export const PROOF_HEADER = 'DPoP';
/** Response header that carries the nonce to use next (RFC 9449 §8.1). */
export const NONCE_HEADER = 'DPoP-Nonce';
/** `typ` of a proof (RFC 9449 §4.2). */
export const PROOF_TYPE = 'dpop+jwt';
/** Name of the claim that binds the body. */
export const BODY_DIGEST_CLAIM = 'bd';
