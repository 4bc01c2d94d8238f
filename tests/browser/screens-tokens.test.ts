import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GalleryWalk, walkGallery } from '../support/gallery/walk.ts';
import { WINDOWS } from '../support/window-size.ts';

let walk: GalleryWalk;
beforeAll(async () => {
  walk = await walkGallery();
});
afterAll(async () => {
  await walk.close();
});

/** The names in the list, from the top. */
const names = (part = '.row-name, .order-name') =>
  walk.page.$$eval(part, (all) => all.map((one) => one.textContent?.trim() ?? ''));
const digits = () => walk.page.$eval('[data-part=code]', (line) => line.textContent);
const focused = () => walk.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
const search = (text: string) =>
  walk.page.evaluate((value) => {
    const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);

describe.each(WINDOWS)('in the window of $name', ({ size }) => {
  beforeAll(() => walk.page.setViewport(size));

  describe('the list of tokens', () => {
    it('is searched by name from six tokens on, whichever kana are typed', async () => {
      await walk.open('list');
      expect(await walk.page.$('input[type=search]')).toBeNull();
      await walk.open('list-mixed');
      await search('かもめ');
      await walk.page.waitForFunction(() => document.querySelectorAll('.row').length === 2);
      expect(await names()).toEqual(
        ['かもめ銀行 わたしの支店', 'カモメ証券'].map((name) => expect.stringContaining(name)),
      );
      // A screen reader hears how many once the typing rests.
      await walk.page.waitForFunction(
        () => document.querySelector('[role=status]')?.textContent === '2件見つかりました',
      );
    });
    it('says when nothing matches, and shows all again at a press', async () => {
      await search('どこにもない');
      await walk.see('「どこにもない」に合うトークンはありません。');
      await walk.press('すべて表示する');
      await walk.page.waitForFunction(() => document.querySelectorAll('.row').length === 7);
    });
    it('holds a thousand with few of them in the document, and says which each is', async () => {
      await walk.open('list-thousand');
      const rows = () => walk.page.$$eval('[data-part=list] [role=listitem]', (all) => all.length);
      expect(await rows()).toBeLessThan(60);
      await walk.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const last = await walk.page.waitForSelector('[aria-posinset="1000"]');
      expect(await last?.evaluate((row) => row.getAttribute('aria-setsize'))).toBe('1000');
      await expect.poll(rows).toBeLessThan(60);
      await search('service 778');
      await walk.page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
    });
    it('is left and come back to at the same row', async () => {
      await walk.open('list-thousand');
      await walk.page.evaluate(() => scrollTo(0, 40_000));
      const row = await walk.page.waitForFunction(() => {
        const seen = [...document.querySelectorAll<HTMLElement>('[data-id]')];
        return seen.find((one) => one.getBoundingClientRect().top > 200 && Number(one.ariaPosInSet) > 100);
      });
      const id = await walk.page.evaluate((one) => {
        (one as HTMLElement).querySelector('button')?.click();
        return (one as HTMLElement).dataset['id']!;
      }, row);
      await walk.page.waitForSelector('.tag');
      await walk.press('戻る');
      await walk.page.waitForFunction(
        (wanted) => {
          const held = document.activeElement?.closest<HTMLElement>('[data-id]');
          const top = held?.getBoundingClientRect().top ?? -1;
          return held?.dataset['id'] === wanted && top > 0 && top < innerHeight;
        },
        {},
        id,
      );
    });
  });

  describe('the order of the tokens', () => {
    it('is changed by buttons from the keyboard, saved at once, and told', async () => {
      await walk.open('list');
      await walk.press('並べ替え');
      await walk.see('矢印のボタンで動かします');
      const name = 'みどり農協ネットバンク';
      await walk.page.focus(`[aria-label="${name}を下へ"]`);
      await walk.page.keyboard.press('Enter');
      await walk.page.waitForFunction(
        (text) => document.querySelector('[role=status]')?.textContent === text,
        {},
        `${name}は、3件のうち2番目です`,
      );
      await expect
        .poll(async () => (await names()).map((one) => one.slice(0, 4)))
        .toEqual(['かもめ銀', 'みどり農', 'あおば信']);
      expect(await walk.said()).toContain('reorder b 00000000-0000-4000-8000-000000000001 c');
      // The same button still has the focus, so that a second press moves it on.
      await expect.poll(focused).toBe(`${name}を下へ`);
      await walk.page.keyboard.press('Enter');
      await walk.page.waitForFunction(
        (label) => document.querySelector(`[aria-label="${label}"]`)?.ariaDisabled === 'true',
        {},
        `${name}を下へ`,
      );
      await walk.press(`${name}をいちばん上へ`);
      await walk.page.waitForFunction(() =>
        document.querySelector('.order-name')?.textContent?.includes('みどり'),
      );
    });
    it('may begin with one token, from which the list is a press away', async () => {
      await walk.open('list');
      await walk.page.click('.row');
      await walk.press('くわしく');
      await walk.see('はじめに表示する');
      await walk.page.click('input[role=switch]');
      await walk.page.evaluate(() => history.go(-2));
      await walk.page.waitForSelector('.tag');
      await walk.press('すべてのトークン');
      await walk.page.waitForSelector('[data-part=list]');
      expect(await walk.route()).toBe('list');
      await walk.press('戻る');
      await walk.page.waitForSelector('.tag');
    });
  });

  describe('an event-based token', () => {
    it('makes no code before the press, a new one at each press, and keeps the one shown', async () => {
      await walk.open('token-event');
      await walk.see('押すたびに、新しいパスワードを1つ作ります');
      expect(await walk.page.$('[data-part=code]')).toBeNull();
      expect(await walk.said()).toEqual([]);
      await walk.press('パスワードを表示');
      await walk.page.waitForSelector('[data-part=code]');
      const first = await digits();
      expect(first).toMatch(/^\d{6}$/u);
      await walk.see('前のものも、新しいほうを使うまでは使えます');
      await walk.press('コピー');
      await walk.press('新しいパスワードを表示');
      await walk.page.waitForFunction(
        (old) => document.querySelector('[data-part=code]')?.textContent !== old,
        {},
        first,
      );
      expect(await walk.said()).toEqual(['nextEventCode', 'nextEventCode']);
    });
    it('shows no code any more when its screen was left', async () => {
      await walk.press('くわしく');
      await walk.see('くわしい情報');
      await walk.press('戻る');
      await walk.see('パスワードを表示');
      expect(await walk.page.$('[data-part=code]')).toBeNull();
    });
    it('says what to do when the count cannot be saved', async () => {
      await walk.open('token-event-full');
      await walk.press('パスワードを表示');
      await walk.see('端末の空き容量が足りず');
      expect(await walk.page.$('[data-part=code]')).toBeNull();
    });
    it('opens the bank with the code that was asked for', async () => {
      await walk.open('token-event-issued');
      expect(await walk.shows('ワンタイムパスワードでログイン')).toBe(false);
      await walk.press('パスワードを表示');
      await walk.see('ワンタイムパスワードでログイン');
      const shown = await digits();
      const posted = await walk.page.$eval('form.bank-login', (form) =>
        new FormData(form as HTMLFormElement).get('code'),
      );
      expect(posted).toBe(shown);
    });
  });

  describe('what waits', () => {
    it('is counted in the bar, told one by one, and each leads to what to do', async () => {
      await walk.open('list-standings');
      await walk.press('お知らせ 4件');
      await walk.page.waitForSelector('[data-kind]');
      const kinds = await walk.page.$$eval('[data-kind]', (all) =>
        all.map((one) => one.getAttribute('data-kind')),
      );
      expect(kinds.sort()).toEqual(['ended', 'expired', 'renewal', 'suspended']);
      await walk.press('延長する');
      await walk.see('いまの有効期限');
      expect(await walk.route()).toBe('renew');
    });
    it('says so when there is nothing', async () => {
      await walk.open('inbox-empty');
      await walk.see('お知らせはありません');
    });
    it('leads to the help with the clock, and away from a rollback once it was read', async () => {
      await walk.open('inbox');
      await walk.press('時計の合わせかた');
      await walk.page.waitForFunction(
        () => (history.state as { route?: { at: string } } | null)?.route?.at === 'settings-clock',
      );
    });
  });

  describe('a token of one’s own', () => {
    it('is removed only after it was said that its service still asks for it', async () => {
      await walk.open('remove-own');
      await walk.see('先に、サービスの二段階認証を切るか');
      await walk.press('この端末から消す');
      await walk.see('ログインできることを、確かめてください');
      await walk.page.click('input[type=checkbox]');
      await walk.press('この端末から消す');
      await walk.see('トークンを消しました');
    });
    it('has no bank to log in to, and can be exported', async () => {
      await walk.open('token-own');
      expect(await walk.shows('ワンタイムパスワードでログイン')).toBe(false);
      await walk.open('details-own');
      await walk.press('ほかのアプリへ書き出す');
      await walk.page.waitForFunction(
        () => (history.state as { route?: { at: string } } | null)?.route?.at === 'export',
      );
    });
  });

  describe('the clock under a code', () => {
    it('is called corrected only where what is known of it is used', async () => {
      await walk.open('home-clock-unused');
      await walk.see('端末の時計がずれています');
      expect(await walk.shows('補正ずみ')).toBe(false);
    });

    it('that is off by more than half a minute is told, with the way to setting it', async () => {
      await walk.open('home-clock-off');
      await walk.see('2分ずれています');
      await walk.press('時計の合わせかた');
      await walk.see('iPhone・iPad');
    });
  });

  describe('the language', () => {
    it('follows a change of mind without losing the place', async () => {
      await walk.open('details');
      await walk.page.evaluate(() =>
        (globalThis as unknown as { fake: { setPreferences(change: object): void } }).fake.setPreferences({
          language: 'en',
        }),
      );
      await walk.see('When you change devices');
      expect(await walk.page.evaluate(() => document.documentElement.lang)).toBe('en');
    });
  });

  it('nothing of all this broke the content policy or threw', () => {
    expect(walk.complaints).toEqual([]);
  });
});
