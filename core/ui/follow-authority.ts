import { effect } from '@preact/signals';
import type { TokenApp } from '../app/types.ts';

/** While someone looks, the authority is asked this often, ms. */
const ASK_EVERY = 3 * 60_000;
/** Someone who comes back sooner than this (ms) sees what was learnt a moment ago. */
const FRESH = 30_000;
/** The time is looked at this often, ms: a timer that slept with the machine is never relied on for longer. */
const LOOK_EVERY = 20_000;

/**
 * Keeps the tokens to the authority's word while someone looks at them: when they are first shown, when
 * someone comes back to them, as soon as there is a network again, and every few minutes. Offline it is silent.
 */
export function followAuthority(app: TokenApp): void {
  let asked = Number.NEGATIVE_INFINITY;
  const ask = (unlessWithin: number) => {
    // Either way: a clock that was put right, backwards even, must not keep the app waiting.
    if (document.hidden || app.status.peek().at !== 'open' || Math.abs(app.now() - asked) < unlessWithin)
      return;
    const tokens = app.tokens.peek();
    if (tokens.length === 0) return;
    asked = app.now();
    void app.checkClock();
    for (const { id } of tokens) void app.refresh(id);
  };
  document.addEventListener('visibilitychange', () => ask(FRESH));
  addEventListener('online', () => ask(0));
  setInterval(() => ask(ASK_EVERY), LOOK_EVERY);
  effect(() => {
    if (app.status.value.at === 'open' && app.tokens.value.length > 0) queueMicrotask(() => ask(ASK_EVERY));
  });
}
