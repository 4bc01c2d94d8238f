/** One thing that waits for the person; the number of them is the badge. */
export type WaitingItem =
  | { kind: 'renewal' | 'expired' | 'suspended' | 'pause-over' | 'ended'; id: string }
  | { kind: 'damaged'; count: number }
  | { kind: 'rolled-back' }
  | { kind: 'clock-far' };
