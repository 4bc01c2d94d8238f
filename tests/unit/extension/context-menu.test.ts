import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IssuerToken, StoredToken } from '../../../core/token/model.ts';
import { markUsed, rememberLoginOrigins } from '../../../extension/background/memory.ts';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { startBackground } from '../../../extension/background/start.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { extensionWords } from '../../../extension/words.ts';
import { evict } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const BANK = 'https://bank.example';
const TAB = 7;
const words = extensionWords.en;

/** The browser's calls back, by the name of their event; each takes one listener, in the worker's first turn. */
let tell: Record<string, (...said: unknown[]) => void>;
let menu: Record<string, unknown>[];
let badge: { text: string; title: string };
/** What the tab shows, and what its script answers. */
let page: { url: string; field: unknown; written: unknown; look: unknown };

const event = (name: string) => ({
  addListener(listener: (...said: unknown[]) => void) {
    tell[name] = listener;
  },
});

beforeEach(async () => {
  await evict(indexedDB);
  vi.stubGlobal('navigator', { languages: ['en'], locks: navigator.locks });
  tell = {};
  menu = [];
  badge = { text: '', title: '' };
  page = {
    url: `${BANK}/login`,
    field: { isFree: true, username: null, holds: null },
    written: true,
    look: { title: 'Anything', shape: ['t', 'p'] },
  };
  standInChrome('fuda');
  Object.assign(chrome.runtime, {
    getURL: () => 'chrome-extension://fuda/',
    onMessage: event('message'),
    onInstalled: event('installed'),
    onStartup: event('startup'),
    openOptionsPage: async () => undefined,
  });
  Object.assign(chrome.permissions, { onAdded: event('added'), onRemoved: event('removed') });
  Object.assign(chrome.alarms, { onAlarm: event('alarm') });
  Object.assign(chrome.action, {
    getBadgeText: async () => badge.text,
    setBadgeText: async ({ text }: { text: string }) => {
      badge.text = text;
    },
    setTitle: async ({ title }: { title: string }) => {
      badge.title = title;
    },
  });
  Object.assign(chrome, {
    idle: { onStateChanged: event('idle'), queryState: async () => 'active' },
    commands: { onCommand: event('command') },
    contextMenus: {
      onClicked: event('menu'),
      removeAll: (done: () => void) => {
        menu = [];
        done();
      },
      create: (entry: Record<string, unknown>) => menu.push(entry),
    },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async () => undefined,
      unregisterContentScripts: async () => undefined,
      executeScript: async ({ args }: { args?: unknown }) => [
        { frameId: 0, documentId: 'd', result: args ? page.look : new URL(page.url).origin },
      ],
    },
    tabs: {
      onUpdated: event('updated'),
      onRemoved: event('closed'),
      query: async () => [],
      get: async () => ({ id: TAB, url: page.url }),
      sendMessage: async (_tab: number, { kind }: { kind: string }) =>
        kind === 'look' ? page.field : page.written,
    },
  });
  startBackground();
});
afterEach(() => vi.unstubAllGlobals());

async function keep(...tokens: StoredToken[]): Promise<void> {
  const door = await openExtensionVault(Date.now, { derive: async () => new Uint8Array(32) });
  const vault = await door.create();
  for (const token of tokens) await vault.add(token);
  vault.lock();
  door.close();
}
async function recordIds(): Promise<string[]> {
  const ids = await withVault(Date.now, async ({ records }) => (await records()).map(({ id }) => id));
  return Array.isArray(ids) ? ids : [];
}
const token = (change: Partial<StoredToken> = {}) =>
  ({ ...exampleToken({ loginOrigins: [BANK] }), ...change }) as StoredToken;
const titled = (said: string) =>
  vi.waitFor(() => expect(badge.title).toBe(`Fuda — ${said}`), { interval: 5 });
const soon = (text: string) => vi.waitFor(() => expect(badge.text).toBe(text), { interval: 5 });

it('hears of everything in the worker’s first turn', () => {
  expect(Object.keys(tell)).toEqual(
    expect.arrayContaining([
      'message',
      'installed',
      'startup',
      'added',
      'removed',
      'alarm',
      'idle',
      'menu',
      'command',
    ]),
  );
});

describe('the menu', () => {
  it('has one entry, in the browser’s language, on web pages only', () => {
    tell['installed']?.({ reason: 'update' });
    expect(menu).toEqual([
      {
        id: 'fill-here',
        title: words.menuFillHere,
        contexts: ['page', 'frame', 'editable'],
        documentUrlPatterns: ['https://*/*', 'http://*/*'],
      },
    ]);
  });

  it('follows the browser’s language at its next start, and never has a second entry', () => {
    tell['installed']?.({ reason: 'update' });
    vi.stubGlobal('navigator', { languages: ['ja'], locks: navigator.locks });
    tell['startup']?.();
    expect(menu.map(({ title }) => title)).toEqual([extensionWords.ja.menuFillHere]);
  });
});

describe.each([
  ['the menu’s entry', () => tell['menu']?.({ menuItemId: 'fill-here' }, { id: TAB })],
  ['the keyboard command', () => tell['command']?.('fill-here', { id: TAB })],
])('%s', (_, ask) => {
  it('fills the code of the one token that belongs there', async () => {
    await keep(token());
    ask();
    await soon('✓');
  });

  it('says that there is no field', async () => {
    await keep(token());
    page.field = undefined;
    ask();
    await soon('–');
    expect(badge.title).toBe(`Fuda — ${words.fillNoField}`);
  });

  it('says that no token belongs to the page, and to look where one is', async () => {
    await keep(token());
    page.url = 'https://elsewhere.example/';
    ask();
    await soon('×');
    expect(badge.title).toBe(`Fuda — ${words.fillNotAllowed}`);
  });

  it('warns of a copy of the bank’s site, by its name or by what it says it is', async () => {
    await keep(token());
    for (const [url, look] of [
      ['https://bank-example.test/', null],
      ['https://elsewhere.test/', { title: 'みどりネットバンク', shape: ['t', 'p', 'c8'] }],
    ] as const) {
      Object.assign(page, { url, look });
      badge.text = '';
      ask();
      await soon('‼');
      expect(badge.title).toBe(`Fuda — ${words.fillLookAlike}`);
    }
  });

  it('says where there is no token at all that one is to be set up', async () => {
    ask();
    await soon('–');
    expect(badge.title).toBe(`Fuda — ${words.fillNoToken}`);
    await keep();
    badge.title = '';
    ask();
    await titled(words.fillNoToken);
  });

  it.each<[string, Partial<IssuerToken>, string]>([
    ['is suspended', { lastState: { state: 'suspended', at: 0 } }, words.fillSuspended],
    ['is paused', { lastState: { state: 'paused', at: 0 } }, words.fillPaused],
    ['has run out', { expiresAt: 1 }, words.fillExpired],
    ['was cancelled', { lastState: { state: 'cancelled', at: 0 } }, words.fillEnded],
  ])('says that the site’s token %s, and what to do', async (_, change, said) => {
    await keep(token(change as Partial<StoredToken>));
    ask();
    await titled(said);
    expect(badge.text).toBe('–');
  });

  it('speaks of the token that something can be done about, where several show no code', async () => {
    await keep(
      token({ lastState: { state: 'revoked', at: 0 } } as Partial<StoredToken>),
      token({ tokenId: 'FUDA-8765-4321', lastState: { state: 'suspended', at: 0 } } as Partial<StoredToken>),
    );
    ask();
    await titled(words.fillSuspended);
  });

  it('says that the present password was used, and to wait for the next', async () => {
    await keep(token());
    ask();
    await soon('✓');
    for (const recordId of await recordIds()) await markUsed(recordId, Math.floor(Date.now() / 30_000) + 1);
    ask();
    await titled(words.fillNoCode);
  });

  it('says that it is no page to fill in', async () => {
    page.url = 'chrome://extensions/';
    ask();
    await soon('×');
    expect(badge.title).toBe(`Fuda — ${words.fillNotAllowed}`);
  });

  it('asks to choose among several', async () => {
    await keep(
      token(),
      token({ tokenId: 'FUDA-8765-4321', seed: 'YW5vdGhlci1zZWVkLW9mLWFub3RoZXItcGVyc29uLTMyYg' } as never),
    );
    ask();
    await soon('?');
  });
});

it('says that the vault is locked, and on a copy that it is one', async () => {
  const door = await openExtensionVault(Date.now, { derive: async () => new Uint8Array(32) });
  const vault = await door.create();
  await vault.add(token());
  await vault.turnLockOn('13579');
  vault.lock();
  door.close();
  await rememberLoginOrigins([BANK]);
  tell['command']?.('fill-here', { id: TAB });
  await titled(words.fillLocked);
  expect(badge.text).toBe('!');
  page.url = 'https://bank-example.test/';
  tell['command']?.('fill-here', { id: TAB });
  await titled(words.fillLookAlike);
  expect(badge.text).toBe('‼');
});

it('does nothing for another command, or without a tab', async () => {
  const said = vi.spyOn(chrome.tabs, 'get');
  tell['command']?.('another', { id: TAB });
  tell['menu']?.({ menuItemId: 'another' }, { id: TAB });
  tell['command']?.('fill-here', undefined);
  expect(said).not.toHaveBeenCalled();
});
