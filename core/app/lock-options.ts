import type { LockOptions } from './types.ts';

/** Name of the vault's setting that keeps them, sealed: whoever copies the database cannot turn them off. */
export const LOCK_OPTIONS_SETTING = 'lock-options';

/** What holds until the person chooses; without effect while there is no app lock. */
export const DEFAULT_LOCK_OPTIONS: LockOptions = { idleMinutes: 5, onHide: false, everyCode: false };

const IDLE_MINUTES: readonly unknown[] = [1, 5, 15, 60, null];

/** What was kept, with anything unknown or unreadable replaced by its default. */
export function readLockOptions(kept: unknown): LockOptions {
  const { idleMinutes, onHide, everyCode } = (
    kept !== null && typeof kept === 'object' ? kept : {}
  ) as Record<string, unknown>;
  return {
    idleMinutes: IDLE_MINUTES.includes(idleMinutes)
      ? (idleMinutes as LockOptions['idleMinutes'])
      : DEFAULT_LOCK_OPTIONS.idleMinutes,
    onHide: typeof onHide === 'boolean' ? onHide : DEFAULT_LOCK_OPTIONS.onHide,
    everyCode: typeof everyCode === 'boolean' ? everyCode : DEFAULT_LOCK_OPTIONS.everyCode,
  };
}
