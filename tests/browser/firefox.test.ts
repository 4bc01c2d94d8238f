import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeed } from '../../authority/keys/seeds.ts';
import { prepareKey, totp } from '../../core/otp/index.ts';
import { manifestOf } from '../../extension/manifest.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { filesUnder, zipFile } from '../../tools/zip-file.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { ensureBuilt } from '../support/built.ts';
import { machineClock } from '../support/clock.ts';
import { type Firefox, findFirefox, launchFirefox } from '../support/firefox.ts';
import type { Marionette } from '../support/marionette.ts';
import { issueTo, PASSWORD } from '../support/person.ts';

const executable = findFirefox();
if (executable === null) console.log('The extension in Firefox: not run, there is no Firefox here.');

const manifest = manifestOf({ browser: 'firefox', isRelease: false });
const ID = '{6f0b9d0e-3c52-4b0a-9c57-5d1f8a7c2e41}';
const LOCK_CODE = '13572468';
const LOGIN =
  '<!doctype html><meta charset="utf-8"><title>Bank</title><form action="/sent" method="post">' +
  '<label>ログインID <input name="id"></label><label>パスワード <input type="password" name="pw"></label>' +
  '<label>ワンタイムパスワード <input name="otp" autocomplete="one-time-code" maxlength="8"></label>' +
  '<button>ログイン</button></form>';

/** The same form in a frame of the bank's own; in a component that keeps its inside closed, whose field's value becomes the title. */
const PAGES: Record<string, string> = {
  '/framed': '<!doctype html><title>Bank</title><iframe src="/login"></iframe>',
  '/component': `<!doctype html><meta charset="utf-8"><title>Bank</title><bank-login></bank-login><script>
    customElements.define('bank-login', class extends HTMLElement {
      constructor() {
        super();
        const inside = this.attachShadow({ mode: 'closed' });
        inside.innerHTML = ${JSON.stringify(LOGIN.replace(/^.*<\/title>/u, ''))};
        inside.querySelector('[name=otp]').addEventListener('input', ({ target }) => { document.title = target.value; });
      }
    });
  </script>`,
};

const button = (text: string) => `//button[normalize-space(.)=${JSON.stringify(text)}]`;
const field = (label: string) => `//input[@id=//label[normalize-space(.)=${JSON.stringify(label)}]/@for]`;

describe.runIf(executable !== null)('the extension in Firefox', () => {
  let house: RunningAuthority;
  let bank: Listener;
  let stranger: Listener;
  let origin: string;
  let firefox: Firefox;
  let at: Marionette;
  /** The extension's full page, and where its pages are. */
  let own: string;
  let inside: string;
  let folder: string;
  /** Expects the token's code, of this step or the one that ended while it was looked at. */
  let expectRight: (code: string) => void;

  const inBrowser = <Result>(body: string) =>
    at.run<Result>(
      `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(ID)}); ${body}`,
      [],
      'chrome',
    );
  const heading = (text: string) =>
    at.until('return document.querySelector("h1")?.textContent.trim() === arguments[0]', [text]);
  const filled = () => at.until<string>('return document.querySelector("[name=otp]")?.value');
  const endBackground = () =>
    inBrowser('await extension.terminateBackground({ ignoreDevToolsAttached: true });');

  /** Has the browser do what the extension's keys of that letter do; gives all the keys it took. */
  const pressKeys = (letter: string) =>
    inBrowser<string[]>(
      `const { document } = Services.wm.getMostRecentWindow('navigator:browser');
       const keys = [...document.querySelectorAll('keyset[id^="ext-keyset"] > key')];
       keys.find((key) => key.getAttribute('key') === '${letter}')?.doCommand();
       return keys.map((key) => key.getAttribute('modifiers') + ',' + key.getAttribute('key'));`,
    );

  beforeAll(async () => {
    [bank, stranger] = await Promise.all([openListener(0), openListener(0)]);
    for (const listener of [bank, stranger])
      listener.serve((request) => {
        const { pathname } = new URL(request.url);
        const html = PAGES[pathname] ?? LOGIN;
        return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
      });
    origin = `http://midori.localhost:${bank.port}`;
    house = await startAuthority({
      clock: machineClock,
      host: 'authority.localhost',
      loginOrigins: [origin],
    });

    folder = mkdtempSync(join(tmpdir(), 'fuda-package-'));
    const path = join(folder, 'fuda.xpi');
    const files = await filesUnder(await ensureBuilt('firefox'));
    const config = new TextEncoder().encode(JSON.stringify({ authority: house.address }));
    const others = files.filter((file) => file.path !== 'config.json');
    writeFileSync(path, zipFile([...others, { path: 'config.json', bytes: config }]));

    firefox = await launchFirefox(executable!);
    at = firefox.marionette;
    await at.send('Addon:Install', { path, temporary: true });
    const host = await inBrowser<string>('return extension.policy.mozExtensionHostname;');
    inside = `moz-extension://${host}`;
  });
  afterAll(async () => {
    await firefox?.destroy();
    if (folder) rmSync(folder, { recursive: true, force: true });
    await stranger?.close();
    await bank?.close();
    await house?.close();
  });

  it('installs from the package without a warning, with what the manifest says and no site', async () => {
    const found = await inBrowser<Record<string, unknown>>(
      `await extension.promiseBackgroundStarted?.();
       return { warnings: extension.warnings, errors: extension.errors, permissions: extension.policy.permissions,
                sites: extension.allowedOrigins.patterns.map(({ pattern }) => pattern).filter((pattern) => !pattern.startsWith('moz-extension:')), background: extension.backgroundState };`,
    );
    expect(found).toEqual({
      warnings: [],
      errors: [],
      permissions: expect.arrayContaining(manifest.permissions),
      sites: [],
      background: 'running',
    });
    expect((found['permissions'] as string[]).length).toBe(manifest.permissions.length);
  });

  it('opens its page at installation, where a token is set up and shows the right code', async () => {
    const issued = await issueTo(house, 'hanako');
    const row = await house.ctx.db
      .selectFrom('registrations')
      .selectAll()
      .where('id', '=', issued.id)
      .executeTakeFirstOrThrow();
    const key = prepareKey('SHA-256', await openSeed(house.ctx, row));
    expectRight = (code) =>
      expect([60_000, 0].map((ago) => totp(key, Date.now() - ago, { period: 60, digits: 8 }))).toContain(
        code,
      );

    own = await at.openTab(`${inside}/page.html`);
    await at.press(button('設定をはじめる'));
    await at.press(button('次へ'));
    await at.type(field('サービスID'), issued.ids.serviceId);
    await at.type(field('ユーザID'), issued.ids.userId);
    await at.press(button('次へ'));
    await at.type('//input[@type="password"]', PASSWORD);
    await at.press(button('次へ'));
    await at.press('//input[@type="checkbox"]');
    await at.press(button('設定する'));
    await heading('設定が終わりました');
    const code = await at.until<string>(
      'return document.querySelector("[data-part=code]")?.textContent.replace(/\\D/g, "")',
    );
    expectRight(code);
  });

  it('asks for the bank’s site at a press, and fills the code in there', async () => {
    await at.press(button(`${origin} での自動入力を許可する`));
    await at.until('return document.body.textContent.includes("許可されています")');
    // Its patterns take no port, so the script stands on the host; what it is given is judged by the port too.
    expect(await at.run('return (await chrome.permissions.getAll()).origins;')).toEqual([
      'http://midori.localhost/*',
    ]);
    await at.openTab(`${origin}/login`);
    expectRight(await filled());
  });

  it('gives no code to another port of that host, where the script stands too', async () => {
    const address = `http://midori.localhost:${stranger.port}/login`;
    const tab = await at.openTab(address);
    await at.toTab(own);
    const [frame] = await at.run<{ result: unknown }[]>(
      `const [{ id }] = (await chrome.tabs.query({ url: 'http://midori.localhost/*' }))
         .filter(({ url }) => url === arguments[0]);
       return chrome.scripting.executeScript({
         target: { tabId: id },
         func: () => chrome.runtime.sendMessage({ kind: 'ask', username: null }),
       });`,
      [address],
    );
    expect(frame?.result).toEqual({ kind: 'none' });
    await at.toTab(tab);
    expect(await at.run('return document.querySelector("[name=otp]").value;')).toBe('');
  });

  it('fills a field in a frame of the bank’s own, and one in a closed shadow root', async () => {
    await at.openTab(`${origin}/framed`);
    const framed =
      'return document.querySelector("iframe")?.contentDocument?.querySelector("[name=otp]")?.value';
    expectRight(await at.until<string>(framed));
    await at.openTab(`${origin}/component`);
    expectRight(await at.until<string>('return document.title === "Bank" ? "" : document.title'));
  });

  it('fills after its background was ended, as Firefox ends an idle one', async () => {
    await endBackground();
    await at.openTab(`${origin}/login`);
    expectRight(await filled());
  });

  it('puts an app lock on, stays unlocked without its background, locks when the time is over, and opens by the code', async () => {
    await at.toTab(own);
    await at.press(button('トークンを開く'));
    await at.press('//*[@aria-label="設定"]');
    await at.press('//main//button[starts-with(normalize-space(.), "アプリロック")]');
    await at.press(button('アプリロックをかける'));
    await at.type(field('アプリロックコード'), LOCK_CODE);
    await at.type(field('もう一度、同じコード'), LOCK_CODE);
    await at.press(button('アプリロックをかける'));
    await heading('アプリロック');
    await endBackground();
    await at.openTab(`${origin}/login`);
    expectRight(await filled());

    await at.toTab(own);
    await at.run("await chrome.storage.session.set({ 'lock-at': 0 });");
    await at.openTab(`${origin}/login`);
    await at.toTab(own);
    const badge = `const tabs = await chrome.tabs.query({ url: 'http://midori.localhost/*' });
      const texts = await Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id })));
      return texts.includes('!');`;
    await at.until(badge);
    await at.send('WebDriver:Refresh');
    await at.type(field('アプリロックコード'), LOCK_CODE);
    await at.press(button('開く'));
    await at.until('return document.querySelector("[data-part=code]") !== null;');
  });

  it('fills at its keys on a page without a permission, which they let it into', async () => {
    await at.toTab(own);
    await at.run("await chrome.permissions.remove({ origins: ['http://midori.localhost/*'] });");
    const tab = await at.openTab(`${origin}/login`);
    expect(await at.run('return document.querySelector("[name=otp]").value;')).toBe('');
    expect((await pressKeys('F')).toSorted()).toEqual(['alt,shift,F', 'alt,shift,O']);
    await at.toTab(tab);
    expectRight(await filled());
  });

  it('opens its popup at its other keys, drawn in its own width', async () => {
    await pressKeys('O');
    const drawn = await at.until<{ page: string; width: number }>(
      `const { document } = Services.wm.getMostRecentWindow('navigator:browser');
       const popup = document.querySelector('.webextension-popup-browser');
       const { width, height } = popup?.getBoundingClientRect() ?? {};
       return height > 200 && { page: popup.currentURI.spec, width };`,
      [],
      'chrome',
    );
    expect(drawn).toEqual({ page: `${inside}/popup.html`, width: 360 });
  });

  it('keeps no secret in storage that is plain text on disk', async () => {
    await at.toTab(own);
    const kept = await at.run<Record<string, unknown>>('return chrome.storage.local.get(null);');
    expect(Object.keys(kept)).toEqual(['fuda.vault']);
    expect(kept['fuda.vault']).toEqual({ vaultId: expect.any(String), generation: expect.any(Number) });
  });
});
