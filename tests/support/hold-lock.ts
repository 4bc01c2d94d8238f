import type { Page } from 'puppeteer';

/** A lock of the extension's that a test has, so that whoever wants it waits. */
export interface HeldLock {
  /** Whether somebody waits for it by now. */
  isWanted(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes the lock called `name` from within `page`, one of the extension's own, and keeps it until it is released. */
export async function holdLock(page: Page, name: string): Promise<HeldLock> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((held) => {
        void navigator.locks.request(wanted, () => {
          held();
          return new Promise<void>((release) => {
            Object.assign(globalThis, { releaseLock: release });
          });
        });
      }),
    name,
  );
  return {
    isWanted: async () => (await locksOf(page, name)).pending > 0,
    release: () => page.evaluate(() => (globalThis as unknown as { releaseLock(): void }).releaseLock()),
  };
}

/** Whether nobody has the extension's lock called `name`, and nobody waits for it. */
export async function isLockFree(page: Page, name: string): Promise<boolean> {
  const { held, pending } = await locksOf(page, name);
  return held + pending === 0;
}

const locksOf = (page: Page, name: string): Promise<{ held: number; pending: number }> =>
  page.evaluate(async (wanted) => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const count = (all: LockInfo[]) => all.filter((lock) => lock.name === wanted).length;
    return { held: count(held), pending: count(pending) };
  }, name);

/** Keeps the extension's worker from answering any page that asks for a code. */
export const holdAnswers = (page: Page): Promise<HeldLock> => holdLock(page, 'fuda-memory');
