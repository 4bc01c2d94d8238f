import type { CodeView, TokenView } from '../app/types.ts';
import type { Ui } from './context.ts';

/** From here on (seconds) the code may not arrive in time: vermilion, and the next one is shown too. */
const LATE = 10;

export const isLate = (view: CodeView): boolean => view.secondsLeft <= Math.min(LATE, view.period / 3);

/** The code of a time-based token now; reading the tick makes the caller follow it. */
export function currentCode(ui: Ui, token: TokenView): CodeView | null {
  void ui.tick.value;
  return token.standing === 'ready' ? ui.app.code(token.id) : null;
}

/** What is on the screen for `token` and can be used at this moment: the code of its step, or the one asked for. */
export function codeToUse(ui: Ui, token: TokenView): string | null {
  if (token.otp.kind === 'time') return ui.app.code(token.id)?.code ?? null;
  const asked = ui.asked.value;
  return asked?.id === token.id ? asked.code : null;
}
