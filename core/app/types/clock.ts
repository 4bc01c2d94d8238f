/** What is known of this device's clock. `offset` in ms = authority − device. */
export type ClockView =
  | { at: 'unknown' }
  | { at: 'measured'; offset: number; trusted: boolean; verdict: 'good' | 'off' | 'far-off' };
