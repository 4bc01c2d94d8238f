import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readPolicyFile } from '../../authority/commands/policy-file.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { openSeed } from '../../authority/keys/seeds.ts';
import { prepareKey, totp } from '../../core/otp/index.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { shownCode, tap } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { type Customer, fill, logOutAt } from '../support/bank-page.ts';
import type { ManualClock } from '../support/clock.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { allowFilling, applyAndSetUp } from '../support/extension-set-up.ts';
import { holdAnswers, holdLock, isLockFree } from '../support/hold-lock.ts';
import { toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import { LAYOUTS, serveLayouts } from '../support/login-layouts.ts';
import { typedByHand } from '../support/own-token.ts';
import { goTo, untilButton, untilHeading } from '../support/pwa.ts';

const PERIOD = 60;
const POLICY = new URL('../../bank/institutions/midori/token-policy.json', import.meta.url).pathname;
const OTP = '[autocomplete=one-time-code]';
const TARO: Customer = {
  loginId: 'midori-002',
  password: 'demo-taro-2',
  confirmationPassword: 'kakunin-2',
};

/** The servers' clock runs with the machine's and can be put forward; devices follow by signed time. */
let shift = 0;
const clock: ManualClock = Object.assign(() => Date.now() + shift, {
  set: (instant: number) => {
    shift = instant - Date.now();
  },
  advance: (ms: number) => {
    shift += ms;
  },
});

let house: RunningAuthority;
let bank: RunningBank;
let visitor: ExtensionBrowser;
/** The extension's full page, where the token was set up. */
let own: Page;
let codeAt: (instant: number) => string;

/** A page on another port of the bank's host, or on another host: the same login form, served by nobody we know. */
let stranger: { listener: Listener; html: string };

beforeAll(async () => {
  house = await startAuthority({ clock, host: 'authority.localhost' });
  bank = await startBank({ authority: house, clock });
  await loadPolicy(house.ctx, await readPolicyFile(POLICY, [bank.origin]));
  const listener = await openListener(0);
  stranger = { listener, html: '' };
  listener.serve(
    () => new Response(stranger.html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  );

  visitor = await launchExtension({ authority: house.address });
  own = await visitor.openPage();
  await applyAndSetUp(visitor, own, bank.origin, TARO);
  await allowFilling(visitor, own, bank.origin);

  const row = await house.ctx.db.selectFrom('registrations').selectAll().executeTakeFirstOrThrow();
  const key = prepareKey('SHA-256', await openSeed(house.ctx, row));
  codeAt = (instant) => totp(key, instant, { period: PERIOD, digits: 8 });
});

afterAll(async () => {
  await visitor?.destroy();
  await stranger?.listener.close();
  await bank?.close();
  await house?.close();
});

/** Moves everybody into a fresh step, `seconds` after its start. */
async function beginStep(seconds = 5): Promise<void> {
  const step = PERIOD * 1000;
  clock.set((Math.floor(clock() / step) + 2) * step + seconds * 1000);
  await own.bringToFront();
  // Asks for the time anew, as when a network comes back; on another screen it begins again.
  if (await own.$('[data-part=code]')) await own.evaluate(() => dispatchEvent(new Event('online')));
  else await own.reload();
  await own.waitForFunction(
    (code) => document.querySelector('[data-part=code]')?.textContent?.replace(/\D/g, '') === code,
    { polling: 100 },
    codeAt(clock()),
  );
}

beforeEach(() => beginStep());

async function openLogin(url = `${bank.origin}/login`): Promise<Page> {
  const page = await visitor.chromium.browser.newPage();
  await page.goto(url);
  return page;
}

const textIn = (page: Page, selector = OTP) =>
  page.$eval(selector, (field) => (field as HTMLInputElement).value);

async function filled(page: Page, selector = OTP, differsFrom = ''): Promise<string> {
  const handle = await page.waitForFunction(
    (where, old) => {
      const value = document.querySelector<HTMLInputElement>(where)?.value;
      return value && value !== old ? value : null;
    },
    { polling: 50 },
    selector,
    differsFrom,
  );
  return (await handle.jsonValue()) ?? '';
}

/** Asks the extension's own page what the badge of `page`'s tab says. */
async function badgeOf(page: Page): Promise<string> {
  return own.evaluate(async (url) => {
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find((each) => each.url === url);
    return tab?.id === undefined ? '?' : chrome.action.getBadgeText({ tabId: tab.id });
  }, page.url());
}

it('puts the code into the one-time password field of the login page, and nowhere else, without a click', async () => {
  const page = await openLogin();
  expect(await filled(page)).toBe(codeAt(clock()));
  expect(await textIn(page, '[name=userLoginId]')).toBe('');
  expect(await textIn(page, '[name=loginPassword]')).toBe('');
  await expect.poll(() => badgeOf(page)).toBe('✓');
  await page.close();
});

/** Worlds of the extension's in a page: none where it is not present at all. */
const extensionWorlds = (page: Page): (string | undefined)[] =>
  page.extensionRealms().map(({ origin }) => origin);

/** Runs `ask` as a script of ours in `page` would, were a page to take it over. */
async function askFrom(page: Page): Promise<unknown> {
  return own.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({ url })).at(0);
    if (tab?.id === undefined) throw new Error('no such tab');
    const [frame] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => chrome.runtime.sendMessage({ kind: 'ask', username: null }),
    });
    return frame?.result;
  }, page.url());
}

/** Tells the worker, as the extension's pages do, that something changed: open pages are looked at again. */
const tellChanged = () => own.evaluate(() => chrome.runtime.sendMessage({ kind: 'changed' }));

/** The bank's login page as it is, for a place that is not the bank. */
async function copyLogin(): Promise<void> {
  stranger.html = await (await fetch(`${bank.url}/login`)).text();
}

it('is not present on another host, nor on another port of the same host', async () => {
  await copyLogin();
  const { port } = stranger.listener;
  const strangers: Page[] = [];
  for (const host of ['other.localhost', 'www.midori.localhost', 'midori.localhost'])
    strangers.push(await openLogin(`http://${host}:${port}/login`));
  const page = await openLogin();
  await filled(page);
  expect(extensionWorlds(page)).toEqual([`chrome-extension://${visitor.id}`]);
  // Open for longer than the page that was filled, and looked for once more.
  await tellChanged();
  for (const other of strangers) expect(extensionWorlds(other), other.url()).toEqual([]);
  await Promise.all([page, ...strangers].map((each) => each.close()));
});

it('gives no code to another port of the same host even where a person allowed that one too', async () => {
  await copyLogin();
  const origin = `http://midori.localhost:${stranger.listener.port}`;
  await own.bringToFront();
  const granted = await own.evaluate(
    (pattern) => chrome.permissions.request({ origins: [pattern] }),
    `${origin}/*`,
  );
  expect(granted).toBe(true);
  const page = await openLogin(`${origin}/login`);
  expect(await askFrom(page)).toEqual({ kind: 'none' });
  expect(await textIn(page)).toBe('');
  await own.evaluate((pattern) => chrome.permissions.remove({ origins: [pattern] }), `${origin}/*`);
  await page.close();
});

it('fills when the worker was ended before the page was opened', async () => {
  await visitor.killWorker();
  const page = await openLogin();
  expect(await filled(page)).toBe(codeAt(clock()));
  await page.close();
});

it('fills when the worker is ended between the question and the answer', async () => {
  const answers = await holdAnswers(own);
  const page = await openLogin();
  await expect.poll(answers.isWanted).toBe(true);
  await visitor.killWorker();
  await answers.release();
  expect(await filled(page)).toBe(codeAt(clock()));
  await page.close();
});

it('renews its own value in the next step, after the worker was ended', async () => {
  const page = await openLogin();
  const first = await filled(page);
  await visitor.killWorker();
  await beginStep();
  await tellChanged();
  const second = await filled(page, OTP, first);
  expect(second).toBe(codeAt(clock()));
  await page.close();
});

/** Has the worker's clock go `ahead` ms before the machine's from now on, or `stand` there. A new worker has the machine's. */
async function setWorkerClock(ahead: number, stand = false): Promise<void> {
  await tellChanged();
  const worker = await visitor.worker()?.worker();
  if (!worker) throw new Error('there is no worker');
  await worker.evaluate(
    (ms, isStanding) => {
      const machine = () => Math.floor(performance.timeOrigin + performance.now());
      const at = machine() + ms;
      Date.now = () => (isStanding ? at : machine() + ms);
    },
    ahead,
    stand,
  );
}

it('waits for the next step by itself when only a moment of this one is left', async () => {
  // However long the page takes to open, two seconds are left of the step.
  const step = PERIOD * 1000;
  await setWorkerClock(step - 2_000 - (clock() % step), true);
  const page = await openLogin();
  await expect.poll(() => badgeOf(page)).toBe('…');
  expect(await textIn(page)).toBe('');
  await setWorkerClock(step);
  expect(await filled(page)).toBe(codeAt(clock() + step));
  await page.close();
  await visitor.killWorker();
});

it('asks nothing for a page that was opened behind, and fills it once it is seen', async () => {
  const behind = await visitor.chromium.browser.newPage({ background: true });
  await behind.goto(`${bank.origin}/login`);
  // Nor when every open page is told that something changed.
  await tellChanged();
  const front = await openLogin();
  expect(await filled(front)).toBe(codeAt(clock()));
  expect(await behind.evaluate(() => [document.hidden, document.readyState])).toEqual([true, 'complete']);
  expect(await textIn(behind)).toBe('');
  await behind.bringToFront();
  expect(await filled(behind)).toBe(codeAt(clock()));
  await Promise.all([behind.close(), front.close()]);
});

it('does not offer a code again that was sent with the form, and fills the next one', async () => {
  let page = await openLogin();
  const sent = await filled(page);
  await page.bringToFront();
  await fill(page, { '[name=userLoginId]': TARO.loginId, '[name=loginPassword]': TARO.password });
  expect(await textIn(page)).toBe(sent);
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  expect(new URL(page.url()).pathname).toBe('/menu');
  await logOutAt(page);
  await page.close();

  page = await openLogin();
  await expect.poll(() => badgeOf(page)).toBe('…');
  expect(await textIn(page)).toBe('');
  await beginStep();
  await tellChanged();
  const next = await filled(page);
  expect(next).toBe(codeAt(clock()));
  expect(next).not.toBe(sent);
  await page.close();
});

it('writes nothing on a login page without a field for the code, and fills one that appears later', async () => {
  const page = await visitor.chromium.browser.newPage();
  await page.setRequestInterception(true);
  const html = (await (await fetch(`${bank.url}/login`)).text()).replace(
    /<tr>(?:(?!<tr>).)*one-time-code.*?<\/tr>/s,
    '',
  );
  expect(html).not.toContain('one-time-code');
  page.on('request', (request) =>
    request.url().endsWith('/login')
      ? request.respond({ contentType: 'text/html; charset=utf-8', body: html })
      : request.continue(),
  );
  await page.goto(`${bank.origin}/login`);
  await tellChanged();
  const values = await page.$$eval('input:not([type=hidden], [type=radio])', (fields) =>
    fields.map((field) => (field as HTMLInputElement).value),
  );
  expect(values.length).toBeGreaterThan(1);
  expect(values.join('')).toBe('');
  await page.evaluate(() => {
    const field = document.createElement('p');
    field.innerHTML =
      '<label>ワンタイムパスワード <input inputmode="numeric" autocomplete="one-time-code"></label>';
    document.querySelector('main form')?.prepend(field);
  });
  expect(await filled(page)).toBe(codeAt(clock()));
  await page.close();
});

declare const fields: () => HTMLInputElement[];

/** Waits until the fields that the page itself calls its own hold the code of now. */
async function holdsCode(frame: Frame): Promise<void> {
  await frame.waitForFunction(
    (code) =>
      fields()
        .map(({ value }) => value.replaceAll(' ', ''))
        .join('') === code,
    { polling: 50 },
    codeAt(clock()),
  );
}

it('fills in every layout: masked, boxes, frames in frames, late, closed components, without a new document', async () => {
  const page = await visitor.chromium.browser.newPage();
  await serveLayouts(page);
  const open = (path: string) => page.goto(`${bank.origin}${path}`);
  const focused = () => page.evaluate(() => document.activeElement?.id);

  await open('/masked');
  await holdsCode(page.mainFrame());
  expect(await focused()).toBe('login');

  await open('/keys');
  await holdsCode(page.mainFrame());
  expect(await page.evaluate('typed.join("")')).toBe(codeAt(clock()));
  expect(await focused()).toBe('login');

  await open('/boxes');
  await holdsCode(page.mainFrame());
  // Its script has moved the focus by then, and it was given back.
  await page.waitForFunction(() => new Promise((after) => setTimeout(() => setTimeout(() => after(true)))));
  expect(await focused()).toBe('login');

  await open('/framed');
  await holdsCode(await page.waitForFrame((frame) => frame.url().endsWith('/masked')));

  await open('/dialog');
  await holdsCode(page.mainFrame());

  await open('/component');
  await holdsCode(page.mainFrame());
  // Who mends it there is left alone, though the page is told of the component only.
  await page.evaluate(() => fields()[0]?.focus());
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await tellChanged();
  await askFrom(page);
  expect(await page.evaluate(() => fields()[0]?.value)).toBe(codeAt(clock()).slice(0, -1));

  await open('/app');
  await page.type('#login', 'midori-002');
  await page.click('button');
  await holdsCode(page.mainFrame());
  expect(await page.$eval('output', (heard) => heard.textContent.replace(' ', ''))).toBe(codeAt(clock()));
  await page.close();
});

it('never fills passwords, orders, cards or pictures of letters', async () => {
  const page = await visitor.chromium.browser.newPage();
  await serveLayouts(page);
  for (const path of Object.keys(LAYOUTS).filter((each) => each.startsWith('/no-'))) {
    await page.goto(`${bank.origin}${path}`);
    await expect.poll(() => extensionWorlds(page).length).toBe(1);
    await tellChanged();
    // Whatever the script asked before this has been answered.
    await askFrom(page);
    const values = await page.$$eval('input', (inputs) => inputs.map(({ value }) => value));
    expect(values.join(''), path).toBe('');
  }
  await page.close();
});

it('is told of a change also while another tab of the site never finishes loading', async () => {
  const stuck = await visitor.chromium.browser.newPage();
  await stuck.setRequestInterception(true);
  stuck.on('request', (request) => {
    if (request.url().endsWith('/login'))
      void request.respond({
        contentType: 'text/html',
        body: '<h1>slow</h1><script src="/never.js"></script>',
      });
  });
  void stuck.goto(`${bank.origin}/login`, { waitUntil: 'domcontentloaded' }).catch(() => undefined);
  await stuck.waitForSelector('h1');
  // The telling waits for what keeps others away meanwhile, has it, and gives it back.
  const register = await holdLock(own, 'fuda-register');
  void tellChanged().catch(() => undefined);
  await expect.poll(register.isWanted).toBe(true);
  await register.release();
  await expect.poll(() => isLockFree(own, 'fuda-register')).toBe(true);
  const page = await openLogin();
  expect(await filled(page)).toBe(codeAt(clock()));
  await Promise.all([page.close(), stuck.close()]);
});

it('stays out of a frame that another site put around the login page', async () => {
  stranger.html = `<!doctype html><h1>around</h1><iframe src="${bank.origin}/login"></iframe>`;
  const page = await visitor.chromium.browser.newPage();
  await page.setRequestInterception(true);
  const html = await (await fetch(`${bank.url}/login`)).text();
  // Without the bank's own header that forbids frames: the extension must not rely on it.
  page.on('request', (request) =>
    request.url() === `${bank.origin}/login`
      ? request.respond({ contentType: 'text/html; charset=utf-8', body: html })
      : request.continue(),
  );
  await page.goto(`http://other.localhost:${stranger.listener.port}/`);
  const frame = await page.waitForFrame((each) => each.url() === `${bank.origin}/login`);
  await frame.waitForSelector(OTP);
  // Our script is in the frame, whose origin was allowed, but a person sees another site: no answer.
  await expect.poll(() => frame.extensionRealms().length).toBe(1);
  const ask = () =>
    chrome.runtime.sendMessage({ kind: 'ask', username: null }).then(
      (answer) => answer ?? 'nothing',
      () => 'nothing',
    );
  expect(await frame.extensionRealms()[0]?.evaluate(ask)).toBe('nothing');
  expect(await frame.$eval(OTP, (field) => (field as HTMLInputElement).value)).toBe('');
  await page.close();
});

const PATTERN = () => `${bank.origin}/*`;
const fillHereButton = '::-p-aria([name="このページに入力"][role="button"])';

it('without a permission fills only when a person asks in the popup, and only on the token’s own site', async () => {
  await own.evaluate((origins) => chrome.permissions.remove({ origins }), [PATTERN()]);
  try {
    const page = await openLogin();
    expect(extensionWorlds(page)).toEqual([]);
    const popup = await visitor.openPopup(page);
    await popup.locator(fillHereButton).click();
    expect(await filled(page)).toBe(codeAt(clock()));
    await popup.close();
    await page.close();

    await copyLogin();
    const elsewhere = await openLogin(`http://midori.localhost:${stranger.listener.port}/login`);
    const other = await visitor.openPopup(elsewhere);
    // A copy of the bank's page under the bank's name on another port: an alarm, and no code at all.
    await other.locator('[role=alert]').wait();
    expect(await other.$('[data-part=code]')).toBeNull();
    expect(await other.$(fillHereButton)).toBeNull();
    // Whatever the popup shows, the worker decides.
    const outcome = await other.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const databases = await indexedDB.databases();
      const ids = await Promise.all(
        databases.map(
          ({ name }) =>
            new Promise<string[]>((resolve, reject) => {
              const opening = indexedDB.open(name!);
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const keys = opening.result.transaction('records').objectStore('records').getAllKeys();
                keys.onsuccess = () => {
                  opening.result.close();
                  resolve(keys.result.map(String));
                };
              };
            }),
        ),
      );
      return chrome.runtime.sendMessage({ kind: 'fill-here', tabId: tab?.id, tokenId: ids.flat()[0] });
    });
    expect(outcome).toEqual({ outcome: 'look-alike' });
    expect(await textIn(elsewhere)).toBe('');
    await other.close();
    await elsewhere.close();
  } finally {
    await own.bringToFront();
    await own.evaluate((origins) => chrome.permissions.request({ origins }), [PATTERN()]);
  }
});

it('gives an open page nothing more, and is in no new one, when the permission is taken back', async () => {
  const page = await openLogin();
  await filled(page);
  await own.evaluate((origins) => chrome.permissions.remove({ origins }), [PATTERN()]);
  try {
    const ask = () => chrome.runtime.sendMessage({ kind: 'ask', username: null });
    expect(await page.extensionRealms()[0]?.evaluate(ask)).toEqual({ kind: 'none' });
    await page.close();
    const next = await openLogin();
    expect(extensionWorlds(next)).toEqual([]);
    await next.close();
  } finally {
    await own.bringToFront();
    await own.evaluate((origins) => chrome.permissions.request({ origins }), [PATTERN()]);
  }
});

/** Adds a token of the person's own whose codes are counted, in the extension's page. */
async function addCountingToken(issuer: string): Promise<void> {
  await own.bringToFront();
  await goTo(own, { at: 'add' });
  await untilHeading(own, 'トークンを追加');
  await typedByHand(own, { issuer, event: true });
}

const NEXT = '次のパスワードを入力';

it('gives a counted code at a press only, the same at a second press, and the next one after it was sent', async () => {
  await addCountingToken('Counting Games');
  stranger.html =
    '<!doctype html><title>Counting Games</title><form><label>Code <input autocomplete="one-time-code" maxlength="6"></label><button>Log in</button></form>';
  const origin = `http://counting.localhost:${stranger.listener.port}`;
  let page = await openLogin(`${origin}/play`);
  let popup = await visitor.openPopup(page);
  await popup.locator('.popup-row ::-p-text(Counting Games)').click();
  await tap(popup, 'このサイトで使う…');
  await tap(popup, 'これからも使う');
  await untilButton(popup, NEXT);
  await popup.close();
  await own.bringToFront();
  await own.evaluate((pattern) => chrome.permissions.request({ origins: [pattern] }), `${origin}/*`);

  await page.bringToFront();
  await page.reload();
  await expect.poll(() => badgeOf(page)).toBe('●');
  expect(await textIn(page)).toBe('');
  // RFC 4226, appendix D.
  popup = await visitor.openPopup(page);
  await tap(popup, NEXT);
  expect(await filled(page)).toBe('755224');
  await expect.poll(() => badgeOf(page)).toBe('✓');
  await popup.close();
  // Opened anew: what the popup says is said of the second press.
  popup = await visitor.openPopup(page);
  await tap(popup, NEXT);
  await popup.waitForSelector('.fill-here [role=alert]');
  expect(await popup.$eval('.fill-here [role=alert]', (said) => said.textContent)).toContain('入力しました');
  expect(await textIn(page)).toBe('755224');
  await popup.close();
  await page.bringToFront();
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  await page.close();

  page = await openLogin(`${origin}/play`);
  await expect.poll(() => badgeOf(page)).toBe('●');
  popup = await visitor.openPopup(page);
  await tap(popup, NEXT);
  expect(await filled(page)).toBe('287082');
  await popup.close();
  await page.close();
});

const LOCK_CODE = '31415926';
const unlock = async () => {
  await own.bringToFront();
  await unlockWithCode(own, LOCK_CODE);
  await shownCode(own);
};

it('fills nothing under the app lock and says so, then fills the waiting field once it is unlocked', async () => {
  await own.bringToFront();
  await toSettings(own, 'アプリロック');
  await turnLockOn(own, LOCK_CODE);
  await tap(own, 'いますぐロックする');
  await own.waitForSelector('input[type=password]');

  const page = await openLogin();
  await expect.poll(() => badgeOf(page)).toBe('!');
  expect(await textIn(page)).toBe('');
  await unlock();
  expect(await filled(page)).toBe(codeAt(clock()));
  await page.close();
});

it('stays unlocked when the worker is ended, and until the time is over, whether or not an alarm rang', async () => {
  await visitor.killWorker();
  let page = await openLogin();
  await filled(page);
  await page.close();

  await own.evaluate(async () => {
    await chrome.alarms.clearAll();
    await chrome.storage.session.set({ 'lock-at': Date.now() - 1 });
  });
  page = await openLogin();
  await expect.poll(() => badgeOf(page)).toBe('!');
  expect(await textIn(page)).toBe('');
  await expect.poll(() => own.evaluate(() => chrome.storage.session.get('vault-key'))).toEqual({});
  await page.close();
});
