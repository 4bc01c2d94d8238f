import { type AppState, isWithin, now, type ShownToken } from './state.ts';
import { nextChange, stillHolds, viewOf } from './view.ts';
import { wakeIn } from './wake.ts';

/**
 * Shows the tokens as they stand now. A token that did not change keeps its very view, so that a thousand of
 * them cost little and a screen can tell what is new.
 */
export function publish(state: AppState): void {
  const at = now(state);
  const before = state.shown;
  const shown = new Map<string, ShownToken>();
  let until = Number.POSITIVE_INFINITY;
  for (const [id, token] of state.stored) {
    const known = before.get(id);
    const isSame = known?.token === token && stillHolds(known.view, token, at);
    shown.set(id, isSame ? known : { token, view: viewOf(id, token, at) });
    until = Math.min(until, nextChange(token, at));
  }
  state.shown = shown;
  state.steady = { from: at, until };
  const views = [...shown.values()].map(({ view }) => view);
  const present = state.tokens.peek();
  if (views.length !== present.length || views.some((view, index) => view !== present[index]))
    state.tokens.value = views;
  state.lookedAt.value = at;
  wakeIn(state, 'standing', until - at, () => publish(state));
}

/** The same once the present caller is done, for callers inside a drawing, where signals must not be set. */
function publishSoon(state: AppState): void {
  if (state.publishDue) return;
  state.publishDue = true;
  queueMicrotask(() => {
    state.publishDue = false;
    publish(state);
  });
}

/** Has the tokens shown anew where one ran out, came due or was ended by the time alone. Cheap at every tick. */
export function followTime(state: AppState, at: number): void {
  if (!isWithin(state.steady, at)) publishSoon(state);
}
