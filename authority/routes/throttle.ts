import type { Clock } from '../../core/clock/clock.ts';
import { Refusal } from './problem.ts';

/** How many calls one key may make in one window. */
export interface Limit {
  calls: number;
  /** Milliseconds. */
  window: number;
}

/** The limits of an authority; each may be set by whoever starts it. */
export interface Limits {
  devicePerAddress: Limit;
  activatePerUser: Limit;
  activatePerAddress: Limit;
  verifyPerRegistration: Limit;
}

const MINUTE = 60_000;

/** Defaults: generous to people, far too few for guessing, and well above the policy's own failure limit. */
export const DEFAULT_LIMITS: Limits = {
  devicePerAddress: { calls: 600, window: MINUTE },
  activatePerUser: { calls: 10, window: MINUTE },
  activatePerAddress: { calls: 120, window: MINUTE },
  verifyPerRegistration: { calls: 30, window: MINUTE },
};

/** Counts calls; throws `too-many-requests` with the seconds to wait. */
export type Throttle = (key: string) => void;

/** Keys kept at most; when all of them are still counting, unknown ones are refused. */
const CAPACITY = 50_000;

/**
 * A fixed-window counter in this process's memory, under the passed-in clock. It slows a flood down; what
 * must hold across processes and restarts (failed codes, wrong activation passwords) is counted in the
 * database. It fails closed: with its table full of live entries, a new key is refused.
 */
export function createThrottle(limit: Limit, clock: Clock, capacity = CAPACITY): Throttle {
  const seen = new Map<string, { calls: number; until: number }>();
  const refuse = (until: number, now: number): never => {
    const wait = Math.max(1, Math.ceil((until - now) / 1000));
    throw new Refusal('too-many-requests', { headers: { 'Retry-After': String(wait) } });
  };
  return (key) => {
    const now = clock();
    const entry = seen.get(key);
    // A window that ends later than one whole window from now means that the clock was set back.
    if (entry && now < entry.until && entry.until <= now + limit.window) {
      if (entry.calls >= limit.calls) refuse(entry.until, now);
      entry.calls += 1;
      return;
    }
    if (!entry && seen.size >= capacity) {
      for (const [old, { until }] of seen) if (until <= now || until > now + limit.window) seen.delete(old);
      if (seen.size >= capacity) refuse(now + limit.window, now);
    }
    seen.set(key, { calls: 1, until: now + limit.window });
  };
}

/**
 * A throttle whose tables are apart for each tenant, so that one that fills its own refuses no other's keys.
 * Tenants must be known ones: a table is kept for each.
 */
export function createTenantThrottle(
  limit: Limit,
  clock: Clock,
  capacity = CAPACITY,
): (tenant: string, key: string) => void {
  const throttles = new Map<string, Throttle>();
  return (tenant, key) => {
    const throttle = throttles.get(tenant) ?? createThrottle(limit, clock, capacity);
    throttles.set(tenant, throttle);
    throttle(key);
  };
}
