/** Steps a person goes through before the set-up itself: clock, IDs, password, consent. */
export const STEPS = 4;
