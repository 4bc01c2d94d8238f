import type { ContentMessage, FillAnswer, WeighAnswer } from '../messages.ts';

/** What comes back for a message. */
type AnswerTo<Message extends ContentMessage> = Message extends { kind: 'weigh' } ? WeighAnswer : FillAnswer;

/** Waits between tries (ms): the first, and the one after which nobody is taken to be there. */
const FIRST_MS = 250;
const LAST_MS = 8_000;

/** Whether the extension that put this script here is still the one that runs. */
export const isAlive = (): boolean => chrome.runtime?.id !== undefined;

/**
 * Sends a message until it is answered: the worker may be ended between any two of them, and the next try
 * starts it again. `null` when nobody answers or the question is dropped.
 */
export async function send<Message extends ContentMessage>(
  message: Message,
): Promise<AnswerTo<Message> | null> {
  for (let wait = FIRST_MS; wait <= LAST_MS && isAlive(); wait *= 2) {
    try {
      const answer: AnswerTo<Message> | undefined = await chrome.runtime.sendMessage(message);
      if (answer) return answer;
    } catch {
      // Ended while answering, or not started yet.
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return null;
}
