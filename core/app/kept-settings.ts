import { OFFSET_SETTING, viewClock, WORTH_WRITING } from './clock.ts';
import { LOCK_OPTIONS_SETTING, readLockOptions } from './lock-options.ts';
import type { AppState } from './state.ts';
import type { LockOptions } from './types.ts';

/** What the vault keeps beside the tokens and every tab goes by. */
export interface KeptSettings {
  /** Trusted offset in ms; `null` while none is known. */
  offset: number | null;
  lockOptions: LockOptions;
}

/** The names they are kept under, to be read with the tokens. */
export const KEPT_SETTINGS = [OFFSET_SETTING, LOCK_OPTIONS_SETTING] as const;

/** What was read under these names; anything unreadable counts as not kept. */
export function keptOf([offset, options]: readonly unknown[]): KeptSettings {
  return {
    offset: typeof offset === 'number' && Number.isSafeInteger(offset) ? offset : null,
    lockOptions: readLockOptions(options),
  };
}

/**
 * Takes them up. Of offsets only one that another tab kept is news: this tab may have learnt a better one that is
 * still on its way into the vault, and one that differs by noise only stays too.
 */
export function takeKept(state: AppState, { offset, lockOptions }: KeptSettings): void {
  const before = state.lockOptions.peek();
  if (JSON.stringify(before) !== JSON.stringify(lockOptions)) state.lockOptions.value = lockOptions;
  if (offset === null || offset === state.keptOffset) return;
  state.keptOffset = offset;
  const known = state.clock.peek();
  const isTrusted = known.at === 'measured' && known.trusted;
  if (isTrusted && Math.abs(offset - state.trustedOffset) < WORTH_WRITING) return;
  state.trustedOffset = offset;
  state.clock.value = viewClock(offset, true);
}
