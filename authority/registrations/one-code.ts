import type { Attempt } from './check-code.ts';
import { learnDrift, matchCode } from './window.ts';

/** How a single code is found, and what it teaches. */
export const oneCode = (code: string): Pick<Attempt, 'match' | 'learn'> => ({
  match({ key, otp, row, now }) {
    const step = matchCode(key, otp, { lastStep: row.last_step, drift: row.drift }, now, code);
    return step === null ? null : { first: step, last: step };
  },
  learn: ({ otp, row, now }, { last }) => ({ drift: learnDrift(otp, last, now, row.found_drift) }),
});
