/** The passed-in clock: epoch milliseconds. Nothing outside a shell's entry point calls `Date.now()`. */
export type Clock = () => number;

/** The platform's clock, for shells and servers' entry points. */
export const systemClock: Clock = () => Date.now();
