import type { RiskSettings, Signal } from './settings.ts';

const HOUR = 60 * 60 * 1000;
/** Japan keeps one time all year: UTC+9. */
const JAPAN = 9 * HOUR;

/** What was found about somebody who logs in or applies. */
export interface Circumstances {
  browserKnown: boolean;
  networkKnown: boolean;
  /** When, epoch ms. */
  at: number;
  /** Attempts to log in within the settings' window, this one included. */
  attempts: number;
}

export interface Assessment {
  signals: readonly Signal[];
  score: number;
  /** True when additional authentication is to be asked for. */
  high: boolean;
}

/** The hour of the day in Japan, 0 to 23. */
export const japanHour = (instant: number): number => Math.floor((instant + JAPAN) / HOUR) % 24;

/** True from `from` up to, not including, `to`; over midnight when `from` is the later. */
export const isUnusualHour = ({ from, to }: RiskSettings['unusualHours'], hour: number): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;

/** Adds up the points of what was found by the institution's table. */
export function assess(settings: RiskSettings, found: Circumstances): Assessment {
  const holds: Record<Signal, boolean> = {
    'unknown-browser': !found.browserKnown,
    'new-network': !found.networkKnown,
    'unusual-hour': isUnusualHour(settings.unusualHours, japanHour(found.at)),
    velocity: found.attempts > settings.velocity.count,
  };
  const signals = (Object.keys(holds) as Signal[]).filter((signal) => holds[signal]);
  const score = signals.reduce((sum, signal) => sum + settings.points[signal], 0);
  return { signals, score, high: score >= settings.threshold };
}
