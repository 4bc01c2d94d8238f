import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredToken } from '../../../core/token/model.ts';
import { rememberChoice } from '../../../extension/background/choices.ts';
import { rememberFilling } from '../../../extension/background/memory.ts';
import { type OpenedVault, withVault } from '../../../extension/background/opened-vault.ts';
import { wantedOrigins } from '../../../extension/background/register.ts';
import { type Answer, route } from '../../../extension/background/router.ts';
import {
  modeInTab,
  modeOf,
  SITE_MODES_SETTING,
  setSiteMode,
  siteModes,
} from '../../../extension/background/site-modes.ts';
import { listSites } from '../../../extension/background/sites.ts';
import { dropBulk, grantFor, readGrants } from '../../../extension/platform/grants.ts';
import { sitePermissions } from '../../../extension/platform/site-permissions.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { type StandInChrome, standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_000_000 + 5_000;
const STEP = Math.floor(NOW / 30_000);
const BANK = 'https://bank.example';
const OTHER = 'https://other.example:8443';
const SELF = { id: 'fuda', origin: 'chrome-extension://fuda' };
const TAB = 7;
const DOCUMENT = 'a document';
const now = () => NOW;

let browser: StandInChrome;
beforeEach(async () => {
  browser = standInChrome('fuda');
  await evict(indexedDB);
});

async function keep(...tokens: StoredToken[]): Promise<string[]> {
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code')) });
  const vault = await door.create();
  const ids: string[] = [];
  for (const token of tokens) ids.push((await vault.add(token)).id);
  vault.lock();
  door.close();
  return ids;
}
async function opened<Result>(work: (vault: OpenedVault) => Promise<Result>) {
  const result = await withVault(now, work);
  if (result === 'locked' || result === 'absent') throw new Error(String(result));
  return result as Awaited<Result>;
}
const set = (origin: string, mode: 'automatic' | 'ask' | 'never') =>
  opened(({ vault }) => setSiteMode(vault, origin, mode));

/** What a page of the bank is answered. */
const says = (message: unknown): Promise<Answer> | null =>
  route(
    now,
    message,
    {
      id: SELF.id,
      origin: BANK,
      url: `${BANK}/login`,
      frameId: 0,
      documentId: DOCUMENT,
      tab: { id: TAB, url: `${BANK}/login` },
    },
    SELF,
  );
/** The same, when it asks by itself. */
const asks = (username: string | null = null) => says({ kind: 'ask', username });

const mine = exampleToken({ loginOrigins: [BANK] });

describe('the mode of a site', () => {
  it('is automatic until it is set, and is kept in the vault only', async () => {
    await keep(mine);
    expect(await opened(({ vault }) => modeOf(vault, BANK))).toBe('automatic');
    await set(BANK, 'ask');
    await set(OTHER, 'never');
    expect(await opened(({ vault }) => siteModes(vault))).toEqual({ [BANK]: 'ask', [OTHER]: 'never' });
    expect(JSON.stringify(await browser.storage.local.get(['site-modes', 'fuda.vault']))).not.toContain(
      'bank',
    );
    await set(BANK, 'automatic');
    expect(await opened(({ vault }) => vault.readSetting(SITE_MODES_SETTING))).toEqual({ [OTHER]: 'never' });
  });

  it('loses none of two that are set at once', async () => {
    await keep(mine);
    await Promise.all([set(BANK, 'ask'), set(OTHER, 'never')]);
    expect(await opened(({ vault }) => siteModes(vault))).toEqual({ [BANK]: 'ask', [OTHER]: 'never' });
  });

  it('is nothing of a place where no code is ever filled, nor anything but one of the three', async () => {
    await keep(mine);
    await set('http://bank.example', 'never');
    expect(await opened(({ vault }) => siteModes(vault))).toEqual({});
    await opened(({ vault }) => vault.writeSetting(SITE_MODES_SETTING, { [BANK]: 'always', x: 'never' }));
    expect(await opened(({ vault }) => siteModes(vault))).toEqual({});
    await opened(({ vault }) => vault.writeSetting(SITE_MODES_SETTING, 'never'));
    expect(await opened(({ vault }) => modeOf(vault, BANK))).toBe('automatic');
    expect(await opened(({ vault }) => modeOf(vault, 'constructor'))).toBe('automatic');
  });

  it('is answered to whoever set it although a tab there never finishes loading', async () => {
    await keep(mine);
    const into: unknown[] = [];
    Object.assign(chrome, {
      scripting: {
        getRegisteredContentScripts: async () => [],
        registerContentScripts: async () => undefined,
        executeScript: ({ target }: chrome.scripting.ScriptInjection<[], void>) => {
          into.push(target);
          return into.length === 1 ? new Promise(() => {}) : Promise.reject(new Error('gone'));
        },
      },
    });
    Object.assign(chrome.tabs, { query: async () => [{ id: TAB }, {}, { id: 8 }] });
    const fromPage = { id: SELF.id, origin: SELF.origin, url: `${SELF.origin}/page.html` };
    const message = { kind: 'set-site-mode', origin: OTHER, mode: 'never' };
    expect(await route(now, message, fromPage, SELF)).toEqual({});
    expect(into).toEqual([
      { tabId: TAB, allFrames: true },
      { tabId: 8, allFrames: true },
    ]);
    expect(await opened(({ vault }) => modeOf(vault, OTHER))).toBe('never');
  });

  it('keeps the script away from a site where the person wants to be asked, or wants nothing', async () => {
    await keep(mine, exampleToken({ loginOrigins: [OTHER], tokenId: 'FUDA-8765-4321' }));
    expect(await wantedOrigins(now)).toEqual([BANK, OTHER]);
    await set(BANK, 'ask');
    expect(await wantedOrigins(now)).toEqual([OTHER]);
    await set(OTHER, 'never');
    expect(await wantedOrigins(now)).toEqual([]);
    await set(BANK, 'automatic');
    expect(await wantedOrigins(now)).toEqual([BANK]);
  });

  it('silences a script that is still in a page', async () => {
    await keep(mine);
    expect(await asks()).toMatchObject({ kind: 'fill' });
    for (const mode of ['ask', 'never'] as const) {
      await set(BANK, mode);
      expect(await asks(), mode).toEqual({ kind: 'none' });
    }
  });

  it('keeps what a person had filled up to date until it was sent, unless nothing is to be filled', async () => {
    const [recordId = ''] = await keep(mine);
    await set(BANK, 'ask');
    await rememberFilling({ documentId: DOCUMENT, recordId, step: STEP - 1, chosen: true, username: null });
    expect(await asks()).toMatchObject({ kind: 'fill', step: STEP });
    await says({ kind: 'submitted', step: STEP });
    expect(await asks()).toEqual({ kind: 'none' });
    await rememberFilling({ documentId: DOCUMENT, recordId, step: STEP + 1, chosen: true, username: null });
    await set(BANK, 'never');
    expect(await asks()).toEqual({ kind: 'none' });
  });

  it('keeps no other token’s field up to date than the one that was asked for', async () => {
    const [first = '', second = ''] = await keep(
      mine,
      exampleToken({ loginOrigins: [BANK], tokenId: 'FUDA-8765-4321' }),
    );
    await set(BANK, 'ask');
    await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', second));
    await rememberFilling({
      documentId: DOCUMENT,
      recordId: first,
      step: STEP - 1,
      chosen: true,
      username: null,
    });
    expect(await asks('taro')).toEqual({ kind: 'none' });
    expect(await asks('hanako')).toMatchObject({ kind: 'fill', step: STEP });
  });

  it('is told of the site that a tab shows, and of no other', async () => {
    await keep(mine);
    await set(BANK, 'never');
    browser.tabs.set(TAB, `${BANK}/login`).set(8, 'https://bank.example.evil.example/').set(9, 'about:blank');
    expect(await modeInTab(now, TAB)).toBe('never');
    for (const tab of [8, 9, 10]) expect(await modeInTab(now, tab)).toBe('automatic');
  });
});

describe('the list of sites', () => {
  it('names every bound origin with its tokens, and every permission that no token needs any more', async () => {
    browser = standInChrome('fuda', (pattern) => !pattern.includes('other'));
    const ids = await keep(
      mine,
      exampleToken({ loginOrigins: [BANK, OTHER], tokenId: 'FUDA-8765-4321', expiresAt: NOW }),
      exampleToken({ loginOrigins: [], tokenId: 'FUDA-1111-2222' }),
    );
    for (const pattern of [`${BANK}/*`, 'https://old.example/*', 'https://*/*', '*://x.example/*'])
      browser.grants.add(pattern);
    await set(OTHER, 'never');
    expect(await listSites(now)).toEqual([
      { origin: BANK, tokenIds: ids.slice(0, 2), allowed: true, mode: 'automatic' },
      { origin: 'https://old.example', tokenIds: [], allowed: true, mode: 'automatic' },
      { origin: OTHER, tokenIds: [ids[1]], allowed: false, mode: 'never' },
    ]);
  });

  it('names a permission without a port once, as that of the site it is needed for', async () => {
    const atPort = 'https://bank.example:8443';
    // As a browser whose patterns take no port grants it, and says that it has.
    const granted = 'https://bank.example/*';
    // Asked of any port of that host, it says yes.
    browser = standInChrome('fuda', (pattern) => pattern.startsWith('https://bank.example'));
    Object.assign(chrome.runtime, { getBrowserInfo: async () => ({}) });
    browser.grants.add(granted);
    const ids = await keep(exampleToken({ loginOrigins: [atPort] }));
    const needed = { origin: atPort, tokenIds: ids, allowed: true, mode: 'automatic' };
    expect(await listSites(now)).toEqual([needed]);
    // So it is where patterns may name a port and this one does not.
    Reflect.deleteProperty(chrome.runtime, 'getBrowserInfo');
    expect(await listSites(now)).toEqual([needed]);
    browser.grants.add('https://old.example/*');
    expect((await listSites(now))?.map(({ origin }) => origin)).toEqual([atPort, 'https://old.example']);
    await set(atPort, 'never');
    await opened(({ vault }) => vault.remove(ids[0] ?? ''));
    expect(await listSites(now)).toContainEqual({ ...needed, tokenIds: [], mode: 'never' });
    expect(await listSites(now)).toHaveLength(2);
  });

  it('stays what it was, and calls no permission unneeded, while the vault cannot be read', async () => {
    browser = standInChrome('fuda', () => true);
    await keep(mine);
    expect(await wantedOrigins(now)).toEqual([BANK]);
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('not now', 'InvalidStateError');
      },
    });
    try {
      expect(await wantedOrigins(now)).toEqual([BANK]);
      expect(await listSites(now)).toBeNull();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('names a site that was switched off, though its token is bound there no more', async () => {
    await keep(mine);
    await set(OTHER, 'never');
    expect(await listSites(now)).toContainEqual(
      expect.objectContaining({ origin: OTHER, tokenIds: [], mode: 'never' }),
    );
  });

  it('is of permissions alone where no vault is', async () => {
    browser.grants.add(`${BANK}/*`);
    expect(await listSites(now)).toEqual([{ origin: BANK, tokenIds: [], allowed: true, mode: 'automatic' }]);
  });
});

describe('what the browser lets us into', () => {
  it('tells one site from many at once', async () => {
    for (const pattern of [
      'https://bank.example:8443/*',
      'https://host.example/*',
      'https://*.example/*',
      '<all_urls>',
    ])
      browser.grants.add(pattern);
    const grants = await readGrants();
    expect(grants).toEqual({
      single: ['https://bank.example:8443', 'https://host.example'],
      bulk: ['https://*.example/*', '<all_urls>'],
    });
    expect(grantFor(grants, 'https://bank.example:8443')).toBe('https://bank.example:8443');
    expect(grantFor(grants, 'https://bank.example')).toBeNull();
    // A pattern without a port takes in all of a host's; some browsers' patterns have none.
    expect(grantFor(grants, 'https://host.example:444')).toBe('https://host.example');
    expect(grantFor(grants, 'http://host.example')).toBeNull();
  });

  it('gives back the permission that a site lives by, also that of its host', async () => {
    const isGranted = (pattern: string) =>
      browser.grants.has(pattern) || browser.grants.has(pattern.replace(/:\d+/u, ''));
    browser = standInChrome('fuda', isGranted);
    browser.grants.add(`${OTHER}/*`).add('https://other.example/*').add(`${BANK}/*`);
    // Its own goes first; what another site was allowed is not touched, so this one is not really shut out.
    expect(await sitePermissions.drop(OTHER)).toBe(false);
    expect([...browser.grants]).toEqual(['https://other.example/*', `${BANK}/*`]);
    expect(await sitePermissions.drop(OTHER)).toBe(true);
    expect([...browser.grants]).toEqual([`${BANK}/*`]);
  });

  it('asks whether a pattern is really gone', async () => {
    browser.grants.add('https://*/*');
    expect(await dropBulk('https://*/*')).toBe(true);
    browser.grants.add('https://*/*');
    Object.assign(chrome.permissions, { remove: async () => Promise.reject(new Error('required')) });
    expect(await dropBulk('https://*/*')).toBe(false);
  });
});
