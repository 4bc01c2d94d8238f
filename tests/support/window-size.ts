/** The two windows that every walk is made for, CSS px. */
export const PHONE = { width: 360, height: 740 } as const;
export const PC = { width: 1280, height: 800 } as const;
/** Both by name, for walks that are made in each. */
export const WINDOWS = [
  { name: 'a phone', size: PHONE },
  { name: 'a PC', size: PC },
] as const;

/** Gives the one and the other by turns, for walks that take too long to be made twice. */
export function byTurns(): () => typeof PHONE | typeof PC {
  let turn = 0;
  return () => {
    turn += 1;
    return turn % 2 === 1 ? PHONE : PC;
  };
}
