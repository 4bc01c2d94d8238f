import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTicker } from '../../../core/ui/ticker.ts';

/** A quarter of a second after a full one. */
const START = Date.UTC(2027, 5, 15, 9, 0, 40, 250);
let offset: number;
const correction = signal(0);
const tick = () => createTicker(() => Date.now() + offset, correction);

beforeEach(() => {
  offset = 0;
  vi.useFakeTimers({ now: START });
});
afterEach(() => vi.useRealTimers());

it('changes on the second while it is looked at, and not after', () => {
  const ticks: number[] = [];
  const stop = tick().subscribe((time) => ticks.push(time - START));
  vi.advanceTimersByTime(2_000);
  expect(ticks).toEqual([0, 750, 1_750]);
  stop();
  vi.advanceTimersByTime(2_000);
  expect(ticks).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});

it('changes at once when the clock is corrected, and then on the corrected second', () => {
  const ticks: number[] = [];
  const stop = tick().subscribe((time) => ticks.push(time - START));
  vi.advanceTimersByTime(100);
  offset = 540_500;
  correction.value = offset;
  expect(ticks).toEqual([0, 540_600]);
  vi.advanceTimersByTime(150);
  expect(ticks.at(-1)).toBe(540_750);
  expect(vi.getTimerCount()).toBe(1);
  stop();
});
