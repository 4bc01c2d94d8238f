import { isFillableOrigin, mayFill } from '../../core/token/origins.ts';
import { standing } from '../../core/token/validity.ts';
import type { VaultRecord } from '../../core/vault/types.ts';

/** Tokens that show time-based codes at `now` (epoch ms, corrected). Event-based codes cost a counter. */
export function readyTokens(records: readonly VaultRecord[], now: number): VaultRecord[] {
  return records.filter(({ token }) => token.otp.kind === 'time' && standing(token, now) === 'ready');
}

/** Tokens whose code may be filled on `origin` now. */
export function tokensFor(records: readonly VaultRecord[], now: number, origin: string): VaultRecord[] {
  return readyTokens(records, now).filter(({ token }) => mayFill(token, origin));
}

/** Every origin on which some token could be filled now, each once. */
export function boundOrigins(records: readonly VaultRecord[], now: number): string[] {
  const origins = readyTokens(records, now).flatMap(({ token }) => token.loginOrigins);
  return [...new Set(origins)].filter(isFillableOrigin).sort();
}
