import type { ContentMessage, FillAnswer } from '../messages.ts';

const TRIES = 6;
const AGAIN_MS = 250;
/** An answer takes milliseconds; one that takes longer (ms) is not coming, for the worker was ended. */
const PATIENCE_MS = 4_000;

const isAnswer = (value: unknown): value is FillAnswer =>
  typeof value === 'object' && value !== null && 'kind' in value;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the extension that put this script here is still the one that runs. */
export const isAlive = (): boolean => chrome.runtime?.id !== undefined;

/**
 * Sends a message until it is answered: the worker may be ended between any two of them, and the next try
 * starts it again. `null` when nobody answers or the question is dropped.
 */
export async function send(message: ContentMessage): Promise<FillAnswer | null> {
  for (let attempt = 0; attempt < TRIES && isAlive(); attempt++) {
    try {
      const answer: unknown = await Promise.race([
        chrome.runtime.sendMessage(message),
        pause(PATIENCE_MS).then(() => null),
      ]);
      if (isAnswer(answer)) return answer;
      if (answer !== null && answer !== undefined) return null;
    } catch {
      // Ended while answering, or not started yet.
    }
    await pause(AGAIN_MS * 2 ** attempt);
  }
  return null;
}
