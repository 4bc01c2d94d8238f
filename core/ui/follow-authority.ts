import { effect } from '@preact/signals';
import type { TokenApp } from '../app/types.ts';

/** While someone looks, the authority is asked this often, ms. */
const ASK_EVERY = 3 * 60_000;
/** Someone who comes back sooner than this (ms) sees what was learnt a moment ago. */
const FRESH = 30_000;
/** The time is looked at this often, ms: a timer that slept with the machine is never relied on for longer. */
const LOOK_EVERY = 20_000;
/** A network that has only just come back fails the first call or two; then it is tried again so soon, ms. */
const RETRY_AFTER: readonly number[] = [1_000, 4_000, 15_000];

/**
 * Keeps the tokens to the authority's word while someone looks at them: when they are first shown, when
 * someone comes back to them, as soon as there is a network again, and every few minutes. Offline it is silent.
 * Gives the function that ends it.
 */
export function followAuthority(app: TokenApp): () => void {
  let asked = Number.NEGATIVE_INFINITY;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const ask = async (unlessWithin: number, tries = 0): Promise<void> => {
    // Either way: a clock that was put right, backwards even, must not keep the app waiting.
    if (document.hidden || app.status.peek().at !== 'open' || Math.abs(app.now() - asked) < unlessWithin)
      return;
    const tokens = app.tokens.peek();
    if (tokens.length === 0) return;
    clearTimeout(retry);
    asked = app.now();
    const answers = await Promise.all(tokens.map(({ id }) => app.refresh(id)));
    const isUp = answers.some((answered) => answered);
    // Only then, so that the time is asked of a network that is known to carry the question.
    if (isUp) await app.checkClock();
    asked = app.now();
    const wait = RETRY_AFTER[tries];
    if (isUp || !navigator.onLine || wait === undefined) return;
    clearTimeout(retry);
    retry = setTimeout(() => askQuietly(0, tries + 1), wait);
  };
  // What is not expected of the app (a fault in it) must not end the asking.
  const askQuietly = (unlessWithin: number, tries?: number) =>
    void ask(unlessWithin, tries).catch(() => undefined);

  const onVisible = () => askQuietly(FRESH);
  const onOnline = () => askQuietly(0);
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onOnline);
  const timer = setInterval(() => askQuietly(ASK_EVERY), LOOK_EVERY);
  const dispose = effect(() => {
    if (app.status.value.at === 'open' && app.tokens.value.length > 0)
      queueMicrotask(() => askQuietly(ASK_EVERY));
  });
  return () => {
    dispose();
    clearInterval(timer);
    clearTimeout(retry);
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('online', onOnline);
  };
}
