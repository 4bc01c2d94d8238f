import { computed, effect } from '@preact/signals-core';
import { checkClock } from './clock.ts';
import { codeOf } from './codes.ts';
import { isCovered, needsProof, prove, proveWithPasskey, uncover, uncoverWithPasskey } from './cover.ts';
import { nextEventCode } from './event-codes.ts';
import { forgetAll } from './forget-all.ts';
import { beginIdle, checkIdleSoon, touched, visibility } from './idle.ts';
import { inbox } from './inbox.ts';
import { changeLockCode, lockEverywhere, turnLockOff, turnLockOn, unlock } from './lock.ts';
import { askPersistence, beginAnew, start } from './opening.ts';
import { addOwn, exportOwn } from './own.ts';
import { learnPasskeys, passkeyState, turnPasskeyOff, turnPasskeyOn, unlockWithPasskey } from './passkey.ts';
import { planOf } from './plan.ts';
import type { AppPorts } from './ports.ts';
import { followPreferences, setPreferences } from './preferences.ts';
import { refresh } from './refresh.ts';
import { renew } from './renew.ts';
import { setLockOptions } from './set-lock-options.ts';
import { setUp } from './set-up.ts';
import { type AppState, createState, inTurn, now } from './state.ts';
import { followTabs } from './tabs.ts';
import { acknowledgeRollback, remove, rename, reorder } from './tokens.ts';
import type { TokenApp } from './types.ts';

/** Whenever a vault with a lock is opened, or given one, its idle time begins; other options are looked at at once. */
function followIdleTime(state: AppState): void {
  const isTimed = computed(() => state.status.value.at === 'open' && state.hasLock.value);
  effect(() => {
    if (isTimed.value) beginIdle(state);
  });
  effect(() => {
    void state.lockOptions.value;
    if (isTimed.value) checkIdleSoon(state);
  });
}

/**
 * A token app over its ports. What writes runs one after the other; `code`, `now`, `lock`, whatever asks the
 * person (passkeys, the lock code for one code) and the clock's and the authority's answers need no turn. Where
 * there is no way to be woken it keeps no time: a shell asks for the code at each tick.
 */
export function createTokenApp(ports: AppPorts): TokenApp {
  const state = createState(ports);
  const { status, tokens, quarantined, rolledBack, readOnly, clock, hasLock, preferences, persistence } =
    state;
  followPreferences(state);
  followTabs(state);
  followIdleTime(state);
  // Needed on screens of their own only, and so loaded with them.
  const backup = () => import('./backup.ts');
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
    start() {
      void learnPasskeys(state);
      return inTurn(state, () => start(state));
    },
    now: () => now(state),
    code: (id) => codeOf(state, id),
    isCovered: (id) => isCovered(state, id),
    uncover: (id, code) => uncover(state, id, code),
    uncoverWithPasskey: (id) => uncoverWithPasskey(state, id),
    nextEventCode: (id) => nextEventCode(state, id),
    checkClock: () => checkClock(state),
    setUp: (input) => inTurn(state, () => setUp(state, input)),
    addOwn: (input) => inTurn(state, () => addOwn(state, input)),
    reorder: (ids) => inTurn(state, () => reorder(state, ids)),
    rename: (id, name) => inTurn(state, () => rename(state, id, name)),
    remove: (id) => inTurn(state, () => remove(state, id)),
    refresh: (id) => refresh(state, id),
    renew: (id) => renew(state, id),
    unlock: (code) => inTurn(state, () => unlock(state, code)),
    unlockWithPasskey: () => unlockWithPasskey(state),
    lock: () => lockEverywhere(state),
    lockOptions: state.lockOptions,
    needsProof: () => needsProof(state),
    prove: (code) => prove(state, code),
    proveWithPasskey: () => proveWithPasskey(state),
    setLockOptions: (change) => inTurn(state, () => setLockOptions(state, change)),
    touched: () => touched(state),
    visibility: (hidden) => visibility(state, hidden),
    passkey: computed(() => passkeyState(state)),
    turnPasskeyOn: () => turnPasskeyOn(state),
    turnPasskeyOff: () => turnPasskeyOff(state),
    turnLockOn: (code) => inTurn(state, () => turnLockOn(state, code)),
    turnLockOff: (code) => inTurn(state, () => turnLockOff(state, code)),
    changeLockCode: (from, to) => inTurn(state, () => changeLockCode(state, from, to)),
    setPreferences: (change) => setPreferences(state, change),
    acknowledgeRollback: () => inTurn(state, () => acknowledgeRollback(state)),
    inbox: computed(() => inbox(state)),
    askPersistence: () => askPersistence(state),
    planBackup: () => planOf(tokens.value),
    makeBackup: async (passphrase) => (await backup()).makeBackup(state, passphrase),
    readBackup: async (bytes, passphrase) => (await backup()).readBackup(state, bytes, passphrase),
    async restore(preview) {
      const { restore } = await import('./restore.ts');
      return inTurn(state, () => restore(state, preview));
    },
    exportOwn: (id) => exportOwn(state, id),
    forgetAll: () => inTurn(state, () => forgetAll(state)),
    beginAnew: () => inTurn(state, () => beginAnew(state)),
  };
}
