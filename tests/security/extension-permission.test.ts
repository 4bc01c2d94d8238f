import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import type { StoredToken } from '../../core/token/model.ts';
import { forgetChosen, rememberFilling } from '../../extension/background/memory.ts';
import { FILL_SCRIPT, register } from '../../extension/background/register.ts';
import { makeRoute } from '../../extension/background/router.ts';
import type { Self, Sender } from '../../extension/background/trust.ts';
import { openExtensionVault } from '../../extension/platform/vault.ts';
import { evict } from '../support/raw-database.ts';
import { standInChrome } from '../support/stand-in-chrome.ts';
import { exampleToken } from '../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const self: Self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const BANK = 'https://bank.example';
const OTHER = 'https://other.example:8443';
const ASK = { kind: 'ask', username: null };

/** What the person allowed, as match patterns; the browser says the same of each scheme and host. */
let allowed: Set<string>;
/** The scripts that are registered, as the browser keeps them until it is closed. */
let registered: chrome.scripting.RegisteredContentScript[];

/** Chrome's rule for the patterns used here: scheme and host, and the port where the pattern has one. */
function covers(granted: string, asked: string): boolean {
  if (granted === '<all_urls>' || granted === asked) return true;
  const [scheme, host] = granted.replace('/*', '').split('://');
  const { protocol, hostname } = new URL(asked.replace('/*', ''));
  return (
    `${scheme}:` === protocol &&
    (host === '*' ||
      host === hostname ||
      (host?.startsWith('*.') === true && hostname.endsWith(host.slice(1))))
  );
}

beforeEach(async () => {
  allowed = new Set();
  registered = [];
  standInChrome(self.id, (asked) => [...allowed].some((granted) => covers(granted, asked)));
  Object.assign(chrome.permissions, { getAll: async () => ({ origins: [...allowed] }) });
  Object.assign(chrome, {
    tabs: { query: async () => [], get: async (id: number) => ({ id, url: `${BANK}/login` }) },
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: typeof registered) => void registered.push(...scripts),
      unregisterContentScripts: async () => void registered.splice(0),
      executeScript: async () => [],
    },
  });
  await evict(indexedDB);
});

async function keep(...tokens: StoredToken[]): Promise<string[]> {
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code here')) });
  const ids: string[] = [];
  try {
    const vault = await door.create();
    for (const token of tokens) ids.push((await vault.add(token)).id);
    vault.lock();
  } finally {
    door.close();
  }
  return ids;
}

const matches = () => registered.flatMap((script) => script.matches ?? []).sort();
const token = (...loginOrigins: string[]) => exampleToken({ loginOrigins, lastState: null });

const sender = (origin: string): Sender => ({
  id: self.id,
  origin,
  url: `${origin}/login`,
  frameId: 0,
  documentId: `document of ${origin}`,
  tab: { id: 7, url: `${origin}/login` },
});

it('is in no page while nothing is allowed, whatever tokens there are', async () => {
  await keep(token(BANK, OTHER));
  await register(now, { look: true });
  expect(registered).toEqual([]);
});

it('is in no page while there is no token for it, whatever is allowed', async () => {
  allowed = new Set(['<all_urls>']);
  await register(now, { look: true });
  expect(registered).toEqual([]);
  await keep(token());
  await register(now, { look: true });
  expect(registered).toEqual([]);
});

it('is in the pages that a token is bound to and a person allowed, on their exact ports', async () => {
  await keep(token(BANK, OTHER, 'https://third.example', 'http://midori.localhost:4302'));
  allowed = new Set([
    `${BANK}/*`,
    `${OTHER}/*`,
    'https://fourth.example/*',
    'http://midori.localhost:4302/*',
  ]);
  await register(now, { look: false });
  expect(matches()).toEqual([
    'http://midori.localhost:4302/*',
    'https://bank.example:443/*',
    'https://other.example:8443/*',
  ]);
  expect(registered).toHaveLength(1);
  expect(registered[0]).toMatchObject({ js: [FILL_SCRIPT], persistAcrossSessions: false });
  // In the isolated world, and never in documents that only inherit an origin.
  expect(registered[0]).not.toHaveProperty('world');
  expect(registered[0]).not.toHaveProperty('matchOriginAsFallback');
});

it.each(['https://*/*', '<all_urls>'])(
  'does not take a grant of %s for a wish on every site',
  async (bulk) => {
    await keep(token(BANK));
    allowed = new Set([bulk]);
    await register(now, { look: true });
    expect(matches()).toEqual(['https://bank.example:443/*']);
    const say = makeRoute(now, self);
    expect(await say(ASK, sender(BANK))).toMatchObject({ kind: 'fill' });
    for (const origin of [OTHER, 'https://www.bank.example', 'https://bank.example:8443'])
      expect(await say(ASK, sender(origin)), origin).toEqual({ kind: 'none' });
    expect(await say(ASK, sender('http://bank.example'))).toBeNull();
  },
);

it('puts right at each start of the worker whatever was registered before', async () => {
  await keep(token(BANK));
  allowed = new Set([`${BANK}/*`]);
  registered.push({ id: 'fill', js: ['other.js'], matches: ['https://*/*'] });
  await register(now, { look: false });
  expect(matches()).toEqual(['https://bank.example:443/*']);
  expect(registered.map(({ js }) => js)).toEqual([[FILL_SCRIPT]]);
  // The token is gone, by another page's hand.
  await evict(indexedDB);
  await register(now, { look: false });
  expect(registered).toEqual([]);
});

it('leaves the pages when the permission is taken back, and gives a script that stayed in one nothing', async () => {
  await keep(token(BANK));
  allowed = new Set([`${BANK}/*`]);
  await register(now, { look: true });
  const say = makeRoute(now, self);
  expect(await say(ASK, sender(BANK))).toMatchObject({ kind: 'fill' });
  allowed.clear();
  await register(now, { look: true });
  expect(registered).toEqual([]);
  for (const message of [ASK, { kind: 'ask', username: 'hanako' }])
    expect(await say(message, sender(BANK))).toEqual({ kind: 'none' });
});

it('gives it nothing for a choice by hand either, when that came before', async () => {
  const [recordId = ''] = await keep(token(BANK));
  const { documentId = '' } = sender(BANK);
  await rememberFilling({ documentId, recordId, step: 0, chosen: true, username: null });
  const say = makeRoute(now, self);
  expect(await say(ASK, sender(BANK))).toMatchObject({ kind: 'fill' });
  await forgetChosen();
  expect(await say(ASK, sender(BANK))).toEqual({ kind: 'none' });
});

it.each(['https://*', 'https://*.example', 'http://bank.example', 'https://bank.example'])(
  'takes no origin in an institution’s list for a pattern: %s',
  async (origin) => {
    await keep(token(origin));
    allowed = new Set(['<all_urls>']);
    await register(now, { look: true });
    expect(matches()).toEqual(origin === BANK ? ['https://bank.example:443/*'] : []);
  },
);

it.each(['https://bank.example:*', '<all_urls>', '*://*/*', 'null', 'https://bank.example/'])(
  'keeps no token with %s in that list',
  async (origin) => {
    await expect(keep(token(BANK, origin))).rejects.toThrow('not a token');
  },
);
