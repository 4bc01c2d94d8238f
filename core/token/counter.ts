import type { StoredToken } from './model.ts';

/**
 * The counter of the `count`-th code made here: a vault counts codes from 1, and a token of the person's own
 * began somewhere itself. May lie beyond the last safe integer: no code then.
 */
export const counterOf = (token: StoredToken, count: number): number =>
  // So bracketed, a counter beyond the last stays beyond it and is not rounded back to one that was given.
  token.source === 'own' ? token.firstCounter + (count - 1) : count;
