import type { AppState } from './state.ts';
import type { ClockView, TokenView, WaitingItem } from './types.ts';

/** What the inbox is made from. `at`: epoch ms, corrected. */
export interface InboxInput {
  tokens: readonly TokenView[];
  quarantined: number;
  rolledBack: boolean;
  clock: ClockView;
  at: number;
}

function waitingOf(token: TokenView, at: number): WaitingItem[] {
  const { id, standing, pausedUntil, renewalDue } = token;
  if (standing === 'suspended' || standing === 'expired' || standing === 'ended')
    return [{ kind: standing, id }];
  // Only the bank ends a pause: when its time is over, the person has to ask for that.
  if (standing === 'paused')
    return pausedUntil !== null && at >= pausedUntil ? [{ kind: 'pause-over', id }] : [];
  return renewalDue ? [{ kind: 'renewal', id }] : [];
}

const isPressing = ({ kind }: WaitingItem): boolean =>
  kind === 'suspended' || kind === 'expired' || kind === 'pause-over';

/**
 * What waits for the person, most pressing first: tokens that show no code now, trouble with the vault and the
 * clock, renewals, and tokens that are over and only want clearing away. Each in the tokens' own order.
 */
export function inboxOf({ tokens, quarantined, rolledBack, clock, at }: InboxInput): WaitingItem[] {
  const ofTokens = tokens.flatMap((token) => waitingOf(token, at));
  return [
    ...ofTokens.filter(isPressing),
    ...(rolledBack ? [{ kind: 'rolled-back' } as const] : []),
    ...(quarantined > 0 ? [{ kind: 'damaged', count: quarantined } as const] : []),
    ...(clock.at === 'measured' && clock.verdict === 'far-off' ? [{ kind: 'clock-far' } as const] : []),
    ...ofTokens.filter(({ kind }) => kind === 'renewal'),
    ...ofTokens.filter(({ kind }) => kind === 'ended'),
  ];
}

/** The same of a running app, anew whenever one of these changes or the time changes something about a token. */
export function inbox(state: AppState): WaitingItem[] {
  return inboxOf({
    tokens: state.tokens.value,
    quarantined: state.quarantined.value.length,
    rolledBack: state.rolledBack.value,
    clock: state.clock.value,
    at: state.lookedAt.value,
  });
}
