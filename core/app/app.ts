import { computed, effect } from '@preact/signals-core';
import { codeOf } from './codes.ts';
import { isCovered, needsProof } from './cover.ts';
import { beginIdle, checkIdleSoon, expectAway, touched, visibility } from './idle.ts';
import { inbox } from './inbox.ts';
import { lockEverywhere, unlock } from './lock.ts';
import { start } from './opening.ts';
import { learnPasskeys, passkeyState, unlockWithPasskey } from './passkey.ts';
import { askPersistence } from './persistence.ts';
import { planOf } from './plan.ts';
import type { AppPorts } from './ports.ts';
import { followPreferences, setPreferences } from './preferences.ts';
import { type AppState, createState, inTurn, now } from './state.ts';
import { followTabs } from './tabs.ts';
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
  // Loaded when they are first needed: the code on the screen does not wait for them.
  const acts = () => import('./acts.ts');
  const backup = () => import('./backup.ts');
  type Acts = Awaited<ReturnType<typeof acts>>;
  const act = async <Result>(work: (acts: Acts) => Promise<Result>): Promise<Result> => work(await acts());
  const actInTurn = <Result>(work: (acts: Acts) => Promise<Result>): Promise<Result> =>
    inTurn(state, () => act(work));
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
    async start() {
      void learnPasskeys(state);
      await inTurn(state, () => start(state));
    },
    async loadActs() {
      await acts().catch(() => undefined);
    },
    now: () => now(state),
    code: (id) => codeOf(state, id),
    isCovered: (id) => isCovered(state, id),
    uncover: (id, code) => act((acts) => acts.uncover(state, id, code)),
    uncoverWithPasskey: (id) => act((acts) => acts.uncoverWithPasskey(state, id)),
    nextEventCode: (id) => act((acts) => acts.nextEventCode(state, id)),
    checkClock: () => act((acts) => acts.checkClock(state)),
    setUp: (input) => actInTurn((acts) => acts.setUp(state, input)),
    addOwn: (input) => actInTurn((acts) => acts.addOwn(state, input)),
    bindOrigin: (id, origin) => actInTurn((acts) => acts.bindOrigin(state, id, origin)),
    unbindOrigin: (id, origin) => actInTurn((acts) => acts.unbindOrigin(state, id, origin)),
    reorder: (ids) => actInTurn((acts) => acts.reorder(state, ids)),
    rename: (id, name) => actInTurn((acts) => acts.rename(state, id, name)),
    remove: (id) => actInTurn((acts) => acts.remove(state, id)),
    refresh: (id) => act((acts) => acts.refresh(state, id)),
    renew: (id) => act((acts) => acts.renew(state, id)),
    unlock: (code) => inTurn(state, () => unlock(state, code)),
    unlockWithPasskey: () => unlockWithPasskey(state),
    lock: () => lockEverywhere(state),
    lockOptions: state.lockOptions,
    needsProof: () => needsProof(state),
    prove: (code) => act((acts) => acts.prove(state, code)),
    proveWithPasskey: () => act((acts) => acts.proveWithPasskey(state)),
    setLockOptions: (change) => actInTurn((acts) => acts.setLockOptions(state, change)),
    touched: () => touched(state),
    visibility: (hidden) => visibility(state, hidden),
    expectAway: () => expectAway(state),
    passkey: computed(() => passkeyState(state)),
    turnPasskeyOn: () => act((acts) => acts.turnPasskeyOn(state)),
    turnPasskeyOff: () => act((acts) => acts.turnPasskeyOff(state)),
    turnLockOn: (code) => actInTurn((acts) => acts.turnLockOn(state, code)),
    turnLockOff: (code) => actInTurn((acts) => acts.turnLockOff(state, code)),
    changeLockCode: (from, to) => actInTurn((acts) => acts.changeLockCode(state, from, to)),
    setPreferences: (change) => setPreferences(state, change),
    acknowledgeRollback: () => actInTurn((acts) => acts.acknowledgeRollback(state)),
    inbox: computed(() => inbox(state)),
    askPersistence: () => askPersistence(state),
    planBackup: () => planOf(tokens.value),
    makeBackup: async (passphrase) => (await backup()).makeBackup(state, passphrase),
    readBackup: async (bytes, passphrase) => (await backup()).readBackup(state, bytes, passphrase),
    async restore(preview) {
      const { restore } = await import('./restore.ts');
      return inTurn(state, () => restore(state, preview));
    },
    exportOwn: (id) => act((acts) => acts.exportOwn(state, id)),
    forgetAll: () => actInTurn((acts) => acts.forgetAll(state)),
    beginAnew: () => actInTurn((acts) => acts.beginAnew(state)),
  };
}
