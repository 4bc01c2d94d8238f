import { isAppError } from '../error.ts';
import type { VaultErrorCode } from '../vault/types.ts';
import type { AppState } from './state.ts';
import type { AppStatus } from './types.ts';

/** The screen for something the vault refused to do. */
export function statusOf(error: unknown): AppStatus {
  if (!isAppError<VaultErrorCode>(error)) throw error;
  switch (error.code) {
    // A vault nobody can open again is lost to the person just as one that is not there.
    case 'gone':
    case 'damaged':
      return { at: 'gone' };
    case 'refused':
    case 'full':
    case 'blocked':
    case 'newer':
      return { at: 'unavailable', reason: error.code };
    default:
      return { at: 'unavailable', reason: 'lost' };
  }
}

/** The lock screen, as the vault counts now. */
export function lockedStatus(
  state: AppState,
  { failures, waitUntil }: { failures: number; waitUntil: number | null },
): AppStatus {
  const passkey = state.passkeySupported.peek() && state.passkeyHint.peek() !== null;
  return { at: 'locked', failures, waitUntil, passkey };
}
