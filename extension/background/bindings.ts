import { isFillableOrigin, mayFill } from '../../core/token/origins.ts';
import { type Standing, standing } from '../../core/token/validity.ts';
import type { VaultRecord } from '../../core/vault/types.ts';

/** Tokens that show codes at `now` (epoch ms, corrected). */
export function readyTokens(records: readonly VaultRecord[], now: number): VaultRecord[] {
  return records.filter(({ token }) => standing(token, now) === 'ready');
}

/** Why a token shows no code. */
export type Unready = Exclude<Standing, 'ready'>;

/** What a person can do most about, first: a token that ended may stand beside the one that followed it. */
const HOPEFUL_FIRST: readonly Unready[] = ['suspended', 'paused', 'expired', 'ended'];

/** Why none of `records` shows a code at `now` (epoch ms, corrected): where several differ, what can be mended. */
export function whyUnready(records: readonly VaultRecord[], now: number): Unready {
  const found = new Set(records.map(({ token }) => standing(token, now)));
  return HOPEFUL_FIRST.find((each) => found.has(each)) ?? 'ended';
}

/** Tokens whose codes belong on `origin` now: time-based ones by themselves, event-based ones at a press. */
export function tokensFor(records: readonly VaultRecord[], now: number, origin: string): VaultRecord[] {
  return readyTokens(records, now).filter(({ token }) => mayFill(token, origin));
}

/** Every origin on which some token could be filled now, each once. */
export function boundOrigins(records: readonly VaultRecord[], now: number): string[] {
  const origins = readyTokens(records, now).flatMap(({ token }) => token.loginOrigins);
  return [...new Set(origins)].filter(isFillableOrigin).sort();
}
