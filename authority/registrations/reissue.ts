import type { RegistrationState } from '../../core/protocol/common.ts';
import type { ReissueRule } from '../institutions/policy.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Japan time has no summer time. */
const JAPAN = 9 * 60 * MINUTE;

/** When in the Japanese day a quick re-issue stops and starts again, in ms from midnight. */
const CLOSES = (20 * 60 + 50) * MINUTE;
const OPENS = (8 * 60 + 10) * MINUTE;

/**
 * The first moment (epoch ms) at which a customer whose token ended at `endedAt` may have a new one.
 * `next-day`: from midnight, Japan time. `30-minutes`: half an hour later; when it ended from 20:50 on or
 * before 08:10, from the next 08:10. `at-once`: no wait.
 */
export function reissueFrom(rule: ReissueRule, endedAt: number): number {
  const inDay = (endedAt + JAPAN) % DAY;
  const midnight = endedAt - inDay;
  switch (rule) {
    case 'at-once':
      return endedAt;
    case 'next-day':
      return midnight + DAY;
    case '30-minutes':
      if (inDay < OPENS) return midnight + OPENS;
      if (inDay >= CLOSES) return midnight + DAY + OPENS;
      return endedAt + 30 * MINUTE;
  }
}

/**
 * The first moment at which the customer of an ended registration may have a new one, or `null` when nothing
 * waits (any more). Only what someone ended has to wait: a token that ran out of time, or a set-up that never
 * was one, does not.
 */
export function reissueWait(
  ended: { state: RegistrationState; ended_at: number | null },
  rule: ReissueRule,
  now: number,
): number | null {
  if (ended.state !== 'cancelled' && ended.state !== 'revoked') return null;
  const from = reissueFrom(rule, ended.ended_at ?? now);
  return now < from ? from : null;
}
