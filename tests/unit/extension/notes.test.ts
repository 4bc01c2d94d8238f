import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredToken } from '../../../core/token/model.ts';
import type { Vault } from '../../../core/vault/types.ts';
import { rememberChoice } from '../../../extension/background/choices.ts';
import {
  forgetChosen,
  nameTyped,
  rememberFilling,
  rememberName,
} from '../../../extension/background/memory.ts';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { route } from '../../../extension/background/router.ts';
import { setSiteMode } from '../../../extension/background/site-modes.ts';
import { startBackground } from '../../../extension/background/start.ts';
import { learnLook, siteLooks } from '../../../extension/look-alike/site-looks.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict, rawGet, rawPut } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';
import { cheapDerivation, exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const BANK = 'https://bank.example';
const OTHER = 'https://other.example:8443';
const SELF = { id: 'fuda', origin: 'chrome-extension://fuda' };
const PAGE = { ...SELF, url: `${SELF.origin}/page.html` };
const TAB = 7;
const DOCUMENT = 'a document';
const LOOK = { title: 'Log in', shape: ['t', 'p', 'c6'] };

/** The match patterns that a person does not allow (any more). */
let refused: Set<string>;
/** The browser's calls back, by their event. */
let tell: Record<string, (...said: unknown[]) => void>;

beforeEach(async () => {
  await evict(indexedDB);
  refused = new Set();
  tell = {};
  const event = (name: string) => ({
    addListener(listener: (...said: unknown[]) => void) {
      tell[name] = listener;
    },
  });
  standInChrome('fuda', (pattern) => !refused.has(pattern));
  Object.assign(chrome.runtime, {
    getURL: () => `${SELF.origin}/`,
    onMessage: event('message'),
    onInstalled: event('installed'),
    onStartup: event('startup'),
  });
  Object.assign(chrome.permissions, { onAdded: event('added'), onRemoved: event('removed') });
  Object.assign(chrome.alarms, { onAlarm: event('alarm') });
  Object.assign(chrome.tabs, { query: async () => [] });
  Object.assign(chrome, {
    idle: { onStateChanged: event('idle'), queryState: async () => 'active' },
    commands: { onCommand: event('command') },
    contextMenus: { onClicked: event('menu') },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async () => undefined,
    },
  });
});

const mine = exampleToken({ loginOrigins: [BANK] });
const yours = exampleToken({ loginOrigins: [BANK, OTHER], tokenId: 'FUDA-8765-4321' });

async function withDoor<Result>(
  work: (door: Awaited<ReturnType<typeof openExtensionVault>>) => Promise<Result>,
): Promise<Result> {
  const door = await openExtensionVault(now, { derive: cheapDerivation(crypto) });
  try {
    return await work(door);
  } finally {
    door.close();
  }
}
const turnLockOn = () =>
  withDoor(async (door) => {
    const vault = await door.openWithDevice();
    await vault.turnLockOn('13579');
    vault.lock();
  });
/** Keeps `tokens` in a new vault and gives their record IDs. */
const keep = (...tokens: StoredToken[]) =>
  withDoor(async (door) => {
    const vault = await door.create();
    const ids: string[] = [];
    for (const token of tokens) ids.push((await vault.add(token)).id);
    vault.lock();
    return ids;
  });
async function opened<Result>(work: (vault: Vault) => Promise<Result>): Promise<Result> {
  const result = await withVault(now, ({ vault }) => work(vault));
  if (result === 'locked' || result === 'absent') throw new Error(String(result));
  return result as Result;
}
const choices = async () =>
  Object.keys(((await opened((vault) => vault.readSetting('login-choices'))) ?? {}) as object).sort();
const changed = () => route(now, { kind: 'changed' }, PAGE, SELF);
/** Says something as our script in a login page of the bank. */
const say = (message: unknown, documentId = DOCUMENT) =>
  route(
    now,
    message,
    {
      ...SELF,
      origin: BANK,
      url: `${BANK}/login`,
      frameId: 0,
      documentId,
      tab: { id: TAB, url: `${BANK}/` },
    },
    SELF,
  );
const named = () => nameTyped(TAB, BANK, NOW);

/** Two people's tokens, and what was noted of them. */
async function noted(): Promise<{ mine: string; yours: string }> {
  const [first = '', second = ''] = await keep(mine, yours);
  await opened(async (vault) => {
    await rememberChoice(vault, BANK, 'hanako', first);
    await rememberChoice(vault, BANK, 'taro with a space', second);
    await rememberChoice(vault, OTHER, 'taro', second);
    await learnLook(vault, BANK, LOOK);
    await learnLook(vault, OTHER, LOOK);
  });
  await rememberName({ tabId: TAB, origin: BANK, username: 'hanako', at: NOW });
  return { mine: first, yours: second };
}
const looks = async () => Object.keys(await opened(siteLooks)).sort();
const ALL = [`${BANK} hanako`, `${BANK} taro with a space`, `${OTHER} taro`];

describe('the login IDs that go with a choice', () => {
  it('stay while their tokens do, whatever may become of these', async () => {
    const ids = await noted();
    await opened((vault) => vault.replace(ids.mine, { ...mine, expiresAt: 0 }));
    await changed();
    expect([await choices(), await looks(), await named()]).toEqual([ALL, [BANK, OTHER], 'hanako']);
  });

  it('go with the token, as does how its pages look', async () => {
    const ids = await noted();
    await opened((vault) => vault.remove(ids.yours));
    await changed();
    expect([await choices(), await looks(), await named()]).toEqual([[`${BANK} hanako`], [BANK], 'hanako']);
    await opened((vault) => vault.remove(ids.mine));
    await changed();
    expect([await choices(), await looks(), await named()]).toEqual([[], [], null]);
  });

  it('go where the token does not belong to the site any more', async () => {
    const ids = await noted();
    await opened((vault) => vault.replace(ids.yours, { ...yours, loginOrigins: [OTHER] }));
    await changed();
    expect(await choices()).toEqual([`${BANK} hanako`, `${OTHER} taro`]);
  });

  it('stay with a token that cannot be read just now', async () => {
    const ids = await noted();
    const record = await rawGet<object>(indexedDB, 'records', ids.yours);
    await rawPut(indexedDB, 'records', { ...record, body: new Uint8Array(40) });
    await changed();
    expect([await choices(), await looks()]).toEqual([ALL, [BANK, OTHER]]);
  });

  it('go with the permission of their site, by whomever it was taken back', async () => {
    await noted();
    startBackground();
    refused.add(`${BANK}/*`);
    tell['removed']?.({ origins: [`${BANK}/*`] });
    await vi.waitFor(async () => expect(await choices()).toEqual([`${OTHER} taro`]));
    expect(await named()).toBeNull();
  });

  it('go with a permission that was taken back under the lock, once that is open', async () => {
    await noted();
    await turnLockOn();
    refused.add(`${BANK}/*`);
    await forgetChosen();
    await changed();
    await withDoor(async (door) => {
      const vault = await door.openWithCode('13579');
      await vault.turnLockOff('13579');
      vault.lock();
    });
    expect(await choices()).toEqual(ALL);
    await changed();
    expect(await choices()).toEqual([`${OTHER} taro`]);
  });

  it('stay of a site that was never allowed: codes go in there at a press', async () => {
    await noted();
    refused.add(`${BANK}/*`);
    await changed();
    expect(await choices()).toEqual(ALL);
  });

  it('are not kept for a token that went while its code was in the page, or where it was switched off', async () => {
    const [first = '', second = ''] = await keep(mine, yours);
    const fill = (recordId: string, username: string, documentId: string) =>
      rememberFilling({ documentId, recordId, step: 5, chosen: true, username });
    await fill(first, 'hanako', DOCUMENT);
    await fill(second, 'taro', 'another');
    await opened((vault) => vault.remove(first));
    await say({ kind: 'submitted', step: 5 });
    expect(await choices()).toEqual([]);
    await opened((vault) => setSiteMode(vault, BANK, 'never'));
    await say({ kind: 'submitted', step: 5 }, 'another');
    expect(await choices()).toEqual([]);
    await opened((vault) => setSiteMode(vault, BANK, 'ask'));
    await say({ kind: 'submitted', step: 5 }, 'another');
    expect(await choices()).toEqual([`${BANK} taro`]);
  });
});

describe('a login ID typed on the page before', () => {
  const type = () => say({ kind: 'named', username: 'hanako' });

  it('is not noted of a site that is switched off, by a script that is still in its page', async () => {
    await keep(mine, yours);
    await opened((vault) => setSiteMode(vault, BANK, 'never'));
    await type();
    expect(await named()).toBeNull();
    await opened((vault) => setSiteMode(vault, BANK, 'automatic'));
    await type();
    expect(await named()).toBe('hanako');
  });

  it('is forgotten when its site is switched off', async () => {
    await noted();
    await route(now, { kind: 'set-site-mode', origin: BANK, mode: 'never' }, PAGE, SELF);
    expect(await named()).toBeNull();
    // What was chosen stays with its token: the person may switch the site on again.
    expect(await choices()).toEqual(ALL);
  });

  it('is not noted under the lock of a site last seen switched off, nor at all without a vault', async () => {
    await type();
    expect(await named()).toBeNull();
    await keep(mine, yours);
    await opened((vault) => setSiteMode(vault, BANK, 'never'));
    await changed();
    await turnLockOn();
    await type();
    expect(await named()).toBeNull();
  });
});
