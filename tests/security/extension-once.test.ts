import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ownToken } from '../../core/formats/own-token.ts';
import { codeAt } from '../../core/token/code.ts';
import type { StoredToken } from '../../core/token/model.ts';
import { mayFillOnce } from '../../core/token/origins.ts';
import { fillingOf } from '../../extension/background/memory.ts';
import { withVault } from '../../extension/background/opened-vault.ts';
import { route } from '../../extension/background/router.ts';
import { setSiteMode } from '../../extension/background/site-modes.ts';
import { openExtensionVault } from '../../extension/platform/vault.ts';
import { eventInput, ownInput } from '../support/app-device.ts';
import { evict } from '../support/raw-database.ts';
import { standInChrome } from '../support/stand-in-chrome.ts';
import { exampleToken } from '../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const HERE = 'https://mail.example';
const BANK = 'https://login.midori.example';
const TAB = 7;
const DOCUMENT = 'a document';

const self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const fromPopup = { id: 'fuda', origin: self.origin, url: `${self.origin}/popup.html` };

const own = ownToken(ownInput(), { now: NOW });
const event = ownToken(eventInput(), { now: NOW });
const bank = exampleToken({ loginOrigins: [BANK] });

/** What the tab shows, as far as the browser tells, and what was written into its page. */
let url: string | undefined;
let written: unknown[];

beforeEach(async () => {
  standInChrome('fuda');
  await evict(indexedDB);
  url = `${HERE}/login`;
  written = [];
  const page = { title: 'Mail', shape: [] };
  Object.assign(chrome, {
    tabs: {
      get: async (id: number) => ({ id, url }),
      async sendMessage(_tab: number, message: { kind: string }) {
        if (message.kind === 'look') return { isFree: true, holds: null, username: 'hanako' };
        written.push(message);
        return true;
      },
    },
    scripting: {
      executeScript: async ({ func }: { func?: () => unknown }) => [
        // Our own questions: for the origin of each frame, or for how the page looks.
        {
          frameId: 0,
          documentId: DOCUMENT,
          result: String(func).includes('location.origin') ? new URL(url ?? '').origin : page,
        },
      ],
      getRegisteredContentScripts: async () => [],
    },
  });
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

const ask = (tokenId: string, once?: string) =>
  route(
    now,
    { kind: 'fill-here', tabId: TAB, tokenId, ...(once === undefined ? {} : { once }) },
    fromPopup,
    self,
  );

describe('a token of the person’s own, on a site that it is not bound to', () => {
  it('is filled once where they were shown that site, and is no more bound than before', async () => {
    const [id = ''] = await keep(own);
    expect(await ask(id, HERE)).toEqual({ outcome: 'filled' });
    // 'once': the page is not given the next step's code by itself.
    expect(written).toEqual([
      { kind: 'write', code: codeAt(own, NOW).code, step: codeAt(own, NOW).step, once: true },
    ]);
    const kept = await withVault(now, async ({ records }) => (await records())[0]?.token.loginOrigins);
    expect(kept).toEqual([]);
    expect(await ask(id)).toEqual({ outcome: 'not-allowed' });
    expect(written).toHaveLength(1);
  });

  it('leaves nothing behind of who logged in there', async () => {
    const [id = ''] = await keep(own);
    await ask(id, HERE);
    expect((await fillingOf(DOCUMENT))?.username).toBeNull();
    expect(JSON.stringify(await chrome.storage.session.get(['login-names', 'fillings']))).not.toContain(
      'hanako',
    );
  });

  it.each([
    ['another site', 'https://mail.example.evil.test/login'],
    ['another port', 'https://mail.example:8443/login'],
    ['another scheme', 'http://mail.example/login'],
    ['a subdomain', 'https://login.mail.example/'],
    ['a page the browser does not tell of', undefined],
  ])('is not filled where the tab shows %s by then', async (_what, shown) => {
    const [id = ''] = await keep(own);
    url = shown;
    expect(await ask(id, HERE)).toEqual({ outcome: 'not-allowed' });
    expect(written).toEqual([]);
  });

  it('is not filled over plain HTTP, whatever was shown', async () => {
    const [id = ''] = await keep(own);
    url = 'http://mail.example/login';
    expect(await ask(id, 'http://mail.example')).toEqual({ outcome: 'not-allowed' });
  });

  it('is not filled on a page that resembles the person’s bank', async () => {
    const [id = ''] = await keep(own, bank);
    url = 'https://login-midori.example.test/';
    const copy = new URL(url).origin;
    const found = await route(now, { kind: 'resembles', tabId: TAB }, fromPopup, self);
    if (!found || !('resembles' in found) || !found.resembles)
      throw new Error('no copy: choose another name');
    expect(await ask(id, copy)).toEqual({ outcome: 'look-alike' });
    expect(written).toEqual([]);
  });

  it('is not filled where the person said never', async () => {
    const [id = ''] = await keep(own);
    await withVault(now, ({ vault }) => setSiteMode(vault, HERE, 'never'));
    expect(await ask(id, HERE)).toEqual({ outcome: 'switched-off' });
    expect(written).toEqual([]);
  });

  it('gives the next code of an event-based one, and uses none up where it may not', async () => {
    const [id = ''] = await keep(event);
    expect(await ask(id, 'https://other.example')).toEqual({ outcome: 'not-allowed' });
    expect(await ask(id)).toEqual({ outcome: 'not-allowed' });
    expect(await ask(id, HERE)).toEqual({ outcome: 'filled' });
    // RFC 4226 appendix D: the first of them.
    expect(written).toMatchObject([{ code: '755224', once: true }]);
  });
});

describe('an institution’s token', () => {
  it('is filled on no other site, once or not, whatever was shown', async () => {
    const [id = ''] = await keep(bank);
    expect(await ask(id, HERE)).toEqual({ outcome: 'not-allowed' });
    expect(await ask(id, BANK)).toEqual({ outcome: 'not-allowed' });
    expect(written).toEqual([]);
    expect(mayFillOnce(bank, HERE, HERE)).toBe(false);
  });
});

it('takes no origin that is not one, and nothing of a content script', async () => {
  const [id = ''] = await keep(own);
  for (const once of ['mail.example', `${HERE}/`, 'https://h@mail.example', '', 7, null])
    expect(ask(id, once as string)).toBeNull();
  const message = { kind: 'fill-here', tabId: TAB, tokenId: id, once: HERE };
  const sender = { id: 'fuda', origin: HERE, url, frameId: 0, documentId: DOCUMENT, tab: { id: TAB, url } };
  expect(route(now, message, sender as never, self)).toBeNull();
});
