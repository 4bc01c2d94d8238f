import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import type { OwnToken, StoredToken } from '../../../core/token/model.ts';
import { fillHere } from '../../../extension/background/fill-here.ts';
import { rememberFilling, rememberLoginOrigins } from '../../../extension/background/memory.ts';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { learnWhereFilled, resembles } from '../../../extension/background/resembles.ts';
import { route } from '../../../extension/background/router.ts';
import type { PageLook } from '../../../extension/look-alike/look.ts';
import { siteLooks } from '../../../extension/look-alike/site-looks.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';
import { cheapDerivation, exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const BANK = 'https://login.midori.example';
const COPY = 'https://midori-login.test';
const TAB = 7;
const DOCUMENT = 'a document';
const LOGIN: PageLook = { title: 'ログイン | みどり農協', shape: ['t64', 'p', 'c8', 'b'] };

const self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const fromPopup = { id: 'fuda', origin: self.origin, url: `${self.origin}/popup.html` };

/** The one tab that is open, and what stands in it; `frames` `null` is a page closed to extensions. */
let tab: { url: string | undefined; frames: { frameId: number; result: unknown }[] | null };
/** What was put into pages. */
let visits: chrome.scripting.InjectionTarget[];

beforeEach(async () => {
  standInChrome('fuda');
  await evict(indexedDB);
  visits = [];
  show(`${COPY}/login`);
  Object.assign(chrome, {
    tabs: {
      get: async (id: number) => {
        if (id !== TAB) throw new Error('No tab');
        return { id, url: tab.url };
      },
    },
    scripting: {
      executeScript: async ({ target }: { target: chrome.scripting.InjectionTarget }) => {
        visits.push(target);
        if (!tab.frames) throw new Error('Cannot access contents of the page');
        return tab.frames;
      },
    },
  });
});

const show = (url: string | undefined, look: unknown = LOGIN) => {
  tab = { url, frames: [{ frameId: 0, result: look }] };
};

async function keep(...tokens: StoredToken[]): Promise<string[]> {
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code')) });
  const vault = await door.create();
  const ids: string[] = [];
  for (const token of tokens) ids.push((await vault.add(token)).id);
  vault.lock();
  door.close();
  return ids;
}

const token = exampleToken({
  loginOrigins: [BANK],
  institution: { id: 'midori', name: { ja: 'みどり農協ネットバンク', en: 'Midori Co-op Net Bank' } },
});

const looks = () => withVault(now, ({ vault }) => siteLooks(vault));

it('answers the popup, and only an own page, with both origins', async () => {
  await keep(token);
  const ask = { kind: 'resembles', tabId: TAB };
  expect(await route(now, ask, fromPopup, self)).toEqual({
    resembles: { shown: COPY, bank: BANK, reasons: ['name'], isBank: true },
    isRead: true,
  });
  const fromContent = { id: 'fuda', origin: COPY, frameId: 0, documentId: DOCUMENT, tab: { id: TAB } };
  expect(route(now, ask, fromContent, self)).toBeNull();
  for (const wrong of [
    { ...ask, more: 1 },
    { kind: 'resembles' },
    { ...ask, tabId: '7' },
    { ...ask, tabId: -1 },
  ])
    expect(route(now, wrong, fromPopup, self)).toBeNull();
});

it('gives an IDN’s origin in Punycode, as it is', async () => {
  await keep(token);
  show('https://mіdori.example/login');
  expect((await resembles(now, TAB))?.shown).toBe('https://xn--mdori-n2e.example');
});

it.each([
  ['a page of the browser’s own', 'chrome://settings'],
  ['a file', 'file:///home/midori.example/index.html'],
  ['an address that is not told', undefined],
  ['the bank itself', `${BANK}/login`],
  ['an unrelated login', 'https://elsewhere.test/login'],
])('says nothing of %s', async (_what, url) => {
  await keep(token);
  show(url);
  expect(await resembles(now, TAB)).toBeNull();
});

it('does not look into the bank’s own page, nor into any without a token or a tab', async () => {
  expect(await resembles(now, TAB)).toBeNull();
  await keep(token);
  show(`${BANK}/login`);
  expect(await resembles(now, TAB)).toBeNull();
  expect(await resembles(now, 8)).toBeNull();
  expect(visits).toEqual([]);
});

it('goes by names where it cannot look into the page, or what comes from there is none', async () => {
  await keep(token);
  tab.frames = null;
  expect((await resembles(now, TAB))?.reasons).toEqual(['name']);
  for (const result of [null, 'p', { title: 1, shape: [] }, { title: LOGIN.title, shape: ['<script>'] }]) {
    show(COPY, result);
    expect((await resembles(now, TAB))?.reasons).toEqual(['name']);
  }
});

it('goes by names where the page lets nobody look in time', async () => {
  await keep(token);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    Object.assign(chrome.scripting, { executeScript: () => new Promise(() => undefined) });
    const answer = resembles(now, TAB);
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    await vi.runAllTimersAsync();
    expect((await answer)?.reasons).toEqual(['name']);
  } finally {
    vi.useRealTimers();
  }
});

it('sees a form that stands in a frame', async () => {
  await keep(token);
  tab = {
    url: 'https://elsewhere.test/',
    frames: [
      { frameId: 4, result: { title: 'x', shape: ['t', 'p'] } },
      { frameId: 0, result: { title: 'みどり農協ネットバンク', shape: [] } },
    ],
  };
  expect((await resembles(now, TAB))?.reasons).toEqual(['title']);
});

it('learns how the bank’s page looks when a code was filled there, and knows it elsewhere', async () => {
  const [id = ''] = await keep({
    ...token,
    institution: { id: 'm', name: { ja: '別の名前です', en: 'Another' } },
  });
  show(`${BANK}/login`);
  const fromBank = {
    id: 'fuda',
    origin: BANK,
    url: `${BANK}/login`,
    frameId: 0,
    documentId: DOCUMENT,
    tab: { id: TAB, url: `${BANK}/login` },
  };
  const filled = { kind: 'filled', step: 5 };
  await route(now, filled, fromBank, self);
  // Nothing was given to that document: nothing is learnt of it.
  expect([visits, await looks()]).toEqual([[], {}]);
  await rememberFilling({ documentId: DOCUMENT, recordId: id, step: 5, chosen: false, username: null });
  await route(now, filled, fromBank, self);
  expect(visits).toEqual([{ tabId: TAB, documentIds: [DOCUMENT] }]);
  expect(await looks()).toEqual({ [BANK]: [LOGIN] });

  show('https://elsewhere.test/', LOGIN);
  expect(await resembles(now, TAB)).toEqual({
    shown: 'https://elsewhere.test',
    bank: BANK,
    reasons: ['title', 'form'],
    isBank: true,
  });
});

it('learns nothing, and troubles nobody, where the page has gone or answers nonsense', async () => {
  await keep(token);
  for (const frames of [null, [], [{ frameId: 0, result: { title: '', shape: 'p' } }]]) {
    tab.frames = frames;
    await learnWhereFilled(now, { origin: BANK, tabId: TAB, documentId: DOCUMENT });
  }
  expect(await looks()).toEqual({});
});

it('still knows names while the vault is locked', async () => {
  const door = await openExtensionVault(now, { derive: cheapDerivation(crypto) });
  const vault = await door.create();
  await vault.add(token);
  await vault.turnLockOn('246810');
  vault.lock();
  door.close();
  await rememberLoginOrigins([BANK]);
  expect(await withVault(now, async () => 'open')).toBe('locked');
  expect(await resembles(now, TAB)).toEqual({
    shown: COPY,
    bank: BANK,
    reasons: ['name'],
    isBank: false,
  });
});

it('warns of a copy also at a press of the key or in the menu, where no token is named, and writes nothing', async () => {
  await keep(token);
  expect(await fillHere(now, TAB, null)).toBe('look-alike');
  // Looked at, and nothing else.
  expect(visits).toEqual([{ tabId: TAB, allFrames: true }]);
  show('https://elsewhere.test/');
  expect(await fillHere(now, TAB, null)).toBe('not-allowed');
});

it('knows a bank by its service too, and both before any page of it was seen', async () => {
  await keep({
    ...token,
    service: { id: '10000016', name: { ja: 'わかばダイレクト', en: 'Wakaba Direct' } },
  });
  for (const title of ['みどり農協ネットバンク', 'ログイン - わかばダイレクト', 'Wakaba Direct: sign in']) {
    show('https://elsewhere.test/', { title, shape: ['t', 'p'] });
    expect((await resembles(now, TAB))?.reasons, title).toEqual(['title']);
  }
});

it('says whether the site copied is a bank’s, or one that the person bound a token of their own to', async () => {
  const origin = 'https://login.kamome.example';
  const own: OwnToken = {
    v: 1,
    source: 'own',
    issuer: 'かもめ',
    account: null,
    otp: token.otp,
    firstCounter: 0,
    seed: token.seed,
    loginOrigins: [origin],
    displayName: null,
    addedAt: NOW,
  };
  await keep(own);
  show('https://login.kamorne.example/');
  expect(await resembles(now, TAB)).toMatchObject({ bank: origin, isBank: false });
  // Of both kinds: the bank's word counts.
  await keep({ ...token, loginOrigins: [origin] });
  expect(await resembles(now, TAB)).toMatchObject({ bank: origin, isBank: true });
});

it('refuses a code asked for on a copy, and says that it is one', async () => {
  const own: OwnToken = {
    v: 1,
    source: 'own',
    issuer: 'かもめ',
    account: null,
    otp: token.otp,
    firstCounter: 0,
    seed: token.seed,
    loginOrigins: ['https://kamome.example'],
    displayName: null,
    addedAt: NOW,
  };
  const [id = '', ownId = ''] = await keep(token, own);
  for (const recordId of [id, ownId]) {
    show(`${COPY}/login`);
    expect(await fillHere(now, TAB, recordId)).toBe('look-alike');
    // Nor "this once", for a token that a person may otherwise use where they like.
    expect(await fillHere(now, TAB, recordId, COPY)).toBe('look-alike');
    // Over plain HTTP nothing could ever be filled; that it is a copy is still worth saying.
    show('http://login.midori.example/');
    expect(await fillHere(now, TAB, recordId)).toBe('look-alike');
    show('https://elsewhere.test/');
    expect(await fillHere(now, TAB, recordId)).toBe('not-allowed');
  }
});
