import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { onAlarm, onIdleState, scheduleLock, touch } from '../../../extension/background/lock.ts';
import { lastBoundOrigins, rememberBoundOrigins } from '../../../extension/background/memory.ts';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { IDLE_CHOICES_MS, IDLE_DEFAULT_MS, idleLock } from '../../../extension/platform/idle-lock.ts';
import { sessionKey } from '../../../extension/platform/session-key.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { type ManualClock, manualClock } from '../../support/clock.ts';
import { evict } from '../../support/raw-database.ts';
import { type StandInChrome, standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const MINUTE = 60_000;
const BANK = 'https://bank.example';

let now: ManualClock;
let browser: StandInChrome;
/** Tabs into which the script was put once more, so that it looks again. */
let looked: number[];

beforeEach(async () => {
  now = manualClock();
  browser = standInChrome('fuda');
  looked = [];
  Object.assign(chrome, {
    scripting: {
      getRegisteredContentScripts: async () => [{ matches: [`${BANK}:443/*`] }],
      unregisterContentScripts: async () => undefined,
      registerContentScripts: async () => undefined,
      executeScript: async ({ target }: { target: { tabId: number } }) => looked.push(target.tabId),
    },
    tabs: { query: async () => [{ id: 7 }] },
  });
  await evict(indexedDB);
});

/** A vault with a token under an app lock, unlocked this moment as a page of the extension does it. */
async function unlocked(): Promise<void> {
  const door = await openExtensionVault(now, { derive: async () => new Uint8Array(32) });
  const vault = await door.create();
  await vault.add(exampleToken({ loginOrigins: [BANK] }));
  await vault.turnLockOn('13579');
  await sessionKey(now).write(await vault.exportKey());
  vault.lock();
  door.close();
  await scheduleLock(now);
  await rememberBoundOrigins([BANK]);
}
const isOpen = async () => (await withVault(now, async ({ records }) => (await records()).length)) === 1;
/** The alarm goes off whenever the worker gets to it. */
const ring = () => onAlarm(now, { name: 'lock' });
const leftBehind = () => browser.storage.session.get(['vault-key', 'lock-at', 'touched-at']);

describe('an unlocked vault', () => {
  beforeEach(unlocked);

  it('locks a quarter of an hour after the last use, unless another time was chosen', async () => {
    expect(await idleLock().read()).toBe(IDLE_DEFAULT_MS);
    now.advance(15 * MINUTE - 1);
    expect(await isOpen()).toBe(true);
    now.advance(1);
    expect(await isOpen()).toBe(false);
  });

  it('stays open from use to use', async () => {
    for (let uses = 0; uses < 5; uses++) {
      now.advance(14 * MINUTE);
      await touch(now);
    }
    expect(await isOpen()).toBe(true);
    expect(browser.alarms.get('lock')).toBe(now() + 15 * MINUTE);
  });

  for (const minutes of [5, 60])
    it(`locks after the ${minutes} minutes that were chosen, counted from the next use`, async () => {
      await idleLock().write(minutes * MINUTE);
      await touch(now);
      expect(browser.alarms.get('lock')).toBe(now() + minutes * MINUTE);
      now.advance(minutes * MINUTE - 1);
      expect(await isOpen()).toBe(true);
      now.advance(1);
      expect(await isOpen()).toBe(false);
    });

  it('is not reopened by a use that comes too late, nor by choosing a longer time then', async () => {
    now.advance(15 * MINUTE);
    await idleLock().write(60 * MINUTE);
    await touch(now);
    expect(await isOpen()).toBe(false);
  });

  it('is locked after the machine slept for two hours, before any alarm rings, and its key is gone', async () => {
    now.advance(120 * MINUTE);
    expect(await isOpen()).toBe(false);
    expect(await leftBehind()).toEqual({});
  });

  it('is locked at a late alarm, and the open pages are told', async () => {
    now.advance(120 * MINUTE);
    await ring();
    expect(await leftBehind()).toEqual({});
    expect(browser.alarms.size).toBe(0);
    expect(looked).toEqual([7]);
    // Only what says where the badge has to be kept right stays.
    expect(await lastBoundOrigins()).toEqual([BANK]);
  });

  it('is not locked by an alarm that comes too early, which is set anew', async () => {
    now.advance(10 * MINUTE);
    await touch(now);
    now.advance(5 * MINUTE);
    browser.alarms.clear();
    await ring();
    expect(await isOpen()).toBe(true);
    expect(browser.alarms.get('lock')).toBe(now() + 10 * MINUTE);
    expect(looked).toEqual([]);
  });

  it('is locked by a clock that was set back to before the last use', async () => {
    now.advance(-2 * MINUTE);
    expect(await isOpen()).toBe(false);
    now.advance(2 * MINUTE);
    expect(await isOpen()).toBe(false);
  });

  it('is locked with the screen at once, and the open pages are told', async () => {
    for (const state of ['active', 'idle']) await onIdleState(now, state);
    expect(await isOpen()).toBe(true);
    await onIdleState(now, 'locked');
    expect(await isOpen()).toBe(false);
    expect(await leftBehind()).toEqual({});
    expect(browser.alarms.size).toBe(0);
    expect(looked).toEqual([7]);
  });

  it('is locked when the browser is closed', async () => {
    browser.closeBrowser();
    expect(await isOpen()).toBe(false);
  });

  it('stays locked when a use and the lock come at the same moment', async () => {
    await Promise.all([touch(now), sessionKey(now).write(null), touch(now)]);
    expect(await isOpen()).toBe(false);
    expect(await leftBehind()).toEqual({});
  });
});

it('leaves a vault without an app lock open, for there is no key to forget', async () => {
  const door = await openExtensionVault(now, { derive: async () => new Uint8Array(32) });
  const vault = await door.create();
  await vault.add(exampleToken({ loginOrigins: [BANK] }));
  vault.lock();
  door.close();
  await onIdleState(now, 'locked');
  now.advance(600 * MINUTE);
  expect(await isOpen()).toBe(true);
  expect(looked).toEqual([]);
});

describe('the idle time', () => {
  it('is one of three, whatever is stored', async () => {
    for (const stored of [0, 1, 1e12, '3600000', null, { ms: 300_000 }, Number.NaN]) {
      await browser.storage.local.set({ 'fuda.idle-lock': stored });
      expect(await idleLock().read()).toBe(IDLE_DEFAULT_MS);
    }
    for (const choice of IDLE_CHOICES_MS) {
      await idleLock().write(choice);
      expect(await idleLock().read()).toBe(choice);
    }
    await expect(idleLock().write(7 * MINUTE)).rejects.toThrow(RangeError);
    expect(await idleLock().read()).toBe(60 * MINUTE);
  });

  it('counts at once when it is chosen: the worker hears of it as of a use', async () => {
    const said: unknown[] = [];
    Object.assign(chrome.runtime, { sendMessage: async (message: unknown) => said.push(message) });
    await idleLock().write(5 * MINUTE);
    expect(said).toEqual([{ kind: 'touched' }]);
  });
});
