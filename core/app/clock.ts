import { judgeOffset } from '../clock/offset.ts';
import { publish } from './publish.ts';
import type { AppState } from './state.ts';
import type { ClockView } from './types.ts';

/** Name of the vault's setting that keeps the trusted offset, in ms. */
export const OFFSET_SETTING = 'clock-offset';

/** A change smaller than this (ms) is the network's noise and not worth a durable write. */
export const WORTH_WRITING = 1_000;

/** The words for an offset in ms. */
export function viewClock(offset: number, trusted: boolean): ClockView {
  return { at: 'measured', offset, trusted, verdict: judgeOffset(offset) };
}

/** Takes up a trusted offset: codes and validity follow it from now on. */
export function trustOffset(state: AppState, offset: number): void {
  state.trustedOffset = offset;
  state.clock.value = viewClock(offset, true);
  publish(state);
}
