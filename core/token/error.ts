/**
 * What this room refuses: a token of a later version of the app (keep it, read nothing), one that is not a
 * token (quarantine it), and a question its kind cannot answer.
 */
export type TokenErrorCode = 'token-newer' | 'token-malformed' | 'token-kind';
