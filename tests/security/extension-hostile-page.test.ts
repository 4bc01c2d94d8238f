import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FillAnswer } from '../../extension/messages.ts';
import { CODE, type ContentPage, openContentPage } from '../support/content-page.ts';

/** The built script in pages that work against it. The worker is a stand-in that gives a code to whoever asks. */

const OTP = '<label>ワンタイムパスワード <input id="otp" autocomplete="one-time-code"></label>';
const LOGIN =
  '<label>利用者ID <input id="user" autocomplete="username"></label>' +
  '<label>ログインパスワード <input id="password" type="password"></label>';
const form = (inner: string, attributes = '') => `<form ${attributes}>${inner}${OTP}${LOGIN}</form>`;

/** Promises of the script that nobody waits for and that failed: the page's console would show them. */
const rejections: unknown[] = [];
const note = (reason: unknown) => rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
});
beforeEach(() => {
  rejections.length = 0;
});

const kinds = (page: ContentPage) => page.sent.map(({ kind }) => kind);

/** Holds every answer until it is let go. */
function held() {
  const waiting: ((answer: FillAnswer) => void)[] = [];
  return {
    answer: () => new Promise<FillAnswer>((resolve) => waiting.push(resolve)),
    letGo() {
      for (const resolve of waiting.splice(0)) resolve({ kind: 'fill', code: CODE, step: 7, wakeIn: 25_000 });
    },
  };
}

it('fills the page that the others below are made from, so that they can fail', async () => {
  const page = await openContentPage(form(''));
  expect(page.values()).toEqual({ otp: CODE });
  expect(kinds(page)).toEqual(['ask', 'filled']);
  page.window.close();
});

/** What the script looks up by name on the window or the document, where an element can take its place. */
const NAMES = [
  ...[
    'fuda',
    'fudaRunning',
    'isAlive',
    'lookAgain',
    'chrome',
    'location',
    'self',
    'top',
    'origin',
    'navigation',
  ],
  ...[
    'hidden',
    'activeElement',
    'prerendering',
    'querySelectorAll',
    'documentElement',
    'defaultView',
    'title',
  ],
  ...[
    'getElementById',
    'getElementsByTagName',
    'addEventListener',
    'body',
    'performance',
    'MutationObserver',
  ],
];

it.each(NAMES)(
  'throws nothing and fills nothing else where elements of the page are called %s',
  async (name) => {
    const page = await openContentPage(
      `<form name="${name}"><input name="isAlive"><input name="lookAgain"></form>
     <img name="${name}"><a id="${name}"></a><iframe name="${name}"></iframe>${form('')}`,
    );
    const { otp, ...others } = page.values();
    expect(others).toEqual({});
    expect([undefined, CODE]).toContain(otp);
    expect([page.errors, rejections]).toEqual([[], []]);
    page.window.close();
  },
);

it.each<[string, string]>([
  ['has no action', form('')],
  ['has an empty action', form('', 'action=""')],
  ['has a relative action', form('', 'action="/in"')],
  ['has an action on its own origin', form('', 'action="https://bank.example/in"')],
  ['runs a script of the page’s own', form('', 'action="javascript:void(0)"')],
  ['is none', OTP],
  ['has a button that sends it within its origin', form('<button formaction="/other">x</button>')],
  ['has a field called action', form('<input type="hidden" name="action" value="https://evil.example/">')],
])('fills a form that %s', async (_what, html) => {
  const page = await openContentPage(html);
  expect(page.values()['otp']).toBe(CODE);
  page.window.close();
});

it.each<[string, string]>([
  ['sends to another origin', form('', 'action="https://evil.example/take"')],
  ['sends to another port', form('', 'action="https://bank.example:8443/in"')],
  ['sends to a subdomain', form('', 'action="https://old.bank.example/in"')],
  ['sends over plain HTTP', form('', 'action="http://bank.example/in"')],
  [
    'sends to where the page says addresses begin',
    `<base href="https://evil.example/">${form('', 'action="in"')}`,
  ],
  ['sends to what is no address', form('', 'action="https://["')],
  ['writes a mail', form('', 'action="mailto:x@evil.example"')],
  ['shows itself as data', form('', 'action="data:text/html,x"')],
  ['has a button that sends it elsewhere', form('<button formaction="https://evil.example/">x</button>')],
  [
    'has such a button outside it',
    `${form('', 'id="f"')}<button form="f" formaction="//evil.example/">x</button>`,
  ],
  ['has a picture that sends it elsewhere', form('<input type="image" formaction="https://evil.example/">')],
  [
    'hides its action behind a field of that name',
    form('<input type="hidden" name="action" value="/in">', 'action="https://evil.example/"'),
  ],
])('fills no form that %s', async (_what, html) => {
  const page = await openContentPage(html);
  const { otp, ...others } = page.values();
  expect(otp).toBeUndefined();
  expect(Object.values(others).join('')).not.toContain(CODE);
  // It is not even asked for.
  expect(kinds(page)).not.toContain('ask');
  expect(kinds(page)).not.toContain('filled');
  page.window.close();
});

const field = (page: ContentPage) => page.document.getElementById('otp') as HTMLInputElement;

it.each<[string, (page: ContentPage) => void]>([
  ['took it away', (page) => field(page).remove()],
  ['disabled it', (page) => field(page).setAttribute('disabled', '')],
  ['made it read-only', (page) => field(page).setAttribute('readonly', '')],
  ['made it a hidden one', (page) => field(page).setAttribute('type', 'hidden')],
  ['made it a button', (page) => field(page).setAttribute('type', 'submit')],
  ['made it one for a file’s name', (page) => field(page).setAttribute('type', 'file')],
  ['made it one for mail', (page) => field(page).setAttribute('type', 'email')],
  ['sent its form elsewhere', (page) => field(page).form?.setAttribute('action', 'https://evil.example/')],
  [
    'gave its form a button to elsewhere',
    (page) =>
      field(page).form?.insertAdjacentHTML('beforeend', '<button formaction="//evil.example/">x</button>'),
  ],
  [
    'moved it into a form that sends elsewhere',
    (page) => {
      page.document.body.insertAdjacentHTML(
        'beforeend',
        '<form id="g" action="https://evil.example/"></form>',
      );
      page.document.getElementById('g')?.append(field(page));
    },
  ],
  [
    'gave it to such a form where it stands',
    (page) => {
      page.document.body.insertAdjacentHTML(
        'beforeend',
        '<form id="g" action="https://evil.example/"></form>',
      );
      field(page).setAttribute('form', 'g');
    },
  ],
  [
    'moved the base of its addresses',
    (page) => {
      field(page).form?.setAttribute('action', 'in');
      page.document.head.insertAdjacentHTML('beforeend', '<base href="https://evil.example/">');
    },
  ],
])('writes no code that it had asked for when the page %s meanwhile', async (_what, change) => {
  const worker = held();
  const page = await openContentPage(form(''), { answer: worker.answer });
  expect(kinds(page)).toEqual(['ask']);
  const asked = field(page);
  change(page);
  worker.letGo();
  await page.pass(3_000);
  expect(asked.value).not.toBe(CODE);
  expect(Object.values(page.values()).join('')).not.toContain(CODE);
  expect(kinds(page)).not.toContain('filled');
  expect([page.errors, rejections]).toEqual([[], []]);
  page.window.close();
});

it('writes to the element it asked for, wherever the page moved the focus meanwhile', async () => {
  const worker = held();
  const page = await openContentPage(form(''), { answer: worker.answer });
  const user = page.document.getElementById('user');
  user?.focus();
  worker.letGo();
  await page.pass(1_000);
  expect(page.values()).toEqual({ otp: CODE });
  expect(page.document.activeElement).toBe(user);
  page.window.close();
});

it('takes no event that a page made up for a person’s, and none of its messages for the worker’s', async () => {
  const page = await openContentPage(form(''));
  const before = kinds(page).length;
  const { window } = page;
  for (let n = 0; n < 1_000; n += 1) {
    const type =
      ['submit', 'click', 'keydown', 'input', 'change', 'pagehide', 'message', 'navigate'][n % 8] ?? '';
    const event = new window.Event(type, { bubbles: true, cancelable: true });
    Object.defineProperties(event, {
      data: { value: { kind: 'write', code: '66666666', step: n } },
      key: { value: 'Enter' },
    });
    (n % 2 ? field(page) : window).dispatchEvent(event);
    field(page).form?.dispatchEvent(new window.Event('submit', { bubbles: true }));
  }
  window.postMessage({ kind: 'write', code: '66666666', step: 1, once: true }, '*');
  await page.pass(5_000);
  expect(page.values()).toEqual({ otp: CODE });
  expect(kinds(page).slice(before)).not.toContain('submitted');
  // A look at most, and a question only where there is something new to ask.
  expect(kinds(page).length - before).toBeLessThanOrEqual(2);
  page.window.close();
});

it('asks again when the worker was ended between question and answer, as often as it takes', async () => {
  let tries = 0;
  const page = await openContentPage(form(''), {
    answer: async () => {
      tries += 1;
      if (tries < 4) throw new Error('Could not establish connection. Receiving end does not exist.');
      return { kind: 'fill', code: CODE, step: 7, wakeIn: 25_000 };
    },
  });
  await page.pass(10_000);
  expect(page.values()).toEqual({ otp: CODE });
  expect(rejections).toEqual([]);
  page.window.close();
});

it('says and does nothing any more once its extension was exchanged for another version', async () => {
  const page = await openContentPage(form(''));
  const before = page.sent.length;
  (page.window as unknown as { chrome: { runtime: { id?: string } } }).chrome.runtime.id = undefined as never;
  field(page).replaceWith(
    Object.assign(page.document.createElement('input'), { id: 'otp', autocomplete: 'one-time-code' }),
  );
  await page.pass(120_000);
  expect(page.values()).toEqual({});
  expect(page.sent.length).toBe(before);
  expect([page.errors, rejections]).toEqual([[], []]);
  page.window.close();
});
