/** How strong a lock code is, by the vault's own rule, for the screens that ask for one. */
export { type LockCodeStrength, lockCodeStrength } from '../vault/lock-code.ts';
