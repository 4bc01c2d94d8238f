import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { route } from '../../../extension/background/router.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { type StandInChrome, standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const BANK = 'https://bank.example';
const SELF = { id: 'fuda', origin: 'chrome-extension://fuda' };
const PAGE = { ...SELF, url: `${SELF.origin}/page.html` };
const TAB = { id: 7, url: `${BANK}/login` };
const SCRIPT = { ...SELF, origin: BANK, url: TAB.url, frameId: 0, documentId: 'a document', tab: TAB };
/** What the worker notes of a vault's tokens, and of what was typed beside them. */
const NOTES = ['bound-origins', 'fillings', 'login-names', 'login-origins', 'used-steps'];

let browser: StandInChrome;
let registered: chrome.scripting.RegisteredContentScript[];
const noted = async () => Object.keys(await browser.storage.session.get(NOTES)).sort();
const changed = () => route(now, { kind: 'changed' }, PAGE, SELF);

const openDoor = () => openExtensionVault(now, { derive: async () => new Uint8Array(32) });
type Door = Awaited<ReturnType<typeof openDoor>>;
async function withDoor(work: (door: Door) => Promise<unknown>): Promise<void> {
  const door = await openDoor();
  try {
    await work(door);
  } finally {
    door.close();
  }
}

/** A token that was filled in and sent on a page on which a login ID was typed. */
beforeEach(async () => {
  await evict(indexedDB);
  browser = standInChrome('fuda');
  registered = [];
  Object.assign(chrome.runtime, { sendMessage: (message: unknown) => route(now, message, PAGE, SELF) });
  Object.assign(chrome.tabs, { query: async () => [] });
  Object.assign(chrome, {
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: typeof registered) => void registered.push(...scripts),
      unregisterContentScripts: async () => void registered.splice(0),
    },
  });
  await withDoor(async (door) => {
    const vault = await door.create();
    await vault.add(exampleToken({ loginOrigins: [BANK] }));
    vault.lock();
  });
  await changed();
  const answer = await route(now, { kind: 'ask', username: 'hanako' }, SCRIPT, SELF);
  await route(now, { kind: 'submitted', step: answer && 'step' in answer ? answer.step : -1 }, SCRIPT, SELF);
  expect(await noted()).toEqual(NOTES);
  expect(registered).toHaveLength(1);
});
afterEach(() => vi.unstubAllGlobals());

it('leaves nothing of an erased vault in the session, and no script for its sites', async () => {
  await withDoor((door) => door.destroy());
  await vi.waitFor(async () => {
    expect(await noted()).toEqual([]);
    expect(registered).toEqual([]);
  });
});

it('ends with the vault also where the worker was away while it was erased', async () => {
  Object.assign(chrome.runtime, { sendMessage: async () => Promise.reject(new Error('nobody there')) });
  await withDoor((door) => door.destroy());
  expect(registered).toHaveLength(1);
  await changed();
  expect(await noted()).toEqual([]);
  expect(registered).toEqual([]);
});

it('stays as it was while the vault is locked, or cannot be read', async () => {
  await withDoor(async (door) => {
    const vault = await door.openWithDevice();
    await vault.turnLockOn('13579');
    vault.lock();
  });
  await changed();
  expect(await noted()).toEqual(NOTES);
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('not now', 'InvalidStateError');
    },
  });
  await changed();
  expect(await noted()).toEqual(NOTES);
  expect(registered).toHaveLength(1);
});
