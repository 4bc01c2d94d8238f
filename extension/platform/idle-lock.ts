import type { PageMessage } from '../messages.ts';

const NAME = 'fuda.idle-lock';
const MINUTE = 60_000;

/** The idle times (ms) a person may choose from, shortest first. */
export const IDLE_CHOICES_MS = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE] as const;
/** Without a choice, ms. */
export const IDLE_DEFAULT_MS = 15 * MINUTE;

/** How long an unlocked vault stays open without anybody using the extension. */
export interface IdleLock {
  /** The time chosen, one of `IDLE_CHOICES_MS`. */
  read(): Promise<number>;
  /** Chooses a time (ms); it counts from now. Throws `RangeError` for one that is no choice. */
  write(ms: number): Promise<void>;
}

const isChoice = (value: unknown): value is number => IDLE_CHOICES_MS.some((choice) => choice === value);

/**
 * The idle time over `chrome.storage.local`, where the worker finds it too while the vault is locked. It is
 * no secret, and the choices are a closed set: an altered file can make the time no longer than the longest.
 */
export function idleLock(): IdleLock {
  const area = chrome.storage.local;
  return {
    async read() {
      const value: unknown = (await area.get(NAME))[NAME];
      return isChoice(value) ? value : IDLE_DEFAULT_MS;
    },
    async write(ms) {
      if (!isChoice(ms)) throw new RangeError('not one of the idle times');
      await area.set({ [NAME]: ms });
      const message: PageMessage = { kind: 'touched' };
      // Without the worker the next press counts by the new time.
      await chrome.runtime.sendMessage(message).catch(() => undefined);
    },
  };
}
