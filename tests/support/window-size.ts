/** The two windows that every walk is made for, CSS px. */
export const PHONE = { width: 360, height: 740 } as const;
export const PC = { width: 1280, height: 800 } as const;
