import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { rememberLoginOrigins } from '../../../extension/background/memory.ts';
import { resembles } from '../../../extension/background/resembles.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { type StandInChrome, standInChrome } from '../../support/stand-in-chrome.ts';
import { cheapDerivation, exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const BANK = 'https://login.midori.example';
const COPY = 'https://midori-login.test';
const TAB = 7;

let browser: StandInChrome;
beforeEach(async () => {
  browser = standInChrome('fuda');
  browser.tabs.set(TAB, `${COPY}/login`);
  Object.assign(chrome, { scripting: { executeScript: async () => [] } });
  await evict(indexedDB);
  const door = await openExtensionVault(now, { derive: cheapDerivation(crypto) });
  const vault = await door.create();
  await vault.add(exampleToken({ loginOrigins: [BANK] }));
  await vault.turnLockOn('246810');
  vault.lock();
  door.close();
});

/** Whose site it is, nobody knows while it is locked. */
const alarm = { shown: COPY, bank: BANK, reasons: ['name'], isBank: false };

it('tells a copy of a bank it saw before it was locked', async () => {
  await rememberLoginOrigins([BANK]);
  expect(await resembles(now, TAB)).toEqual(alarm);
});

it('tells a copy of an allowed bank before it was ever unlocked since the browser started', async () => {
  browser.grants.add(`${BANK}/*`);
  await rememberLoginOrigins([BANK]);
  browser.closeBrowser();
  Object.assign(chrome.storage, { session: browser.storage.session });
  expect(await resembles(now, TAB)).toEqual(alarm);
  browser.tabs.set(TAB, `${BANK}/login`);
  expect(await resembles(now, TAB)).toBeNull();
});

it('knows of no bank then where none was allowed one by one', async () => {
  for (const pattern of ['https://*/*', 'http://midori.example/*']) browser.grants.add(pattern);
  expect(await resembles(now, TAB)).toBeNull();
});
