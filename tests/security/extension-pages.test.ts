import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { codeAt } from '../../core/token/code.ts';
import type { OwnToken } from '../../core/token/model.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { holdAnswers } from '../support/hold-lock.ts';
import { keepInExtension } from '../support/keep-in-extension.ts';

/**
 * What only a browser shows of the rules about pages. Every page here is answered by the test itself, so that
 * it may have any origin; the token's step is a day, so that no test has to wait for one.
 */

const BANK = 'https://bank.example';
const STRANGER = 'https://stranger.example';
const OTP = '<label>ワンタイムパスワード <input id="otp" autocomplete="one-time-code"></label>';
const LOGIN = `<!doctype html><meta charset="utf-8"><title>login</title>
  <form action="/in"><input name="user" autocomplete="username">
  <input name="password" type="password">${OTP}</form>`;

const token: OwnToken = {
  v: 1,
  source: 'own',
  issuer: 'bank',
  account: null,
  otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 86_400 },
  seed: 'b3Vycy1vdXJzLW91cnMtb3Vycy1vdXJzLTMyLWJ5dGVzISE',
  loginOrigins: [BANK],
  firstCounter: 0,
  displayName: null,
  addedAt: 0,
};
const rightCode = () => codeAt(token, Date.now()).code;

let visitor: ExtensionBrowser;
/** The token's record. */
let recordId: string;
/** One of the extension's own pages, for looking at what the worker keeps. */
let own: Page;

// A browser's time, not a server's: a dozen pages are opened at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  visitor = await launchExtension({ authority: 'http://authority.localhost:1' });
  own = await visitor.openPage();
  [recordId = ''] = await keepInExtension(own, [token]);
  // In bulk: what is not filled below is not filled for want of a token, not of a permission.
  for (const pattern of ['https://*/*']) {
    await visitor.agreeTo(pattern);
    await own.bringToFront();
    const isGranted = await own.evaluate((host) => chrome.permissions.request({ origins: [host] }), pattern);
    if (!isGranted) throw new Error(`${pattern} was not granted`);
  }
  await tellChanged();
});

afterAll(() => visitor?.destroy());

/** Tells the worker that something changed, as our pages do: every page is looked at again. */
const tellChanged = () => own.evaluate(() => chrome.runtime.sendMessage({ kind: 'changed' }));

/** A tab in which the addresses of `pages` have these documents, and all others have an empty one. */
async function tabWith(pages: Record<string, string>): Promise<Page> {
  const page = await visitor.chromium.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = pages[request.url()] ?? '<!doctype html>';
    void request.respond({ contentType: 'text/html; charset=utf-8', body });
  });
  return page;
}

async function open(url: string, pages: Record<string, string> = {}): Promise<Page> {
  const page = await tabWith({ [url]: LOGIN, ...pages });
  await page.goto(url);
  return page;
}

const valueIn = (frame: Page | Frame, selector = '#otp') =>
  frame.$eval(selector, (field) => (field as HTMLInputElement).value);

const untilFilled = (frame: Page | Frame, selector = '#otp') =>
  frame.waitForFunction(
    (where, code) => document.querySelector<HTMLInputElement>(where)?.value === code,
    { polling: 50 },
    selector,
    rightCode(),
  );

it('fills the bank’s page, and is not even present in a dozen that are near it, all of them allowed', async () => {
  const [dotted, ...near] = await Promise.all(
    [
      'https://bank.example./login',
      'http://bank.example/login',
      'https://bank.example:8443/login',
      'https://www.bank.example/login',
      'https://old.bank.example/login',
      'https://example/login',
      'https://bank.example.evil.example/login',
      'https://evil-bank.example/login',
      'https://bank-example.evil.example/login',
      'https://xn--bnk-6cd.example/login',
      'https://bank.example@evil.example/login',
      'https://stranger.example/bank.example/login',
    ].map((url) => open(url)),
  );
  const bank = await open(`${BANK}/login`);
  await untilFilled(bank);
  await tellChanged();
  expect(bank.extensionRealms()).toHaveLength(1);
  for (const page of near) {
    expect(page.extensionRealms(), page.url()).toEqual([]);
    if (await page.$('#otp')) expect(await valueIn(page), page.url()).toBe('');
  }
  // Here the browser stretches the pattern: the script is there, and silent.
  expect(dotted && (await valueIn(dotted))).toBe('');
  expect(await askFrom(dotted?.mainFrame())).toBe('nothing');
  await Promise.all([dotted, ...near, bank].map((page) => page?.close()));
});

/** Asks for a code as our script in a frame would, were the page to take it over. */
async function askFrom(frame: Frame | undefined): Promise<unknown> {
  const world = frame?.extensionRealms()[0];
  if (!world) return 'no script';
  return world.evaluate(() =>
    chrome.runtime.sendMessage({ kind: 'ask', username: null }).then(
      (answer) => answer ?? 'nothing',
      () => 'nothing',
    ),
  );
}

/** Asks for the token's code in a tab as the popup does at a press. */
const fillByHand = (page: Page) =>
  own.evaluate(
    async (url, tokenId) => {
      const [tab] = await chrome.tabs.query({ url });
      return chrome.runtime.sendMessage({ kind: 'fill-here', tabId: tab?.id, tokenId });
    },
    page.url(),
    recordId,
  );

const frame = (src: string, more = '') => `<iframe src="${src}" width="400" height="200" ${more}></iframe>`;
const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
/** Names a document, so that the test can find the frame that shows it. */
const named = (name: string) => LOGIN.replace('<title>login', `<title>${name}`);

async function frameCalled(page: Page, name: string): Promise<Frame> {
  for (;;) {
    for (const each of page.frames())
      if ((await each.title().catch(() => '')) === name && (await each.$('#otp').catch(() => null)))
        return each;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('fills a frame in frames of the bank, and in none of seven layouts that another hand could have made', async () => {
  const control = frame(`${BANK}/control-outer`);
  const page = await tabWith({
    [`${BANK}/page`]: `<!doctype html><meta charset="utf-8"><title>page</title>
      ${frame(`${STRANGER}/between`)}
      ${frame(`${BANK}/sandboxed`, 'sandbox="allow-scripts allow-forms"')}
      ${frame(`${BANK}/sandboxed-same`, 'sandbox="allow-scripts allow-forms allow-same-origin"')}
      <iframe srcdoc="${quoted(named('srcdoc'))}" width="400" height="200"></iframe>
      <iframe id="blank" width="400" height="200"></iframe><iframe id="blob" width="400" height="200"></iframe>
      <script>
        const html = ${JSON.stringify(named('?')).replaceAll('</', '<\\/')};
        const { contentDocument } = document.getElementById('blank');
        contentDocument.documentElement.innerHTML = html.replace('?', 'blank');
        const blob = new Blob([html.replace('?', 'blob')], { type: 'text/html' });
        document.getElementById('blob').src = URL.createObjectURL(blob);
      </script>
      ${control}`,
    [`${STRANGER}/between`]: frame(`${BANK}/between`),
    [`${BANK}/between`]: named('between'),
    [`${BANK}/sandboxed`]: named('sandboxed'),
    [`${BANK}/sandboxed-same`]: named('sandboxed-same') + frame(`${BANK}/in-sandbox`),
    [`${BANK}/in-sandbox`]: named('in-sandbox'),
    [`${BANK}/control-outer`]: frame(`${BANK}/control`),
    [`${BANK}/control`]: named('control'),
  });
  const around = await tabWith({
    [`${STRANGER}/around`]: frame(`${BANK}/framed`) + frame(`${BANK}/nested`),
    [`${BANK}/framed`]: named('framed'),
    [`${BANK}/nested`]: frame(`${BANK}/framed-twice`),
    [`${BANK}/framed-twice`]: named('framed-twice'),
  });
  // Each is in front when it loads: behind, none would be filled.
  await around.goto(`${STRANGER}/around`);
  await page.bringToFront();
  await page.goto(`${BANK}/page`);
  await untilFilled(await frameCalled(page, 'control'));
  await tellChanged();
  expect(await askFrom(await frameCalled(page, 'control'))).toMatchObject({ kind: 'fill' });
  const names = ['between', 'sandboxed', 'sandboxed-same', 'in-sandbox', 'srcdoc', 'blank', 'blob'];
  const inners = await Promise.all(names.map((name) => frameCalled(page, name)));
  const valuesIn = () => Promise.all(inners.map((inner) => valueIn(inner)));
  expect(await valuesIn()).toEqual(names.map(() => ''));
  for (const name of ['framed', 'framed-twice']) {
    const inner = await frameCalled(around, name);
    expect(await valueIn(inner), name).toBe('');
    // Also where the script itself would ask.
    expect(['nothing', 'no script'], name).toContain(await askFrom(inner));
  }
  // Nor at a person's wish: the tab around it is not the bank's, and in the bank's none is left but these.
  expect(await fillByHand(around)).toEqual({ outcome: 'not-allowed' });
  await page.evaluate(() => document.querySelector('iframe:last-of-type')?.remove());
  expect(await fillByHand(page)).toEqual({ outcome: 'no-field' });
  expect(await valuesIn()).toEqual(names.map(() => ''));
  await Promise.all([page.close(), around.close()]);
});

/** What the badge of `page`'s tab says; told by the extension, the page is not looked into. */
const badgeOf = (page: Page): Promise<string> =>
  own.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    return tab?.id === undefined ? '?' : chrome.action.getBadgeText({ tabId: tab.id });
  }, page.url());

/** Pollutes what a script of the page's own world could reach, and notes who uses it. */
const POLLUTION = `
  const seen = window.seen = [];
  const note = (what) => seen.push(what);
  const trap = (object, name) => {
    const { value, get, set } = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, value
      ? { configurable: true, value(...all) { note(name); return value.apply(this, all); } }
      : { configurable: true, get() { note(name); return get.call(this); },
          set(to) { note(name + '=' + to); set?.call(this, to); } });
  };
  for (const name of ['value', 'type', 'form', 'labels', 'disabled', 'maxLength']) trap(HTMLInputElement.prototype, name);
  for (const name of ['isConnected', 'parentNode', 'ownerDocument', 'getRootNode', 'textContent']) trap(Node.prototype, name);
  for (const name of ['getAttribute', 'matches', 'closest', 'checkVisibility', 'getBoundingClientRect', 'attachShadow'])
    trap(Element.prototype, name);
  for (const name of ['querySelectorAll', 'getElementById', 'createElement']) trap(Document.prototype, name);
  for (const name of ['addEventListener', 'dispatchEvent']) trap(EventTarget.prototype, name);
  for (const name of ['action', 'elements', 'submit', 'requestSubmit']) trap(HTMLFormElement.prototype, name);
  for (const name of ['map', 'filter', 'every', 'some', 'join', 'sort']) trap(Array.prototype, name);
  for (const name of ['observe']) trap(MutationObserver.prototype, name);
  for (const name of ['test', 'exec']) trap(RegExp.prototype, name);
  for (const name of ['setTimeout', 'requestIdleCallback', 'postMessage']) trap(window, name);
  for (const name of ['kind', 'code', 'step', 'username', 'otp', 'origin', 'fill'])
    Object.defineProperty(Object.prototype, name, {
      configurable: true, get() { note('get ' + name); }, set(to) { note(name + ':' + to); },
    });
  window.chrome = { runtime: { sendMessage: note, id: 'fuda' } };
  window.fudaRunning = { isAlive: () => true, lookAgain() {} };
`;

it('is reached by nothing a page did to its prototypes, and is heard by no trap it laid', async () => {
  const page = await open(`${BANK}/login`, {
    [`${BANK}/login`]: LOGIN.replace('<form', `<script>{${POLLUTION}}</script><form`),
  });
  // Told by the badge: a look into the page from here would go into its traps.
  await expect.poll(() => badgeOf(page)).toBe('✓');
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen).toEqual([]);
  await untilFilled(page);
  await page.close();
});

it('answers nothing of a thousand messages and made-up events from the page, and takes none for a person’s', async () => {
  const page = await open(`${BANK}/login`);
  await untilFilled(page);
  const before = await own.evaluate(() => chrome.storage.session.get());
  const answers = await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#otp');
    const form = field?.form;
    if (!field || !form) return ['no field'];
    let heard = 0;
    addEventListener('message', () => {
      heard += 1;
    });
    const kinds = [
      'ask',
      'filled',
      'submitted',
      'write',
      'look',
      'look-again',
      'fill-here',
      'changed',
      'sites',
    ];
    const types = [
      'click',
      'mousedown',
      'pointerup',
      'focus',
      'blur',
      'submit',
      'pagehide',
      'visibilitychange',
    ];
    const keys = ['Enter', 'Tab', '1', 'v'];
    for (let n = 0; n < 1_000; n += 1) {
      const shape = {
        kind: kinds[n % kinds.length],
        step: n,
        code: '66666666',
        username: 'x',
        tokenId: 'x',
        id: chrome?.runtime?.id,
        ...(n % 3 ? { target: 'fuda', source: 'extension', type: kinds[n % kinds.length] } : {}),
      };
      if (n % 5 === 0) postMessage(shape, '*');
      if (n % 5 === 1) document.dispatchEvent(new CustomEvent(String(shape.kind), { detail: shape }));
      if (n % 5 === 2) dispatchEvent(new MessageEvent('message', { data: shape, origin: location.origin }));
      if (n % 5 === 3) field.dispatchEvent(new Event(types[n % types.length] ?? '', { bubbles: true }));
      if (n % 5 === 4)
        for (const type of [
          'keydown',
          'keyup',
          'input',
          'change',
          'paste',
          'compositionstart',
          'compositionend',
        ])
          field.dispatchEvent(new KeyboardEvent(type, { key: keys[n % keys.length] ?? '', bubbles: true }));
      form.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    }
    return new Promise<unknown[]>((resolve) => {
      // The page's own messages come in their order: after the last of them, nobody else's is under way.
      setTimeout(() => resolve([field.value, heard >= 400 ? 'own only' : heard]), 0);
    });
  });
  expect(answers).toEqual([rightCode(), 'own only']);
  await tellChanged();
  await untilFilled(page);
  // No step was used up, no tab but this one was spoken of, and nothing was written down.
  expect(await own.evaluate(() => chrome.storage.session.get('used-steps'))).toEqual({});
  const after = await own.evaluate(() => chrome.storage.session.get());
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  await page.close();
});

it('fills no field that nobody could see', async () => {
  const hidden: Record<string, string> = {
    'display-none': '<div style="display:none">*</div>',
    'visibility-hidden': '<div style="visibility:hidden">*</div>',
    'hidden-attribute': '<div hidden>*</div>',
    'closed-details': '<details><summary>x</summary>*</details>',
    'one-pixel': '<style>input#otp{width:1px;height:1px;padding:0;border:0}</style>*',
    'off-the-left': '<div style="position:absolute;left:-9999px">*</div>',
    'above-the-top': '<div style="position:absolute;top:-9999px">*</div>',
    disabled: '<fieldset disabled>*</fieldset>',
  };
  const form = LOGIN.slice(LOGIN.indexOf('<form'));
  const pages = Object.fromEntries(
    Object.entries(hidden).map(([name, html]) => [
      `${BANK}/${name}`,
      `<!doctype html><meta charset="utf-8"><title>${name}</title>${html.replace('*', form)}`,
    ]),
  );
  const page = await tabWith({
    ...pages,
    [`${BANK}/seen`]: named('seen'),
    [`${BANK}/all`]:
      Object.keys(hidden)
        .map((name) => frame(`${BANK}/${name}`))
        .join('') + frame(`${BANK}/seen`),
  });
  await page.goto(`${BANK}/all`);
  await untilFilled(await frameCalled(page, 'seen'));
  await tellChanged();
  for (const name of Object.keys(hidden)) expect(await valueIn(await frameCalled(page, name)), name).toBe('');
  await page.close();
});

it('gives an answer to the document that asked, not to the one that took its place', async () => {
  const answers = await holdAnswers(own);
  const page = await open(`${BANK}/login`, { [`${STRANGER}/login`]: LOGIN });
  await expect.poll(answers.isWanted).toBe(true);
  await page.goto(`${STRANGER}/login`);
  await answers.release();
  const control = await open(`${BANK}/login`);
  await untilFilled(control);
  await tellChanged();
  expect(page.url()).toBe(`${STRANGER}/login`);
  expect(await valueIn(page)).toBe('');
  await Promise.all([page.close(), control.close()]);
});

it('writes nowhere else when the field it asked for was exchanged before the answer came', async () => {
  const answers = await holdAnswers(own);
  const page = await open(`${BANK}/login`);
  await expect.poll(answers.isWanted).toBe(true);
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#otp');
    if (!field) return;
    const bait = document.createElement('form');
    bait.action = 'https://stranger.example/take';
    bait.innerHTML = '<input id="bait" name="otp" type="text">';
    document.body.append(bait);
    // The very element, in a form that sends elsewhere, and another with its name in its place.
    field.replaceWith(Object.assign(document.createElement('input'), { id: 'otp', type: 'search' }));
    field.id = 'moved';
    bait.append(field);
    document.querySelector<HTMLInputElement>('#bait')?.focus();
  });
  await answers.release();
  const control = await open(`${BANK}/login`);
  await untilFilled(control);
  await tellChanged();
  expect(await page.$$eval('input', (fields) => fields.map(({ value }) => value).join(''))).toBe('');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('bait');
  await Promise.all([page.close(), control.close()]);
});

it('is quiet in a page it was in before it was exchanged for another version', async () => {
  const page = await open(`${BANK}/login`);
  await untilFilled(page);
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  // Without its permission the version that comes is not in the page itself, whatever the old one does.
  await own.evaluate(() => chrome.permissions.remove({ origins: ['https://*/*'] }));
  const [world] = page.extensionRealms();
  await own.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await expect
    .poll(() => world?.evaluate(() => chrome.runtime?.id ?? 'gone').catch(() => 'gone'))
    .toBe('gone');
  await page.evaluate(() => {
    const old = document.querySelector<HTMLInputElement>('#otp');
    const next = Object.assign(document.createElement('input'), { id: 'otp', autocomplete: 'one-time-code' });
    old?.replaceWith(next);
    next.form?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  // Two turns of idle time after what it waits for when a page changes.
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        setTimeout(() => requestIdleCallback(() => requestIdleCallback(() => resolve(0))), 300),
      ),
  );
  expect(await valueIn(page)).toBe('');
  expect(errors).toEqual([]);
  await page.close();
});
