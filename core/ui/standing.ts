import type { TokenView } from '../app/types.ts';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import type { Ui } from './context.ts';

/** How a token that shows no code stands, in words, and what to do about it. */
export interface StandingWords {
  /** In a row of a list. */
  row: string;
  title: string;
  body: string;
  /** What to do, one after the other. */
  steps: readonly string[];
  /** Whether it is trouble; a pause that was asked for, or an end, is none. */
  isTrouble: boolean;
}

function paused(ui: Ui, token: TokenView): StandingWords {
  const words = ui.words.value;
  const row = words.standingRowPaused;
  if (token.pausedUntil === null)
    return {
      row,
      title: words.standingPaused,
      body: words.standingPausedUnknownBody,
      steps: [],
      isTrouble: false,
    };
  const until = formatDateTime(token.pausedUntil, ui.language.value);
  return ui.tick.value < token.pausedUntil
    ? { row, title: words.standingPaused, body: words.standingPausedBody(until), steps: [], isTrouble: false }
    : {
        row: words.standingPausedOver,
        title: words.standingPausedOver,
        body: words.standingPausedOverBody(until),
        steps: [],
        isTrouble: true,
      };
}

/** What a row says of a token whose code it does not show: the way to one, or how the token stands. */
export function rowWords(ui: Ui, token: TokenView): { text: string; isTrouble: boolean; isReady: boolean } {
  if (token.standing !== 'ready') {
    const { row, isTrouble } = standingWords(ui, token);
    return { text: row, isTrouble, isReady: false };
  }
  const words = ui.words.value;
  const text = ui.app.isCovered(token.id)
    ? words.rowCovered
    : token.otp.kind === 'event'
      ? words.rowEvent
      : words.standingNoCode;
  return { text, isTrouble: false, isReady: true };
}

/** The words for `token` as it stands now; reading the tick makes the caller follow the time. */
export function standingWords(ui: Ui, token: TokenView): StandingWords {
  const words = ui.words.value;
  switch (token.standing) {
    case 'paused':
      return paused(ui, token);
    case 'suspended':
      return {
        row: words.standingRowSuspended,
        title: words.standingSuspended,
        body: words.standingSuspendedBody,
        steps: [],
        isTrouble: true,
      };
    case 'expired': {
      const date = token.source === 'issuer' ? formatDate(token.expiresAt, ui.language.value) : '';
      return {
        row: words.standingRowExpired,
        title: words.standingExpired,
        body: words.standingExpiredBody(date),
        steps: [words.standingExpiredStep1, words.standingExpiredStep2, words.standingExpiredStep3],
        isTrouble: true,
      };
    }
    case 'ended':
      return {
        row: words.standingRowEnded,
        title: words.standingEnded,
        body: `${words.standingEndedBody}\n${words.standingEndedAgain}`,
        steps: [],
        isTrouble: false,
      };
    default:
      return {
        row: words.standingNoCode,
        title: words.standingNoCode,
        body: words.standingNoCodeBody,
        steps: [],
        isTrouble: true,
      };
  }
}
