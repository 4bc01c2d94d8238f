import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppStatus } from '../../../core/app/types.ts';
import type { PageMessage } from '../../../extension/messages.ts';
import { watchOpenSite } from '../../../extension/popup/open-site.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';

const HERE = 'https://midori-login.test';
const BANK = 'https://login.midori.example';
const ALARM = { resembles: { shown: HERE, bank: BANK, reasons: ['name'], isBank: true }, isRead: true };
const NOTHING = { resembles: null, isRead: true };
const LOCKED: AppStatus = { at: 'locked', failures: 0, waitUntil: null, passkey: false };

/** What the browser tells of the tab, what the background was asked, and what it answers. */
let url: string | undefined;
let asked: PageMessage[];
let answers: { resembles: unknown; mode: string };
const status = signal<AppStatus>({ at: 'open' });
const hasLock = signal(false);

beforeEach(() => {
  vi.useFakeTimers();
  standInChrome('fuda');
  url = `${HERE}/login`;
  asked = [];
  answers = { resembles: NOTHING, mode: 'automatic' };
  status.value = { at: 'open' };
  hasLock.value = false;
  const tab = () => ({ id: 7, url });
  Object.assign(chrome, {
    tabs: { query: async () => [tab()], get: async () => tab() },
    runtime: {
      id: 'fuda',
      async sendMessage(message: PageMessage) {
        asked.push(message);
        if (message.kind === 'resembles') return answers.resembles;
        if (message.kind === 'site') return { state: 'idle', mode: answers.mode };
        return message.kind === 'fill-here' ? { outcome: 'look-alike' } : {};
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const watch = () => watchOpenSite({ status, hasLock });
/** Lets everything happen that waits for nothing but an answer. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const looks = () => asked.filter(({ kind }) => kind === 'resembles').length;
// The stand-in tells of one entry after the other, a browser of all at once: so the key comes last.
const keepKey = () =>
  chrome.storage.session.set({
    'touched-at': Date.now(),
    'lock-at': Date.now() + 60_000,
    'vault-key': 'AAAA',
  });

it('waits for the look at a page, and is done when nothing is wrong with it', async () => {
  const site = watch();
  expect(site.lookAlike.value).toBe('checking');
  await settle();
  expect(site.open.value).toEqual({ tabId: 7, origin: HERE });
  expect(site.lookAlike.value).toBeNull();
});

it.each(['chrome://settings', undefined])('has nothing to look at in %s', async (address) => {
  url = address;
  const site = watch();
  await settle();
  expect(site.lookAlike.value).toBeNull();
  expect(looks()).toBe(0);
});

it('keeps to a warning, whatever is said later or the page goes on to', async () => {
  answers.resembles = ALARM;
  const site = watch();
  await settle();
  expect(site.lookAlike.value).toEqual(ALARM.resembles);
  answers.resembles = NOTHING;
  url = 'https://elsewhere.example/';
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks()).toBe(2);
  expect(site.lookAlike.value).toEqual(ALARM.resembles);
});

it('asks again once unlocked, when the worker can read the vault too, before any code is shown', async () => {
  status.value = LOCKED;
  hasLock.value = true;
  const site = watch();
  await settle();
  expect(site.lookAlike.value).toBeNull();
  answers.resembles = ALARM;
  status.value = { at: 'open' };
  // At that very moment, not some time after.
  expect(site.lookAlike.value).toBe('checking');
  await settle();
  expect([site.lookAlike.value, looks()]).toEqual(['checking', 1]);
  await keepKey();
  await settle();
  expect([site.lookAlike.value, looks()]).toEqual([ALARM.resembles, 2]);
});

it('is not released by the answer to an earlier look', async () => {
  status.value = LOCKED;
  hasLock.value = true;
  let answerFirst: (answer: unknown) => void = () => {};
  answers.resembles = new Promise((resolve) => {
    answerFirst = resolve;
  });
  const site = watch();
  await settle();
  answers.resembles = new Promise(() => {});
  await keepKey();
  status.value = { at: 'open' };
  await settle();
  answerFirst(NOTHING);
  await settle();
  expect(site.lookAlike.value).toBe('checking');
});

it('leaves it to the person when a look takes too long, and hears of it all the same', async () => {
  let answer: (found: unknown) => void = () => {};
  answers.resembles = new Promise((resolve) => {
    answer = resolve;
  });
  const site = watch();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(site.lookAlike.value).toBe('late');
  site.goOnUnchecked();
  expect(site.lookAlike.value).toBeNull();
  answer(ALARM);
  await settle();
  expect(site.lookAlike.value).toEqual(ALARM.resembles);
});

it('looks again where a fill was refused for that', async () => {
  const site = watch();
  await settle();
  answers.resembles = ALARM;
  expect(await site.fillHere('a token', HERE)).toBe('look-alike');
  await settle();
  expect(site.lookAlike.value).toEqual(ALARM.resembles);
  expect(asked).toContainEqual({ kind: 'fill-here', tabId: 7, tokenId: 'a token', once: HERE });
});

it('fills nothing in a tab that the browser does not tell of any more', async () => {
  const site = watch();
  await settle();
  url = undefined;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(site.open.value).toBeNull();
  expect(await site.fillHere('a token')).toBe('failed');
});

it('shows the mode that is kept, not the one that was wished for', async () => {
  const site = watch();
  await settle();
  expect(await site.setMode('never')).toBe(false);
  expect(site.mode.value).toBe('automatic');
  answers.mode = 'never';
  expect(await site.setMode('never')).toBe(true);
  expect(asked).toContainEqual({ kind: 'set-site-mode', origin: HERE, mode: 'never' });
});

it.each([
  ['a page that cannot be read in time', { resembles: null, isRead: false }],
  ['a worker that gives no answer', null],
])('leaves %s to the person, and shows no code by itself', async (_, answer) => {
  answers.resembles = answer;
  const site = watch();
  await settle();
  expect(site.lookAlike.value).toBe('late');
});

it('opens a page once, however often it is pressed, and says so where the browser refuses', async () => {
  const opened: ((why?: Error) => void)[] = [];
  const closed = vi.fn();
  vi.stubGlobal('close', closed);
  Object.assign(chrome.runtime, {
    openOptionsPage: () =>
      new Promise<void>((resolve, reject) => opened.push((why) => (why ? reject(why) : resolve()))),
  });
  const site = watch();
  await settle();
  site.openPage();
  site.openPage();
  expect(opened).toHaveLength(1);
  opened[0]?.(new Error('no window'));
  await settle();
  expect([site.openFailed.value, closed.mock.calls.length]).toEqual([true, 0]);
  site.openPage();
  expect(site.openFailed.value).toBe(false);
  opened[1]?.();
  await settle();
  expect(closed).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
