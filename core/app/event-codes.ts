import { isAppError } from '../error.ts';
import { codeForCounter } from '../token/code.ts';
import { counterOf } from '../token/counter.ts';
import { standing } from '../token/validity.ts';
import type { VaultErrorCode } from '../vault/types.ts';
import { preparedOf } from './codes.ts';
import { cover, isCovered } from './cover.ts';
import { checkIdle, isOverdue } from './idle.ts';
import { type AppState, now } from './state.ts';
import { reload } from './tokens.ts';
import type { EventCodeResult } from './types.ts';

const failed = (reason: Exclude<EventCodeResult, { ok: true }>['reason']): EventCodeResult => ({
  ok: false,
  reason,
});

/**
 * Counts on, durably, and only then gives the code: a crash in between loses a code and never shows one twice,
 * in whichever tab (RFC 4226 §7.2: the counter is incremented for every code).
 */
export async function nextEventCode(state: AppState, id: string): Promise<EventCodeResult> {
  const { vault } = state;
  const token = state.stored.get(id);
  if (isOverdue(state)) checkIdle(state);
  if (!vault || state.vault !== vault || token?.otp.kind !== 'event') return failed('not-ready');
  if (standing(token, now(state)) !== 'ready') return failed('not-ready');
  if (isCovered(state, id)) return failed('covered');
  // At once, so that a second press finds it covered: one uncovering, one code.
  cover(state, id);
  try {
    const prepared = preparedOf(state, id, token);
    const counter = counterOf(token, await vault.nextCounter(id));
    // Locked meanwhile: the code is spent, and shown to nobody.
    if (state.vault !== vault) return failed('not-ready');
    if (!Number.isSafeInteger(counter)) return failed('not-ready');
    return { ok: true, code: codeForCounter(prepared, counter), counter };
  } catch (error) {
    if (!isAppError<VaultErrorCode>(error)) throw error;
    if (error.code === 'full') return failed('storage-full');
    // Removed in another tab: the list is brought up to date.
    if (error.code === 'conflict') await reload(state).catch(() => undefined);
    return failed(error.code === 'conflict' ? 'not-ready' : 'storage');
  }
}
