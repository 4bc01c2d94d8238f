import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { PASSKEY_FAILURES } from '../support/gallery/scenes/settings.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';
import {
  fill,
  OFTEN,
  press,
  pressAt,
  pressRow,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { WINDOWS } from '../support/window-size.ts';

let gallery: Gallery;
let chromium: Chromium;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [gallery, chromium] = await Promise.all([startGallery(), launchChromium()]);
});
afterAll(async () => {
  await chromium?.destroy();
  await gallery?.close();
});

async function open(scene: string, how?: Parameters<Gallery['address']>[1]): Promise<void> {
  await page.goto(gallery.address(scene, how));
  await page.waitForSelector('.screen:not(.screen-starting)');
}

const has = (text: string) => untilText(page, text);
const shows = async (text: string) => (await page.$(`::-p-text(${text})`)) !== null;
const said = () => page.evaluate(() => (globalThis as never as { fake: { said: string[] } }).fake.said);
const alertText = async () =>
  (await page.waitForSelector('[role=alert]'))?.evaluate((element) => element.textContent ?? '') ?? '';
/** The field of this label has the focus, or gets it in a moment. */
const untilFocused = (label: string) =>
  page.waitForFunction(
    (text) => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent === text,
    OFTEN,
    label,
  );
const isOn = (label: string) =>
  page.$eval(`::-p-aria([name="${label}"][role="switch"])`, (input) => (input as HTMLInputElement).checked);
const pressSwitch = (label: string) => page.locator(`::-p-aria([name="${label}"][role="switch"])`).click();

/** A row of the settings, by the beginning of what it says. */
const row = (label: string) => pressRow(page, label);
const rowText = (label: string) =>
  page.$$eval(
    '.nav-row',
    (rows, text) => rows.map((one) => one.textContent ?? '').find((found) => found.startsWith(text)) ?? '',
    label,
  );

describe.each(WINDOWS)('in the window of $name', ({ size }) => {
  beforeAll(async () => {
    page = await chromium.browser.newPage();
    await page.setViewport(size);
    complaints = watchComplaints(page);
  });
  afterAll(() => page.close());

  describe('the settings', () => {
    it('lead from one short list to a page each, and back again', async () => {
      await open('settings');
      for (const [label, heading] of [
        ['アプリロック', 'アプリロック'],
        ['表示', '表示'],
        ['保存のようす', '保存のようす'],
        ['時計', '時計'],
        ['このアプリについて', 'このアプリについて'],
        ['バックアップと引っ越し', 'バックアップ'],
        ['トークンを追加', 'トークンを追加'],
      ] as const) {
        await row(label);
        await untilHeading(page, heading);
        await page.goBack();
        await untilHeading(page, '設定');
      }
    });

    it('say in each row how things stand behind it', async () => {
      await open('settings');
      expect(await rowText('アプリロック')).toContain('切');
      expect(await rowText('保存のようす')).toContain('消えることがあります');
      expect(await rowText('時計')).toContain('合っています');
      await open('settings-locked');
      expect(await rowText('アプリロック')).toContain('5分で自動');
      expect(await rowText('保存のようす')).toContain('消さない約束');
      expect(await rowText('時計')).toContain('14分ずれています');
    });

    it('can be walked with the keyboard alone', async () => {
      await open('settings-lock-on');
      await page.focus('input[role=switch]');
      const label = '画面を離れたらすぐロック';
      expect(await isOn(label)).toBe(true);
      await page.keyboard.press('Space');
      expect(await isOn(label)).toBe(false);
      expect(await said()).toContain('setLockOptions {"onHide":false}');
    });
  });

  describe('language, colours and the first token', () => {
    it('change at once', async () => {
      await open('settings-start');
      await page.locator('::-p-aria([name="暗い"][role="radio"])').click();
      await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
      await page.locator('::-p-aria([name="English"][role="radio"])').click();
      await untilHeading(page, 'Display');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    });

    it('the token to begin with is picked from all, or the list is', async () => {
      await open('settings-start');
      const value = () => page.$eval('select', (select) => select.value);
      expect(await value()).not.toBe('');
      await page.select('select', 'b');
      await page.goBack();
      await has('かもめ銀行 わたしの支店');
      expect(await page.$('.row')).toBeNull();
    });

    it('keeping the screen on is offered where the platform can, and nowhere else', async () => {
      await open('settings-display');
      await pressSwitch('画面を消さない');
      expect(await isOn('画面を消さない')).toBe(true);
    });
  });

  describe('the strength of a lock code', () => {
    it('is said in words while it is typed, for what it is and not for its length', async () => {
      await open('lock-on');
      for (const [code, strength] of [
        ['2468', '弱い'],
        ['19991231', '弱い'],
        ['111111111111', '弱い'],
        ['83920174', 'ふつう'],
        ['839201746153', '強い'],
      ] as const) {
        await fill(page, 'アプリロックコード', code);
        await page.waitForFunction(
          (word) => document.querySelector('[data-part=strength]')?.textContent === word,
          {},
          strength,
        );
      }
      await has('まず当てられません');
      await fill(page, 'アプリロックコード', '8a');
      expect(await page.$('[data-part=strength]')).toBeNull();
    });

    it('forbids nothing: a weak code can be used', async () => {
      await open('lock-on');
      await fill(page, 'アプリロックコード', '1');
      await fill(page, 'もう一度、同じコード', '1');
      await press(page, 'アプリロックをかける');
      await has('アプリロックをかけました');
    });

    it('two codes that differ are told beside the second', async () => {
      await open('lock-on');
      await fill(page, 'アプリロックコード', '83920174');
      await fill(page, 'もう一度、同じコード', '83920175');
      await press(page, 'アプリロックをかける');
      await has('2つのコードが同じではありません');
      await untilFocused('もう一度、同じコード');
    });
  });

  describe('the options of the lock', () => {
    it('are kept as they are chosen', async () => {
      await open('settings-lock-on');
      await page.locator('::-p-aria([name="15分"][role="radio"])').click();
      await page.locator('::-p-aria([name="しない"][role="radio"])').click();
      expect(await said()).toEqual([
        'setLockOptions {"idleMinutes":15}',
        'setLockOptions {"idleMinutes":null}',
      ]);
    });

    it('say so when they could not be kept, and show what holds', async () => {
      await open('settings-lock-unkept');
      await pressSwitch('画面を離れたらすぐロック');
      expect(await alertText()).toContain('保存できませんでした');
      expect(await isOn('画面を離れたらすぐロック')).toBe(false);
    });

    it('cannot be used to get around the question for every code', async () => {
      await open('settings-lock-on');
      await pressSwitch('コードを毎回確かめる');
      await has('切る前に、アプリロックコードを確かめます');
      expect((await said()).filter((one) => one.startsWith('setLockOptions'))).toEqual([]);
      await fill(page, 'アプリロックコード', '2468');
      await press(page, '毎回の確認をやめる');
      await page.waitForSelector('::-p-aria([name="コードを毎回確かめる"][role="switch"])');
      expect(await isOn('コードを毎回確かめる')).toBe(false);
    });

    it('say what happens where the shell has a rule of its own', async () => {
      await open('settings-lock-no-passkey');
      expect(await shows('パソコンをロックしたとき')).toBe(true);
      expect(await page.$('[role=switch]')).toBeNull();
      expect(await shows('自動でロックするまで')).toBe(false);
    });

    it('are not there before there is a token to lock', async () => {
      await open('settings-none');
      expect(await shows('トークンを設定すると、かけられます')).toBe(true);
      expect(await page.$('input')).toBeNull();
    });
  });

  describe('a passkey beside a code that is asked for every time', () => {
    it('is turned on only by somebody who knows the lock code', async () => {
      await open('settings-lock-every');
      await press(page, '使う');
      await has('使い始める前に、アプリロックコードを確かめます');
      expect(
        await page.evaluate(
          () => (globalThis as never as { fake: { passkey: { value: string } } }).fake.passkey.value,
        ),
      ).toBe('off');
      await fill(page, 'アプリロックコード', '24681357');
      await press(page, 'コードを確かめる');
      await press(page, '使う');
      await page.waitForFunction(
        () => (globalThis as never as { fake: { passkey: { value: string } } }).fake.passkey.value === 'on',
      );
    });
  });

  describe('a passkey that fails', () => {
    it('is told in the settings with what to do, one wording a reason', async () => {
      const texts = new Set<string>();
      for (const reason of PASSKEY_FAILURES) {
        await open(`passkey-${reason}`);
        await press(page, '使う');
        texts.add(await alertText());
        expect(await shows('使わない'), reason).toBe(false);
      }
      expect(texts.size).toBe(PASSKEY_FAILURES.length);
    });

    it('leads to the code at the lock, with the field at hand', async () => {
      const texts = new Set<string>();
      for (const reason of PASSKEY_FAILURES) {
        await open(`locked-passkey-${reason}`);
        // Nothing is asked of the device before somebody presses.
        expect(await said(), reason).toEqual([]);
        await press(page, '指紋・顔・端末のロックで開く');
        const text = await alertText();
        expect(text, reason).toContain('アプリロックコード');
        texts.add(text);
        await untilFocused('アプリロックコード');
      }
      // A lock that is off has no words of its own here: where it is seen, there is one.
      expect(texts.size).toBe(PASSKEY_FAILURES.length - 1);
    });

    it('ends with a change of the code, and is turned on again from there', async () => {
      await open('lock-change-passkey');
      await page.evaluate(() => {
        const { fake } = globalThis as never as {
          fake: { changeLockCode: unknown; passkey: { value: string } };
        };
        fake.changeLockCode = async () => {
          fake.passkey.value = 'off';
          return { ok: true };
        };
      });
      await fill(page, 'いまのコード', '2468');
      await fill(page, '新しいコード', '839201746153');
      await fill(page, 'もう一度、同じコード', '839201746153');
      await press(page, 'コードを変える');
      await untilHeading(page, 'コードを変えました');
      await has('指紋・顔・端末のロックで開く設定は切れます');
      await press(page, '指紋・顔で開く設定を入れ直す');
      await has('指紋・顔・端末のロックで開けるようになりました');
      expect(await said()).toContain('turnPasskeyOn');
    });
  });

  describe('a forgotten code', () => {
    it('is explained from the lock, and the way back is the same', async () => {
      await open('locked');
      await press(page, 'コードを忘れたとき');
      await untilHeading(page, 'コードを忘れたとき');
      for (const text of [
        '消すと、なくなるもの',
        'なくならないもの',
        '口座・お金',
        '再発行',
        'バックアップから戻す',
      ])
        expect(await shows(text), text).toBe(true);
      await press(page, '消さずに戻る');
      await untilHeading(page, 'アプリロック');
      expect(await said()).toEqual([]);
    });

    it('erases only after that was agreed to, and begins anew', async () => {
      await open('forgot');
      await press(page, 'すべて消して、はじめからにする');
      await page.waitForSelector('.error');
      expect(await said()).toEqual([]);
      // The focus stands on what is missing.
      await page.keyboard.press('Space');
      await press(page, 'すべて消して、はじめからにする');
      await untilHeading(page, '銀行のワンタイムパスワード');
      expect(await said()).toEqual(['forgetAll']);
      await has('すべて消しました');
    });
  });

  describe('a covered code', () => {
    it('is shown after the lock code, and not before', async () => {
      await open('covered');
      expect(await page.$('[data-part=code]')).toBeNull();
      await press(page, 'コードを確かめて表示');
      await untilFocused('アプリロックコード');
      await page.keyboard.type('2468');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-part=code]');
      expect(await said()).toEqual(['uncover']);
    });

    it('is shown by the passkey with one press', async () => {
      await open('covered-passkey');
      await press(page, '指紋・顔で確かめて表示');
      await page.waitForSelector('[data-part=code]');
    });

    it('says how long to wait after wrong codes', async () => {
      await open('covered-wait');
      await press(page, 'コードを確かめて表示');
      await untilFocused('アプリロックコード');
      await page.keyboard.type('1');
      await page.keyboard.press('Enter');
      await has('あと1分30秒待ってください');
      expect(await page.$('[data-part=code]')).toBeNull();
      // Said once to whoever does not see it.
      await page.waitForFunction(
        () => document.querySelector('[role=status]')?.textContent?.includes('1分30秒待ってください'),
        OFTEN,
      );
    });

    it('asks for the code where the passkey fails, and says that a code was wrong', async () => {
      await open('covered-wrong');
      await press(page, '指紋・顔で確かめて表示');
      expect(await alertText()).toContain('アプリロックコード');
      await untilFocused('アプリロックコード');
      await page.keyboard.type('1');
      await page.keyboard.press('Enter');
      await has('コードが違います');
    });
  });

  describe('the clock', () => {
    it('that is minutes off is explained, with the steps for the system at hand first', async () => {
      await page.setUserAgent({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' });
      await open('settings-clock-far');
      await has('時計が1時間35分遅れています');
      await has('時計の合わせかた（iPhone・iPad）');
      const first = await page.$$eval('ol', (lists) =>
        lists.filter((list) => !list.closest('details')).map((list) => list.textContent),
      );
      expect(first).toHaveLength(1);
      expect(first[0]).toContain('自動設定');
      expect(await page.$$eval('details', (all) => all.length)).toBe(3);
    });

    it('that is right needs no steps', async () => {
      await open('settings-clock');
      await has('時計は合っています');
      expect(await page.$('ol')).toBeNull();
    });

    it('that could not be asked says so and stays to be asked again', async () => {
      await open('settings-clock-unknown');
      await has('調べられませんでした');
    });

    it('that is far off is told at home, with the way to the steps', async () => {
      await open('home-clock-far');
      await press(page, '時計の合わせかた');
      await untilHeading(page, '時計');
    });
  });

  describe('storage', () => {
    it('that is not promised says what to do, and asks again at a press', async () => {
      await open('settings-storage');
      await press(page, 'もう一度ブラウザにたのむ');
      await has('まだ約束されませんでした');
      await open('storage-promised');
      await press(page, 'もう一度ブラウザにたのむ');
      await has('トークンは守られています');
    });
  });

  describe('the home screen', () => {
    it('is offered at home once, and a press on “later” keeps it away', async () => {
      await open('home-install');
      await press(page, 'あとで');
      await page.waitForFunction(() => !document.body.textContent?.includes('追加しませんか'));
      await pressAt(page, '[aria-label=設定]');
      await untilHeading(page, '設定');
      await row('ホーム画面に追加');
      await untilHeading(page, 'ホーム画面に追加');
    });

    it('is asked for by the browser where it can, and by hand with steps where it cannot', async () => {
      await open('install-prompt');
      await press(page, '追加する');
      await has('追加しました');
      for (const [scene, step] of [
        ['install-ios', '共有ボタン'],
        ['install-android', '「︙」'],
        ['install-desktop', 'アドレス欄'],
      ] as const) {
        await open(scene);
        expect(await shows(step), scene).toBe(true);
        const buttons = await page.$$eval('button', (all) => all.map(({ textContent }) => textContent));
        expect(buttons, scene).not.toContain('追加する');
      }
    });

    it('of an iPhone says before that the tokens do not come along', async () => {
      await open('install-ios');
      expect(await shows('追加したFudaに、いまのトークンは入りません')).toBe(true);
    });
  });

  describe('a new release', () => {
    it('can be put off', async () => {
      await open('home-update');
      await press(page, 'あとで');
      await page.waitForFunction(() => document.querySelector('.update') === null);
    });

    it('is offered wherever nothing is being entered', async () => {
      await open('list-update');
      for (const at of ['inbox', 'list', 'token']) {
        await page.evaluate((to) => {
          const state = { fuda: true, depth: 1, route: { at: to, id: 'a' } };
          history.pushState(state, '');
          dispatchEvent(new PopStateEvent('popstate', { state }));
        }, at);
        await page.waitForFunction((to) => history.state.route.at === to, {}, at);
        expect(await page.$('.update'), at).not.toBeNull();
      }
    });

    it('is not offered away from quiet screens', async () => {
      await open('home-update');
      await pressAt(page, '[aria-label=設定]');
      await untilHeading(page, '設定');
      expect(await page.$('.update')).toBeNull();
    });
  });

  describe('what the app says of itself', () => {
    it('names its version and every licence in full', async () => {
      await open('about');
      await has('1.0.0');
      await row('使っているソフトウェア');
      await untilHeading(page, '使っているソフトウェア');
      const shown = await page.$$eval('details.licence', (all) =>
        all.map((one) => {
          one.querySelector('summary')?.click();
          return {
            name: one.querySelector('b')?.textContent,
            text: one.querySelector('pre')?.textContent ?? '',
          };
        }),
      );
      expect(shown.map(({ name }) => name)).toContain('preact');
      expect(shown.find(({ name }) => name === 'idb')?.text).toContain('Permission');
      expect(await page.$$eval('details[open]', (all) => all.length)).toBe(shown.length);
    });
  });

  describe('a press that fails in a way nobody foresaw', () => {
    /** Makes `act` of the app throw, and count how often it was called. */
    const breakAct = (act: string) =>
      page.evaluate((name) => {
        const { fake } = globalThis as never as { fake: Record<string, unknown> };
        Object.assign(globalThis, { calls: 0 });
        fake[name] = async () => {
          (globalThis as never as { calls: number }).calls += 1;
          throw new Error('not foreseen');
        };
      }, act);

    it('is said beside the lock code, and another press tries again, one at a time', async () => {
      await open('locked');
      await breakAct('unlock');
      await fill(page, 'アプリロックコード', '2468');
      await page.evaluate(() => {
        const button = document.querySelector<HTMLButtonElement>('button[type=submit]')!;
        button.click();
        button.click();
      });
      await page.waitForSelector('.error ::-p-text(確かめられませんでした)');
      expect(await page.evaluate(() => (globalThis as never as { calls: number }).calls)).toBe(1);
      await press(page, '開く');
      await page.waitForFunction(() => (globalThis as never as { calls: number }).calls === 2, OFTEN);
    });

    it('leads from the passkey to the code', async () => {
      await open('locked-passkey');
      await breakAct('unlockWithPasskey');
      await press(page, '指紋・顔・端末のロックで開く');
      expect(await alertText()).toContain('アプリロックコードを入れてください');
      await untilFocused('アプリロックコード');
    });

    it('is said where older contents were to be taken as known', async () => {
      for (const [scene, button] of [
        ['token-troubled', '.notice-danger button'],
        ['inbox', '[data-kind=rolled-back] button'],
      ] as const) {
        await open(scene);
        await breakAct('acknowledgeRollback');
        await pressAt(page, button);
        await page.waitForSelector('.toast ::-p-text(保存できませんでした)');
      }
      expect(complaints).toEqual([]);
    });
  });

  describe('the curtain', () => {
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
        document.dispatchEvent(new Event('visibilitychange'));
        const middle = document.elementFromPoint(innerWidth / 2, 170);
        return middle?.closest('.curtain') !== null;
      }, hidden);

    it('is drawn over the code as soon as the app is hidden, and away when it is back', async () => {
      await open('token');
      expect(await hide(true)).toBe(true);
      expect(await hide(false)).toBe(false);
      await page.waitForSelector('[data-part=code]');
    });

    it('covers before the page is put away, too', async () => {
      await open('token');
      const covered = await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide'));
        return document.elementFromPoint(innerWidth / 2, 170)?.closest('.curtain') !== null;
      });
      expect(covered).toBe(true);
    });
  });

  it('nothing of all this made the browser complain', () => {
    expect(complaints).toEqual([]);
  });
});
