import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeed } from '../../authority/keys/seeds.ts';
import { prepareKey, totp } from '../../core/otp/index.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { shownCode, tap, walkSetUp } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { axeFaults } from '../support/axe.ts';
import type { ManualClock } from '../support/clock.ts';
import { rpCall } from '../support/device.ts';
import { copyExtension } from '../support/extension.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';
import { give, type Issued, issueTo, PASSWORD } from '../support/person.ts';
import { POPUP_SCENES } from '../support/popup-gallery/scenes.ts';
import {
  fill,
  goTo,
  OFTEN,
  pressAt,
  untilButton,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';

const LOCK_CODE = '13572468';

const has = untilText;

describe('every state of the popup', () => {
  let gallery: Gallery;
  let chromium: Chromium;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [gallery, chromium] = await Promise.all([startGallery('popup-gallery'), launchChromium()]);
    page = await chromium.browser.newPage();
    complaints = watchComplaints(page);
  });
  afterAll(async () => {
    await chromium?.destroy();
    await gallery?.close();
  });

  async function open(scene: string, how: Parameters<Gallery['address']>[1] = {}): Promise<void> {
    await page.goto(gallery.address(scene, how));
    await page.waitForSelector('.popup:not(.popup-starting)');
    await page.evaluate(() => document.fonts.ready);
  }
  /** What is too wide at a window's width and a text size, in px; the digits of a code count by themselves. */
  const tooWide = (width: number, text: string) =>
    page.evaluate(
      (width, text) => {
        const root = document.documentElement;
        root.style.setProperty('font-size', text);
        const wide = root.scrollWidth - Math.max(root.clientWidth, width);
        const cut = [...document.querySelectorAll('[data-part=code], .popup-row-code')].map(
          (code) => code.scrollWidth - code.clientWidth,
        );
        root.style.removeProperty('font-size');
        return Math.max(wide, ...cut);
      },
      width,
      text,
    );

  // Each language and each theme once: words and colours do not depend on each other.
  for (const [language, theme] of [
    ['ja', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`is free of accessibility faults, and fits 320 and 360 px, twice as large too (${language}, ${theme})`, async () => {
      await open('owned', { language, theme });
      for (const scene of Object.keys(POPUP_SCENES)) {
        await page.setViewport({ width: 360, height: 600 });
        await page.evaluate(
          (query) => (globalThis as unknown as { showScene(query: string): Promise<void> }).showScene(query),
          new URLSearchParams({ scene, language, theme }).toString(),
        );
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await axeFaults(page), scene).toEqual([]);
        for (const width of [360, 320]) {
          if (width !== 360) await page.setViewport({ width, height: 600 });
          for (const text of ['100%', '200%'])
            expect(await tooWide(width, text), `${scene} at ${width} px, text ${text}`).toBeLessThanOrEqual(
              0,
            );
        }
      }
      expect(complaints).toEqual([]);
    });

  it('cuts no digit off, whatever the font', async () => {
    await page.setViewport({ width: 360, height: 600 });
    await open('several');
    for (const font of ['serif', 'monospace', 'DejaVu Sans', 'Noto Sans CJK JP']) {
      await page.evaluate((name) => {
        document.documentElement.style.setProperty('--font', name);
        // What a resize does: the digits are measured anew.
        for (const tag of document.querySelectorAll<HTMLElement>('.tag')) tag.style.width = '99%';
      }, font);
      await page.waitForFunction(() =>
        [...document.querySelectorAll('[data-part=code]')].every(
          (code) => code.scrollWidth <= code.clientWidth,
        ),
      );
    }
  });

  it('shows the tokens of the site first, whatever order they are kept in', async () => {
    await open('several');
    expect(await page.$eval('.tag-memo', (memo) => memo.textContent)).toContain('父');
    expect(await page.$$eval('.popup-row-name', (names) => names.map((name) => name.textContent))).toEqual([
      'みどり農協ネットバンク 母',
      'かもめ銀行 わたしの支店',
      'あおば信用組合',
    ]);
    await page.locator('.popup-row').click();
    await page.waitForFunction(() => document.querySelector('.tag-memo')?.textContent?.includes('母'));
  });

  it('offers to fill in only on a site of the token that is shown', async () => {
    await open('several');
    await has(page, 'このページに入力');
    await page.locator('.popup-row ::-p-text(かもめ銀行)').click();
    await page.waitForFunction(() => document.querySelector('.tag-name')?.textContent?.includes('かもめ'));
    expect(await page.$('.fill-here')).toBeNull();
    for (const scene of ['foreign', 'no-site', 'unknown']) {
      await open(scene);
      await page.waitForSelector('.tag');
      expect(await page.$('.fill-here'), scene).toBeNull();
    }
  });

  it('shows an international name as the browser writes it in ASCII', async () => {
    await open('foreign');
    await has(page, 'https://xn--mdori-1ua.example');
  });

  it('says plainly what came of a wish to fill in', async () => {
    await open('no-field');
    await tap(page, 'このページに入力');
    await has(page, '入れる場所が見つかりません');
  });

  it('shows a wrong lock code and a wait as such', async () => {
    await open('wrong');
    await fill(page, 'アプリロックコード', '1234');
    await page.keyboard.press('Enter');
    await has(page, 'これまでに2回まちがえています');
    await open('wait');
    await has(page, 'あと1分30秒待ってください');
    expect(await page.$eval('.button-main', (button) => button.getAttribute('aria-disabled'))).toBe('true');
  });
});

describe('the extension', () => {
  let bank: Listener;
  let origin: string;
  /** What came to the bank. */
  const posted: { method: string; address: string; body: string; cookies: string | null }[] = [];
  let house: RunningAuthority;
  let extension: ExtensionBrowser;
  let page: Page;
  let complaints: string[];
  let issued: Issued;

  beforeAll(async () => {
    bank = await openListener(0);
    bank.serve(async (request) => {
      const { pathname, search } = new URL(request.url);
      posted.push({
        method: request.method,
        address: pathname + search,
        body: await request.text(),
        cookies: request.headers.get('cookie'),
      });
      return new Response('<!doctype html><title>Bank</title><form><input name="id"></form>', {
        headers: { 'content-type': 'text/html' },
      });
    });
    origin = `http://midori.localhost:${bank.port}`;
    const clock: ManualClock = Object.assign(() => Date.now(), { set() {}, advance() {} });
    house = await startAuthority({ clock, host: 'authority.localhost', loginOrigins: [origin] });
    issued = await issueTo(house, 'hanako');
    extension = await launchExtension({ authority: house.address });
    page = await extension.openPage();
    complaints = watchComplaints(page);
    await page.reload();
  });
  afterAll(async () => {
    await extension?.destroy();
    await bank?.close();
    await house?.close();
  });

  /** Codes of the authority's own seed in the last `within` ms, by core/otp. */
  async function rightCodes(within: number): Promise<string[]> {
    const row = await house.ctx.db
      .selectFrom('registrations')
      .selectAll()
      .where('id', '=', issued.id)
      .executeTakeFirstOrThrow();
    const key = prepareKey('SHA-256', await openSeed(house.ctx, row));
    const now = house.clock();
    // A second and more may go by between a step's turn and the screen.
    return [now - within - 3000, now].map((at) => totp(key, at, { period: 60, digits: 8 }));
  }
  /** Expects `read` to give the code of the time while it was read. */
  async function expectRight(read: () => Promise<string | null | undefined>, what?: string): Promise<void> {
    const began = house.clock();
    const code = await read();
    expect(await rightCodes(house.clock() - began), what).toContain(code);
  }
  const expectRightOn = (screen: Page) => expectRight(() => shownCode(screen));
  const allowed = () => page.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

  it('opens its full page once it is installed', async () => {
    const copy = await copyExtension(house.address);
    const fresh = await launchChromium({ extensions: [] });
    // Where nothing is open there is no window for a page; people who install something have one.
    await fresh.browser.newPage();
    const newId = await fresh.browser.installExtension(copy.folder);
    const opened = await fresh.browser.waitForTarget(
      (target) => target.url() === `chrome-extension://${newId}/page.html`,
    );
    await has((await opened.page())!, '設定をはじめる');
    await fresh.destroy();
    copy.remove();
  });

  it('asks for no site at installation', async () => {
    expect(await allowed()).toEqual([]);
  });

  it('sets a token up in its full page, and shows the right code', async () => {
    await tap(page, '設定をはじめる');
    await walkSetUp(page, { activationPassword: PASSWORD, ids: issued.ids });
    await untilHeading(page, '設定が終わりました');
    await expectRightOn(page);
  });

  it('says what to do when the person refuses, and asks again at the next press', async () => {
    // The browser's own question cannot be answered without a screen: this is its "no".
    await page.evaluate(() => {
      Object.assign(globalThis, { askBrowser: chrome.permissions.request });
      chrome.permissions.request = (async () => false) as typeof chrome.permissions.request;
    });
    await tap(page, `${origin} での自動入力を許可する`);
    await has(page, 'もう一度ボタンを押して');
    expect(await axeFaults(page)).toEqual([]);
    expect(await allowed()).toEqual([]);
    await page.evaluate(() => {
      chrome.permissions.request = (globalThis as unknown as { askBrowser: never }).askBrowser;
    });
  });

  it('asks for exactly the login site at a press, and says it may be filled', async () => {
    await extension.agreeTo('http://midori.localhost/*');
    await page.bringToFront();
    await has(page, '許可されていません');
    await tap(page, `${origin} での自動入力を許可する`);
    await has(page, '許可されています');
    await expect.poll(allowed).toEqual([`${origin}/*`]);
    await tap(page, 'トークンを開く');
    await has(page, 'このサイトのログイン画面を開くと、パスワードが入ります。');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('shows the code of the site in the popup', async () => {
    const site = await extension.chromium.browser.newPage();
    await site.goto(origin);
    const popup = await extension.openPopup(site);
    await has(popup, origin);
    await has(popup, 'ログイン画面を開くと、パスワードが入ります。');
    await has(popup, 'このページに入力');
    await expectRightOn(popup);
    const closed = new Promise((resolve) => popup.once('close', resolve));
    // The popup ends with the key, so the key itself may never be heard of again.
    void popup.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await site.close();
  });

  it('warns in the popup of a page that passes itself off as the bank, and shows no code there', async () => {
    const copy = origin.replace('midori', 'midori-login');
    const site = await extension.chromium.browser.newPage();
    await site.goto(copy);
    const popup = await extension.openPopup(site);
    const bankTab = extension.chromium.browser.waitForTarget((target) => target.url() === `${origin}/`);
    await has(popup, '似た別のサイトです');
    await has(popup, copy);
    await has(popup, origin);
    expect(await popup.$('[data-part=code]')).toBeNull();
    // The popup ends with the press, so the press itself may never be heard of again.
    void tap(popup, '本物の銀行のサイトを開く').catch(() => undefined);
    await (await (await bankTab).asPage()).close();
    await site.close();
    await page.bringToFront();
  });

  it('learns in the popup what the bank did to the token, and that it was undone', async () => {
    const desk = async (what: string, more: object = {}) => {
      const body = { v: 1, desk: { operator: 'tanaka', reason: 'asked by telephone' }, ...more };
      const answer = await rpCall(house, 'POST', `/registrations/${issued.id}/${what}`, body);
      expect(answer.status).toBe(200);
    };
    expect(await give(house, issued, 'start', await shownCode(page))).toBe('accepted');
    await desk('pause', { until: house.clock() + 86_400_000 });
    const site = await extension.chromium.browser.newPage();
    await site.goto(origin);
    const popup = await extension.openPopup(site);
    const popupComplaints = watchComplaints(popup);
    await has(popup, 'お客さまのお申し出により');
    expect(await popup.$('[data-part=code]')).toBeNull();
    await desk('resume');
    await tap(popup, 'いまの状態を調べる');
    await expectRightOn(popup);
    expect(popupComplaints).toEqual([]);
    await popup.close();
    await site.close();
    await page.bringToFront();
  });

  it("opens the bank's login form with the code, from the full page and from the popup elsewhere", async () => {
    const { browser } = extension.chromium;
    const elsewhere = await browser.newPage();
    await elsewhere.goto(`${origin.replace('midori', 'another')}/`);
    for (const from of ['page', 'popup']) {
      const surface = from === 'page' ? page : await extension.openPopup(elsewhere);
      posted.length = 0;
      const opened = browser.waitForTarget((target) => target.url() === `${origin}/otp-entry`);
      if (from === 'page') await page.bringToFront();
      await has(surface, 'のログイン画面');
      await expectRight(async () => {
        // The popup ends with the press, so the press itself may never be heard of again.
        void tap(surface, 'ワンタイムパスワードでログイン').catch(() => undefined);
        await opened;
        const post = posted.find(({ method }) => method === 'POST');
        expect(post, from).toMatchObject({ address: '/otp-entry', cookies: null });
        return new URLSearchParams(post?.body).get('code');
      }, from);
      await (await (await opened).asPage()).close();
    }
    await elsewhere.close();
    await page.bringToFront();
  });

  it('locks and unlocks in the popup, and its other pages follow', async () => {
    await page.bringToFront();
    await goTo(page, { at: 'lock-code', task: 'on' });
    await fill(page, 'アプリロックコード', LOCK_CODE);
    await fill(page, 'もう一度、同じコード', LOCK_CODE);
    await tap(page, 'アプリロックをかける');
    await has(page, 'アプリロックをかけました');

    const site = await extension.chromium.browser.newPage();
    await site.goto(origin);
    const popup = await extension.openPopup(site);
    const popupComplaints = watchComplaints(popup);
    await tap(popup, 'ロック');
    await untilHeading(popup, 'アプリロック');
    expect(await popup.$('[data-part=code]')).toBeNull();
    // The full page shows nothing either.
    await untilHeading(page, 'アプリロック');
    expect(await page.$('[data-part=code]')).toBeNull();

    await fill(popup, 'アプリロックコード', '99999999');
    await popup.keyboard.press('Enter');
    await has(popup, 'コードが違います');
    await fill(popup, 'アプリロックコード', LOCK_CODE);
    await popup.keyboard.press('Enter');
    await expectRightOn(popup);
    await expectRightOn(page);
    expect(popupComplaints).toEqual([]);
    await popup.close();
    await site.close();
  });

  it('locks a page that was left open when its time is over, alarm or not', async () => {
    await page.bringToFront();
    await page.evaluate(async () => {
      await chrome.storage.session.set({ 'lock-at': 0 });
      // As when the machine wakes up and the page is looked at again.
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await untilHeading(page, 'アプリロック');
    expect(await page.$('[data-part=code]')).toBeNull();
    await expect.poll(() => page.evaluate(() => chrome.storage.session.get('vault-key'))).toEqual({});
    await fill(page, 'アプリロックコード', LOCK_CODE);
    await page.keyboard.press('Enter');
    await expectRightOn(page);
  });

  const filledBySelf = () =>
    page.evaluate(async () => {
      const scripts = await chrome.scripting.getRegisteredContentScripts();
      return scripts.flatMap(({ matches }) => matches ?? []);
    });
  /** Has the extension ask for `pattern`, as at a press. */
  const askFor = (pattern: string) =>
    page.evaluate((wanted) => chrome.permissions.request({ origins: [wanted] }), pattern);

  it('keeps to how a person wants each site filled in', async () => {
    await page.bringToFront();
    await goTo(page, { at: 'settings' });
    await tap(page, 'サイト どこに入力するか、許可の取り消し');
    await untilHeading(page, 'サイト');
    await has(page, 'ログイン画面を開くと、パスワードが入ります。');
    await expect.poll(filledBySelf).toEqual([`${origin}/*`]);
    for (const mode of ['ask', 'never']) {
      await pressAt(page, `.site-card input[value=${mode}]`);
      await has(page, mode === 'ask' ? '操作したときだけ入ります' : 'ボタンを押しても入力しません');
      await expect.poll(filledBySelf).toEqual([]);
    }
    expect(await axeFaults(page)).toEqual([]);
    await page.reload();
    await shownCode(page);
    await goTo(page, { at: 'extra', name: 'sites' });
    await has(page, 'ボタンを押しても入力しません');
    await pressAt(page, '.site-card input[value=automatic]');
    await expect.poll(filledBySelf).toEqual([`${origin}/*`]);
  });

  it('takes back what is no longer needed, and what was allowed in bulk, and says what is left', async () => {
    await extension.agreeTo('http://*.localhost/*');
    await page.bringToFront();
    await askFor('http://old.localhost:1/*');
    await has(page, 'この許可はもう必要ありません');
    await tap(page, 'http://old.localhost:1: 許可を取り消す');
    await page.waitForFunction(() => document.querySelectorAll('.site-card').length === 1);
    await expect.poll(allowed).toEqual([`${origin}/*`]);

    await askFor('http://*.localhost/*');
    await has(page, 'たくさんのサイトが、まとめて許可されています');
    expect(await axeFaults(page)).toEqual([]);
    await tap(page, 'http://*.localhost/* の許可を取り消す');
    // The browser takes what lies within it along.
    await tap(page, `${origin}: このサイトでの入力を許可する`);
    await page.waitForSelector('.site-state-on');
    await expect.poll(allowed).toEqual([`${origin}/*`]);
    await goTo(page, { at: 'home' });
  });

  it('gives the permission back at a press', async () => {
    await page.bringToFront();
    await tap(page, `${origin}: 自動入力をやめる`);
    await has(page, '許可されていません');
    await expect.poll(allowed).toEqual([]);
  });

  it('is free of accessibility faults in both themes', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      expect(await axeFaults(page), theme).toEqual([]);
    }
  });

  it('opens by a passkey in the full page and in the popup, and by the code where that fails', async () => {
    await page.bringToFront();
    /** The lock is closed: what opens it is there. The settings of the lock have the same heading. */
    const lockScreen = (screen: Page) => untilButton(screen, '指紋・顔・端末のロックで開く');
    /** The key stays for the next page, a moment after the code is shown. */
    const untilKept = () =>
      expect
        .poll(() => page.evaluate(async () => Object.keys(await chrome.storage.session.get('vault-key'))))
        .toEqual(['vault-key']);
    /** A PC's own authenticator, whose owner touches it at once. */
    const authenticator = async (screen: Page) => {
      const devices = await screen.createCDPSession();
      await devices.send('WebAuthn.enable', { enableUI: false });
      const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          ctap2Version: 'ctap2_1',
          transport: 'internal',
          hasPrf: true,
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      return { devices, authenticatorId };
    };
    const { devices, authenticatorId } = await authenticator(page);
    // Whether there is an authenticator is asked when the app starts.
    await page.reload();
    await shownCode(page);
    await goTo(page, { at: 'settings-lock' });
    await tap(page, '使う');
    // The button itself: the rule of when it locks has the same word in it, and is there before.
    await untilButton(page, '使わない');
    const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map(({ rpId }) => rpId)).toEqual([`chrome-extension://${extension.id}`]);

    await tap(page, 'いますぐロックする');
    await lockScreen(page);
    await tap(page, '指紋・顔・端末のロックで開く');
    await shownCode(page);
    await untilKept();

    // An authenticator belongs to a tab here, so the popup's own page is opened in this one.
    await page.goto(`chrome-extension://${extension.id}/popup.html`);
    await tap(page, 'ロック');
    await lockScreen(page);
    await tap(page, '指紋・顔・端末のロックで開く');
    await expectRightOn(page);
    await untilKept();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.goto(`chrome-extension://${extension.id}/page.html`);
    await shownCode(page);

    // The popup itself, over an authenticator that does not know the passkey.
    const site = await extension.chromium.browser.newPage();
    await site.goto(origin);
    const popup = await extension.openPopup(site);
    await authenticator(popup);
    await popup.reload();
    await tap(popup, 'ロック');
    await tap(popup, '指紋・顔・端末のロックで開く');
    await popup.waitForFunction(
      () =>
        document.querySelector('[role=alert]')?.textContent?.includes('アプリロックコードを入れてください'),
      OFTEN,
    );
    await fill(popup, 'アプリロックコード', LOCK_CODE);
    await popup.keyboard.press('Enter');
    await expectRightOn(popup);
    await popup.close();
    await site.close();
  });

  it('keeps no secret in storage that is plain text on disk', async () => {
    const kept = await page.evaluate(async () => ({
      local: await chrome.storage.local.get(),
      sync: await chrome.storage.sync.get(),
      page: { ...localStorage },
    }));
    expect(Object.keys(kept.local)).toEqual(['fuda.vault']);
    expect(Object.keys(kept.local['fuda.vault'] as object).sort()).toEqual(['generation', 'vaultId']);
    expect(kept.sync).toEqual({});
    expect(Object.keys(kept.page)).toEqual([]);
  });

  it('breaks none of its own rules about scripts, and has them enforced', async () => {
    expect(complaints).toEqual([]);
    const markup = page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p>');
    });
    await expect(markup).rejects.toThrow('TrustedHTML');
  });
});
