import { checkClock } from './clock.ts';
import { codeOf } from './codes.ts';
import { forgetAll } from './forget-all.ts';
import { changeLockCode, lock, turnLockOff, turnLockOn, unlock } from './lock.ts';
import { beginAnew, start } from './opening.ts';
import type { AppPorts } from './ports.ts';
import { setPreferences } from './preferences.ts';
import { refresh } from './refresh.ts';
import { renew } from './renew.ts';
import { setUp } from './set-up.ts';
import { createState, inTurn, now } from './state.ts';
import { acknowledgeRollback, remove, rename } from './tokens.ts';
import type { TokenApp } from './types.ts';

/**
 * A token app over its ports. What writes runs one after the other; `code`, `now`, `lock` and the clock's
 * and the authority's answers need no turn. It keeps no timer: a shell asks for the code at each tick.
 */
export function createTokenApp(ports: AppPorts): TokenApp {
  const state = createState(ports);
  const { status, tokens, quarantined, rolledBack, readOnly, clock, hasLock, preferences, persistence } =
    state;
  return {
    status,
    tokens,
    quarantined,
    rolledBack,
    readOnly,
    clock,
    hasLock,
    preferences,
    persistence,
    start: () => inTurn(state, () => start(state)),
    now: () => now(state),
    code: (id) => codeOf(state, id),
    checkClock: () => checkClock(state),
    setUp: (input) => inTurn(state, () => setUp(state, input)),
    rename: (id, name) => inTurn(state, () => rename(state, id, name)),
    remove: (id) => inTurn(state, () => remove(state, id)),
    refresh: (id) => refresh(state, id),
    renew: (id) => renew(state, id),
    unlock: (code) => inTurn(state, () => unlock(state, code)),
    lock: () => lock(state),
    turnLockOn: (code) => inTurn(state, () => turnLockOn(state, code)),
    turnLockOff: (code) => inTurn(state, () => turnLockOff(state, code)),
    changeLockCode: (from, to) => inTurn(state, () => changeLockCode(state, from, to)),
    setPreferences: (change) => setPreferences(state, change),
    acknowledgeRollback: () => inTurn(state, () => acknowledgeRollback(state)),
    forgetAll: () => inTurn(state, () => forgetAll(state)),
    beginAnew: () => inTurn(state, () => beginAnew(state)),
  };
}
