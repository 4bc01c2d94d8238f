import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPolicyFile } from '../../authority/commands/policy-file.ts';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { BANK_IDS, type BankId, INSTITUTIONS, type PerBank } from '../../demo/institutions.ts';
import type { FillHereAnswer, ResemblesAnswer, SitesAnswer } from '../../extension/messages.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { shownCode, tap, walkSetUp } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { issueTo, PASSWORD } from '../support/person.ts';
import { pressRow, untilHome } from '../support/pwa.ts';

let house: RunningAuthority;
let banks: PerBank<RunningBank>;
/** Hosts of nobody we know, all on one port: what each shows at `/login`, and where it takes the rest from. */
let strangers: Listener;
const pages = new Map<string, { html: string; rest?: string }>();
let visitor: ExtensionBrowser;
let own: Page;

const policyOf = (id: BankId) =>
  new URL(`../../bank/institutions/${id}/token-policy.json`, import.meta.url).pathname;

beforeAll(async () => {
  house = await startAuthority({ host: 'authority.localhost' });
  strangers = await openListener(0);
  strangers.serve((request) => {
    const { pathname, hostname } = new URL(request.url);
    const page = pages.get(hostname);
    if (pathname !== '/login' && page?.rest) return fetch(page.rest + pathname);
    const headers = { 'Content-Type': 'text/html; charset=utf-8' };
    return new Response(page?.html ?? '', { headers });
  });
  visitor = await launchExtension({ authority: house.address });
  own = await visitor.openPage();
  const started: Partial<PerBank<RunningBank>> = {};
  for (const id of BANK_IDS) {
    const bank = await startBank({ institution: INSTITUTIONS[id], authority: house, clock: house.clock });
    started[id] = bank;
    await loadPolicy(house.ctx, await readPolicyFile(policyOf(id), [bank.origin]));
    const credential = await addCredential(house.ctx, id);
    const { ids } = await issueTo({ ...house, credential }, id, INSTITUTIONS[id].serviceId);
    await tap(own, id === 'midori' ? '設定をはじめる' : 'トークンを追加');
    if (id !== 'midori') await pressRow(own, 'メールの番号で設定する');
    await walkSetUp(own, { activationPassword: PASSWORD, ids });
    await shownCode(own);
    await tap(own, 'トークンを開く');
    await untilHome(own);
  }
  banks = started as PerBank<RunningBank>;
});

afterAll(async () => {
  await visitor?.destroy();
  await strangers?.close();
  for (const id of BANK_IDS) await banks?.[id].close();
  await house?.close();
});

const said = (page: Page, message: unknown) => page.evaluate((it) => chrome.runtime.sendMessage(it), message);

/** Expects what the worker makes of the page; it gives a slow page up unread, and looks again when it is asked again. */
const expectSeen = (popup: Page, tabId: number, answer: ResemblesAnswer, message = '') =>
  expect.poll(() => said(popup, { kind: 'resembles', tabId }), { message }).toEqual(answer);

/** Opens `url`, the popup on it, and hands over to `look` with the tab under the popup. */
async function underPopup(
  url: string,
  look: (popup: Page, tabId: number, page: Page) => Promise<void>,
): Promise<void> {
  const page = await visitor.chromium.browser.newPage();
  await page.goto(url);
  const popup = await visitor.openPopup(page);
  await popup.waitForSelector('.popup:not(.popup-starting)');
  const tabId = await popup.evaluate(
    async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id ?? -1,
  );
  await look(popup, tabId, page);
  await popup.close().catch(() => undefined);
  await page.close();
}

/** Puts a page's own things where `document.title` and `document.querySelectorAll` would be. */
const hideDocument = (html: string) =>
  html.replace('</body>', '<img name="title" alt><form name="querySelectorAll"></form></body>');

/** The login page of a bank as it is, but for what `change` does, on a host that is not the bank's. */
async function copyLogin(id: BankId, host: string, change = hideDocument): Promise<string> {
  const { origin, hostname } = new URL(`http://${host}:${strangers.port}`);
  const html = await (await fetch(`${banks[id].url}/login`)).text();
  pages.set(hostname, { html: change(html), rest: banks[id].url });
  return origin;
}

/** What stands in the fields of the page, all together. */
const typed = (page: Page) =>
  page.$$eval('input:not([type=hidden],[type=radio])', (fields) =>
    fields.map((field) => (field as HTMLInputElement).value).join(''),
  );

it.each([
  ['on a host with a look-alike letter', 'midori', 'midorl.localhost', ['name', 'title']],
  ['on a host with a letter of another alphabet', 'aoba', 'аoba.localhost', ['name', 'title']],
  ['on another port of the bank’s own host', 'kamome', 'kamome.localhost', ['name', 'title']],
  ['on a host that has nothing of the bank’s', 'kamome', 'secure-page.localhost', ['title']],
] as const)(
  'knows a copy of a login page %s, and gives it no code by any path',
  async (_how, id, host, why) => {
    const shown = await copyLogin(id, host);
    const bank = banks[id].origin;
    const { sites } = (await said(own, { kind: 'sites' })) as SitesAnswer;
    const tokenIds = sites?.flatMap((site) => site.tokenIds) ?? [];
    expect(tokenIds).toHaveLength(BANK_IDS.length);
    await underPopup(`${shown}/login`, async (popup, tabId, page) => {
      const resembles = { shown, bank, reasons: [...why], isBank: true };
      await expectSeen(popup, tabId, { resembles, isRead: true });
      for (const tokenId of tokenIds)
        expect(await said(popup, { kind: 'fill-here', tabId, tokenId })).toEqual({
          outcome: 'look-alike',
        } satisfies FillHereAnswer);
      expect(await typed(page)).toBe('');
      // The popup says so in red, with both names, and shows no code at all.
      await popup.waitForSelector('.alarm');
      const text = await popup.$eval('.popup', (popup) => popup.textContent);
      expect(text).toContain(new URL(shown).host);
      expect(text).toContain(new URL(bank).host);
      expect(await popup.$('[data-part=code]')).toBeNull();
    });
  },
);

it('sees a form that hides in a closed shadow root, and one in a frame', async () => {
  const title = '<!doctype html><title>かもめ銀行 わたしの支店</title>';
  const form = '<input><input type=password>';
  pages.set('frame.localhost', { html: `${title}<iframe srcdoc="${form}"></iframe>` });
  pages.set('shadow.localhost', {
    html: `${title}<div></div><svg></svg><script>
      document.querySelector('div').attachShadow({ mode: 'closed' }).innerHTML = '${form}';
    </script>`,
  });
  for (const host of ['frame.localhost', 'shadow.localhost']) {
    const shown = `http://${host}:${strangers.port}`;
    await underPopup(`${shown}/login`, async (popup, tabId) => {
      const resembles = { shown, bank: banks.kamome.origin, reasons: ['title' as const], isBank: true };
      await expectSeen(popup, tabId, { resembles, isRead: true }, host);
    });
  }
});

it('is silent on the bank’s own page, its desk and a login that is nobody’s copy', async () => {
  pages.set('elsewhere.localhost', {
    html: '<!doctype html><title>ログイン</title><form><input name="id"><input type="password"><button>ログイン</button></form>',
  });
  const unrelated = `http://elsewhere.localhost:${strangers.port}/login`;
  for (const url of [`${banks.midori.origin}/login`, `${banks.midori.deskOrigin}/`, unrelated])
    await underPopup(url, async (popup, tabId, page) => {
      await expectSeen(popup, tabId, { resembles: null, isRead: true }, url);
      await popup.waitForSelector('[data-part=code]');
      expect(await popup.$('.alarm')).toBeNull();
      expect(await typed(page)).toBe('');
    });
});

it('learns the form of the bank’s page where a code was filled, and knows it under another title', async () => {
  await visitor.agreeTo('http://*.localhost/*');
  await own.bringToFront();
  await own.evaluate(
    (origin) => chrome.permissions.request({ origins: [`${origin}/*`] }),
    banks.midori.origin,
  );
  const page = await visitor.chromium.browser.newPage();
  await page.goto(`${banks.midori.origin}/login`);
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[autocomplete=one-time-code]')?.value !== '',
    { polling: 100 },
  );
  const shown = await copyLogin('midori', 'another.localhost', (html) =>
    html.replace(/<title>.*<\/title>/, '<title>みどり農協ネット ログイン</title>'),
  );
  const found: ResemblesAnswer = {
    resembles: { shown, bank: banks.midori.origin, reasons: ['form'], isBank: true },
    isRead: true,
  };
  await underPopup(`${shown}/login`, async (popup, tabId) => {
    await expectSeen(popup, tabId, found);
  });
  await page.close();
});
