import type { ResemblesAnswer } from '../messages.ts';

/** Whether what a tab shows resembles one of the person's banks without being it; `null` when not. */
export async function resembles(_now: () => number, _tabId: number): Promise<ResemblesAnswer['resembles']> {
  return null;
}
