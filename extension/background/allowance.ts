/**
 * So many messages may come at once: a browser that opens its windows of a bank again hears from each of them, four
 * times until a code was sent.
 */
export const AT_ONCE = 40;
/** Then one more in so long, ms. */
export const EACH_MS = 500;

/** How often the pages of an origin are answered, whatever they say. */
export interface Allowance {
  /** Counts a message of `origin` at `now` (epoch ms): 0 when it may be answered, else how long (ms) to wait. */
  take(origin: string, now: number): number;
}

/**
 * An allowance for every origin: what a script that behaves needs, and no more for one that asks in a loop.
 * Kept in the worker's variables on purpose: the browser ends a worker after half a minute without messages,
 * and by then every allowance is whole again anyway.
 */
export function makeAllowance(): Allowance {
  /** When an origin's allowance will be whole, epoch ms. */
  const wholeAt = new Map<string, number>();
  return {
    take(origin, now) {
      // Whole; or the clock was set back, which must keep nobody waiting.
      for (const [each, at] of wholeAt) if (at <= now || at - now > AT_ONCE * EACH_MS) wholeAt.delete(each);
      const next = (wholeAt.get(origin) ?? now) + EACH_MS;
      const excess = next - now - AT_ONCE * EACH_MS;
      if (excess > 0) return excess;
      wholeAt.set(origin, next);
      return 0;
    },
  };
}
