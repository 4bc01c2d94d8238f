/** Where the app is; each is one screen of its own. */
export type AppStatus =
  | { at: 'starting' }
  /** Storage cannot be used: `reason` names the screen. */
  | { at: 'unavailable'; reason: 'refused' | 'full' | 'blocked' | 'newer' | 'lost' }
  /** There was a vault on this device and it is gone: re-issue at the bank, then begin anew. */
  | { at: 'gone' }
  /** `passkey`: whether a passkey opens it too, here and now. */
  | { at: 'locked'; failures: number; waitUntil: number | null; passkey: boolean }
  /** Open; `tokens` may be empty (welcome). */
  | { at: 'open' };
