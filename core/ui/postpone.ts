import type { Preferences } from '../app/types.ts';
import type { Ui } from './context.ts';

/** A notice that a person may put off. */
export type Postponable = keyof Preferences['postponed'];

const DAY = 86_400_000;
/** Nothing is put off for longer than this (ms): a date further away comes from a clock that was wrong. */
const LONGEST = 90 * DAY;

/** Whether the person put this notice off and the time is not over yet. */
export function isPostponed(ui: Pick<Ui, 'app'>, notice: Postponable): boolean {
  const left = (ui.app.preferences.value.postponed[notice] ?? 0) - ui.app.now();
  return left > 0 && left <= LONGEST;
}

/** Puts a notice off for so many `days`. */
export function postpone(ui: Pick<Ui, 'app'>, notice: Postponable, days: number): void {
  const { postponed } = ui.app.preferences.peek();
  ui.app.setPreferences({ postponed: { ...postponed, [notice]: ui.app.now() + days * DAY } });
}
