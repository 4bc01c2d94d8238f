/*
 * What only an act of the person, or the network, needs: loaded at the first of them, so that the code on the
 * screen does not wait for it.
 */
export { acknowledgeRollback, remove, rename, reorder } from './arrange.ts';
export { beginAnew } from './begin-anew.ts';
export { bindOrigin, unbindOrigin } from './bind.ts';
export { changeLockCode, turnLockOff, turnLockOn } from './change-lock.ts';
export { checkClock } from './check-clock.ts';
export { nextEventCode } from './event-codes.ts';
export { forgetAll } from './forget-all.ts';
export { addOwn, exportOwn } from './own.ts';
export { prove, proveWithPasskey, uncover, uncoverWithPasskey } from './prove.ts';
export { refresh } from './refresh.ts';
export { renew } from './renew.ts';
export { setLockOptions } from './set-lock-options.ts';
export { setUp } from './set-up.ts';
export { turnPasskeyOff, turnPasskeyOn } from './turn-passkey.ts';
