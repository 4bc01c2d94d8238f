/** What the bank looks at when somebody logs in or applies. */
export type Signal = 'unknown-browser' | 'new-network' | 'unusual-hour' | 'velocity';

/** The data table of risk: points a signal, and from how many on additional authentication is asked. */
export interface RiskSettings {
  points: Readonly<Record<Signal, number>>;
  threshold: number;
  /** Japan time, hours 0 to 23: from `from` up to, not including, `to`. */
  unusualHours: { from: number; to: number };
  /** More than `count` attempts within `minutes`. */
  velocity: { count: number; minutes: number };
}
