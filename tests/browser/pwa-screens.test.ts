import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { axeFaults } from '../support/axe.ts';
import { RENEW_FAILURES, SCENES } from '../support/gallery/scenes.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';
import { fill, press, untilHeading, untilText } from '../support/pwa.ts';

let gallery: Gallery;
let chromium: Chromium;
let page: Page;
/** Whatever the browser complained of: policy violations and errors end up here. */
const complaints: string[] = [];

beforeAll(async () => {
  [gallery, chromium] = await Promise.all([startGallery(), launchChromium()]);
  page = await chromium.browser.newPage();
  // axe is brought in by the test, not by the app: its own evaluation must get past the policy.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(async () => {
  await chromium.destroy();
  await gallery.close();
});

const phone = { width: 360, height: 740 };
const pc = { width: 1280, height: 800 };

async function open(scene: string, how?: Parameters<Gallery['address']>[1]): Promise<void> {
  await page.goto(gallery.address(scene, how));
  // A screen that is loaded when it is opened shows for a moment that it is being got ready.
  await page.waitForSelector(scene === 'starting' ? '.screen' : '.screen:not(.screen-starting)');
  await page.evaluate(() => document.fonts.ready);
}

/** Shows a scene in place of the one before, in the same document. */
async function show(scene: string, how: Parameters<Gallery['address']>[1]): Promise<void> {
  await page.evaluate(
    (query) => {
      document.documentElement.style.fontSize = '';
      return (globalThis as unknown as { showScene(query: string): Promise<void> }).showScene(query);
    },
    new URL(gallery.address(scene, how)).search,
  );
  await page.waitForSelector(scene === 'starting' ? '.screen' : '.screen:not(.screen-starting)');
}

const overflow = () =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** How far the digits of the code stand out of their line or their card, px. */
const digitsOut = () =>
  page.evaluate(() => {
    const line = document.querySelector<HTMLElement>('.code')!;
    const card = document.querySelector('.tag')!.getBoundingClientRect();
    const groups = [...line.children].map((child) => child.getBoundingClientRect());
    return Math.max(
      ...groups.map(({ right }) => right - card.right),
      ...groups.map(({ left }) => card.left - left),
    );
  });

/** What a window can be besides the phone's own: a PC's, and a phone whose text is set to twice the size. */
const OTHER_WINDOWS = [
  { name: 'a PC', viewport: pc, surface: 'pc', text: '100%' },
  { name: 'text at 200 %', viewport: phone, surface: 'phone', text: '200%' },
] as const;

describe('every screen', () => {
  // Each language and each theme once: words and colours do not depend on each other.
  for (const [language, theme] of [
    ['ja', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`is free of accessibility faults and fits 360 px, a PC, and text at 200 % (${language}, ${theme})`, async () => {
      await open('welcome', { language, theme });
      for (const scene of Object.keys(SCENES)) {
        await page.setViewport(phone);
        await show(scene, { language, theme });
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await overflow(), `${scene} is wider than the window`).toBeLessThanOrEqual(0);
        expect(await axeFaults(page), scene).toEqual([]);
        for (const { name, viewport, surface, text } of OTHER_WINDOWS) {
          await page.setViewport(viewport);
          await page.evaluate(
            (kind, fontSize) => {
              document.documentElement.dataset['surface'] = kind;
              document.documentElement.style.fontSize = fontSize;
            },
            surface,
            text,
          );
          expect(await overflow(), `${scene} on ${name}`).toBeLessThanOrEqual(0);
        }
      }
      expect(complaints).toEqual([]);
    });
});

describe('the code', () => {
  it('stays inside its card at 360 px in any font a system may have', async () => {
    await page.setViewport(phone);
    for (const scene of ['token', 'token-late', 'token-six'])
      for (const font of ['system-ui', 'serif', 'monospace', 'DejaVu Sans', 'Noto Sans CJK JP']) {
        await open(scene);
        for (const [wider, width] of [
          ['normal', '99.9%'],
          ['0.15em', '99.8%'],
        ] as const) {
          await page.evaluate(
            async (family, spacing, cardWidth) => {
              document.documentElement.style.setProperty('--font', family);
              document.querySelector<HTMLElement>('.code')!.style.letterSpacing = spacing;
              // A change of the card's size is what the app measures after.
              document.querySelector<HTMLElement>('.tag')!.style.width = cardWidth;
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            },
            font,
            wider,
            width,
          );
          expect(await digitsOut(), `${scene} in ${font}, ${wider}`).toBeLessThanOrEqual(0);
        }
      }
  });

  it('is written large: an eight-digit code fills most of a 360 px phone', async () => {
    await page.setViewport(phone);
    await open('token');
    const size = await page.$eval('.code', (code) => Number.parseFloat(getComputedStyle(code).fontSize));
    expect(size).toBeGreaterThan(40);
  });

  it('shows the next one in the last seconds, in text of its own', async () => {
    await open('token');
    expect(await page.$('[data-part=next]')).toBeNull();
    await open('token-late');
    expect(await page.$eval('[data-part=next]', (next) => next.textContent)).toMatch(/^\d{8}$/);
    expect(await page.$eval('[data-part=seconds]', (seconds) => seconds.textContent)).toBe('5');
  });

  it('copies and says so', async () => {
    await open('token');
    await press(page, 'コピー');
    await untilText(page, 'コピーしました');
  });
});

describe('the way to the bank', () => {
  const forms = () =>
    page.$$eval('form', (all) =>
      all.map((form) => [form.method, form.target, form.getAttribute('action'), form.elements.length]),
    );

  it('is a form that posts, in a window of its own, without a field in the document', async () => {
    await open('token');
    expect(await forms()).toEqual([['post', '_blank', 'http://midori.localhost:4302/otp-entry', 1]]);
    await untilText(page, 'midori.localhost:4302 のログイン画面');
  });

  it('carries the code of the moment of pressing, and nothing else', async () => {
    await open('token');
    const sent = await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('.bank-login')!;
      return [...new FormData(form)];
    });
    const code = await page.$eval('[data-part=code]', (shown) => shown.textContent);
    expect(sent).toEqual([['code', code]]);
  });

  it('waits for the next code in the last seconds of one: a press sends nothing', async () => {
    await open('token-late');
    expect(await page.$eval('.bank-login .button', (button) => button.getAttribute('aria-disabled'))).toBe(
      'true',
    );
    const sent = await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('.bank-login')!;
      form.querySelector('button')!.click();
      // Enter in a form does not ask the button.
      const allowed = form.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      return { allowed, fields: [...new FormData(form)] };
    });
    expect(sent).toEqual({ allowed: false, fields: [] });
    expect((await chromium.browser.pages()).filter((one) => one.url().includes('otp-entry'))).toEqual([]);
  });

  it('is not offered where no code may be sent, or none is shown', async () => {
    for (const scene of [
      'token-no-login',
      'token-suspended',
      'token-paused',
      'token-expired',
      'token-ended',
    ]) {
      await open(scene);
      expect(await page.$('.bank-login'), scene).toBeNull();
    }
  });
});

describe("an institution's name", () => {
  it('is text, whatever it holds', async () => {
    await open('token-hostile-name');
    expect(await page.$('.tag img')).toBeNull();
    expect(await page.$eval('.tag-name', (name) => name.textContent)).toContain('<img src=x');
    expect(complaints).toEqual([]);
  });
});

describe('set-up', () => {
  const focusedLabel = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? null);
  const heading = (text: string) => untilHeading(page, text);
  const tabTo = async (text: string) => {
    for (let tries = 0; tries < 12; tries += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(
        () =>
          (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ??
          document.activeElement?.textContent ??
          '',
      );
      if (here.includes(text)) return;
    }
    throw new Error(`"${text}" cannot be reached with Tab`);
  };

  it('can be done with the keyboard alone, full-width digits and all', async () => {
    await page.setViewport(phone);
    await open('welcome');
    await tabTo('設定をはじめる');
    await page.keyboard.press('Enter');
    await untilText(page, '時計は合っています');
    await tabTo('次へ');
    await page.keyboard.press('Enter');
    await heading('銀行からのメール');

    // Nothing typed: told beside the field, and focus goes to the first bad one.
    await tabTo('ユーザID');
    await page.keyboard.type('1234 5678 90');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.error');
    expect(await focusedLabel()).toBe('サービスID');
    await page.keyboard.type('１０１１２２３５');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent === 'ユーザID',
    );
    const described = await page.evaluate(() => {
      const ids = document.activeElement?.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
    });
    expect(described).toContain('あと2桁足りません');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
      '1234 5678 90',
    );
    await page.keyboard.press('End');
    await page.keyboard.type('15');
    await page.keyboard.press('Enter');

    await heading('利用開始パスワード');
    await tabTo('利用開始パスワード');
    await page.keyboard.type('2468');
    await page.keyboard.press('Enter');
    await heading('ご確認ください');
    await tabTo('設定する');
    await page.keyboard.press('Enter');
    await untilText(page, '同意のしるし');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await heading('設定が終わりました');
    await page.waitForSelector('[data-part=code]');
    expect(
      await page.evaluate(() => (globalThis as never as { fake: { said: string[] } }).fake.said),
    ).toEqual(['setUp 10112235 123456789015']);
  });

  it('keeps what was typed when the person goes back', async () => {
    await open('welcome');
    await press(page, '設定をはじめる');
    await press(page, '次へ');
    await heading('銀行からのメール');
    await fill(page, 'サービスID', '10112235');
    await fill(page, 'ユーザID', '123456789015');
    await page.keyboard.press('Enter');
    await heading('利用開始パスワード');
    await page.goBack();
    await heading('銀行からのメール');
    expect(await page.$$eval('input', (inputs) => inputs.map(({ value }) => value))).toEqual([
      '1011 2235',
      '1234 5678 9015',
    ]);
  });
});

describe('a renewal', () => {
  it('that is refused says in words what to do instead, one wording a reason', async () => {
    const said = new Map<string, string>();
    for (const reason of RENEW_FAILURES) {
      await open(`renew-${reason}`);
      await page.locator('::-p-aria([name="延長する"][role="button"])').click();
      const alert = await page.waitForSelector('[role=alert]');
      said.set(reason, (await alert?.evaluate((element) => element.textContent)) ?? '');
    }
    expect(new Set(said.values()).size).toBe(RENEW_FAILURES.length);
    expect(said.get('renewal-refused')).toContain('もう一度申し込んで');
    expect(said.get('suspended')).toContain('窓口に電話');
    expect(said.get('unreachable')).toContain('電波');
  });
});
