import type { BackupContents, BackupToken } from '../formats/types.ts';
import type { StoredToken } from '../token/model.ts';
import { COUNTER_CAP } from '../vault/counters.ts';
import { isSameOwn } from './own.ts';
import type { BackupEntry } from './types.ts';

/** What restoring would do, in the terms of `Vault.merge`, and in those of a screen. */
export interface Comparison {
  entries: readonly BackupEntry[];
  add: readonly BackupToken[];
  counters: readonly { id: string; atLeast: number }[];
}

/** Whether two tokens are one: the same name under the same authority, or the same codes. */
function isSame(a: StoredToken, b: StoredToken): boolean {
  if (a.source === 'own') return isSameOwn(a, b);
  return b.source === 'issuer' && a.tokenId === b.tokenId && a.authority.address === b.authority.address;
}

/**
 * Whether the counter of one may follow the other's. Of two under one name it may not where their seeds differ: a
 * forged backup would push a bank's token out of step for good.
 */
const countTogether = (a: StoredToken, b: StoredToken): boolean =>
  a.otp.kind === 'event' && b.otp.kind === 'event' && a.seed === b.seed;

/** What tells tokens apart before they are compared one by one, so that a thousand are no million comparisons. */
const keyOf = (token: StoredToken): string => (token.source === 'own' ? token.seed : token.tokenId);

/** Counter of the next code of an event-based token after `given` codes, wherever it began. */
const nextCounter = (token: StoredToken, given: number): number =>
  (token.source === 'own' ? token.firstCounter : 1) + given;

/** As many codes given out as a vault can be told of; beyond are none. */
const atMost = (given: number): number => Math.min(given, COUNTER_CAP);

function entryOf(token: StoredToken, what: BackupEntry['what']): BackupEntry {
  if (token.source === 'issuer')
    return { source: token.source, name: token.service.name, note: token.displayName, what };
  const name = token.issuer ?? token.displayName ?? token.account ?? 'OTP';
  const note = [token.displayName, token.account].find((text) => text !== null && text !== name) ?? null;
  return { source: token.source, name: { ja: name, en: name }, note, what };
}

/** Each token of the backup once: of two that are the same the first, with the greater counter. */
function distinct(tokens: readonly BackupToken[]): BackupToken[] {
  const byKey = new Map<string, BackupToken[]>();
  const kept: BackupToken[] = [];
  for (const each of tokens) {
    const key = keyOf(each.token);
    const known = byKey.get(key) ?? [];
    const same = known.find(({ token }) => isSame(token, each.token));
    if (same) {
      const further = nextCounter(each.token, each.given) - nextCounter(same.token, same.given);
      if (further > 0 && countTogether(same.token, each.token)) same.given = atMost(same.given + further);
      continue;
    }
    const own = { ...each, given: atMost(each.given) };
    byKey.set(key, [...known, own]);
    kept.push(own);
  }
  return kept;
}

/**
 * Compares a backup with what is here. A token that is here stays exactly as it is; only an event-based one's
 * counter moves, and only forward: codes that were used elsewhere are never shown again.
 */
export function compare(
  contents: BackupContents,
  here: ReadonlyMap<string, StoredToken>,
  given: ReadonlyMap<string, number>,
): Comparison {
  const byKey = new Map<string, [string, StoredToken][]>();
  for (const [id, token] of here) {
    const key = keyOf(token);
    byKey.set(key, [...(byKey.get(key) ?? []), [id, token]]);
  }
  const entries: BackupEntry[] = [];
  const add: BackupToken[] = [];
  const counters: { id: string; atLeast: number }[] = [];
  for (const each of distinct(contents.tokens)) {
    const same = byKey.get(keyOf(each.token))?.find(([, token]) => isSame(each.token, token));
    if (!same) {
      add.push(each);
      entries.push(entryOf(each.token, 'new'));
      continue;
    }
    const [id, token] = same;
    const last = given.get(id) ?? 0;
    const behind = nextCounter(each.token, each.given) - nextCounter(token, last);
    const atLeast = atMost(last + behind);
    const moves = countTogether(token, each.token) && atLeast > last;
    if (moves) counters.push({ id, atLeast });
    entries.push(entryOf(token, moves ? 'counter' : 'here'));
  }
  return { entries, add, counters };
}
