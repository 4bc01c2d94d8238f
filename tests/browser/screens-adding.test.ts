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

/** The test secret of RFC 6238, appendix B, in base32. */
const SECRET = 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ';
const SECRET_LABEL = 'シークレット（秘密の文字）';
const at = (route: string) =>
  walk.page.waitForFunction(
    (wanted) => (history.state as { route?: { at: string } } | null)?.route?.at === wanted,
    {},
    route,
  );
const facts = () =>
  walk.page.$$eval('.facts > div', (rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent).join(': ')),
  );
const fault = (label: string) =>
  walk.page.evaluate((wanted) => {
    const named = [...document.querySelectorAll('label')].find((one) => one.textContent === wanted);
    return named?.parentElement?.querySelector('.error')?.textContent ?? null;
  }, label);

describe.each(WINDOWS)('in the window of $name', ({ size }) => {
  beforeAll(() => walk.page.setViewport(size));

  describe('the ways of adding a token', () => {
    it('lead from a new app to the set-up, a QR code, and what one had before', async () => {
      for (const [button, route] of [
        ['設定をはじめる', 'set-up'],
        ['QRコードを読み取る', 'scan'],
        ['機種変更・バックアップから戻す', 'backup-restore'],
        ['ほかのサービスのトークンを追加', 'add'],
      ] as const) {
        await walk.open('welcome');
        await walk.press(button);
        await at(route);
      }
    });
    it('are offered from the bar where there are tokens', async () => {
      await walk.open('token');
      await walk.press('トークンを追加');
      await walk.see('メールの番号で設定する');
      const ways = await walk.page.$$eval('.nav-row b', (all) => all.map((one) => one.textContent));
      expect(ways).toEqual([
        'メールの番号で設定する',
        'QRコードを読み取る',
        'QRコードを読み取る',
        '手で入力する',
        '機種変更・バックアップから戻す',
      ]);
    });
  });

  describe('typing a token in', () => {
    it('says beside each field what is wrong, goes to the first, and keeps what was typed', async () => {
      await walk.open('by-hand');
      await walk.fill('サービスの名前', 'さくらメール');
      await walk.fill(SECRET_LABEL, 'GEZD 1890');
      await walk.press('くわしい設定');
      await walk.fill('変わる間隔（秒）', '0');
      await walk.press('確認へ進む');
      await walk.see('使えるのはA〜Zと2〜7だけです');
      expect(await fault(SECRET_LABEL)).toContain('使えるのはA〜Zと2〜7だけです');
      expect(await fault('変わる間隔（秒）')).toContain('1から86400まで');
      expect(await fault('サービスの名前')).toBeNull();
      expect(await walk.held(SECRET_LABEL)).toBe('GEZD 1890');
      await walk.page.waitForFunction(() => document.activeElement?.classList.contains('secret-letters'));
    });
    it('takes a fault away as soon as its field is typed in', async () => {
      await walk.fill(SECRET_LABEL, 'GEZD');
      expect(await fault(SECRET_LABEL)).toBeNull();
      expect(await fault('変わる間隔（秒）')).not.toBeNull();
    });
    it('shows what is to be added, and gives the form back as it was', async () => {
      await walk.fill(SECRET_LABEL, SECRET.toLowerCase());
      await walk.fill('アカウント', 'hanako');
      await walk.fill('変わる間隔（秒）', '６０');
      await walk.press('確認へ進む');
      await walk.see('このトークンを追加しますか');
      expect(await facts()).toEqual([
        'サービス: さくらメール',
        'アカウント: hanako',
        '種類: 60秒ごとに変わる6桁',
      ]);
      await walk.see('銀行のトークンは、銀行の手続きで追加します');
      await walk.press('戻る');
      await walk.see('手で入力する');
      expect(await walk.held('アカウント')).toBe('hanako');
      expect(await walk.held(SECRET_LABEL)).toBe(SECRET.toLowerCase());
    });
    it('adds it under a name of one’s own, and shows its first code', async () => {
      await walk.press('確認へ進む');
      await walk.see('このトークンを追加しますか');
      await walk.fill('ご自分で付ける名前', '通販用');
      await walk.press('追加する');
      await walk.see('サービスの画面に、下の数字を入れると登録が終わります');
      expect(await walk.page.$eval('[data-part=code]', (code) => code.textContent)).toMatch(/^\d{6}$/u);
      await walk.see('通販用');
      expect(await walk.said()).toContain('addOwn');
      await walk.press('完了');
      await walk.page.waitForSelector('[data-part=list]');
    });
    it('keeps no secret once it is left', async () => {
      await walk.open('add');
      await walk.press('手で入力する');
      await walk.fill(SECRET_LABEL, SECRET);
      await walk.press('戻る');
      await walk.press('手で入力する');
      expect(await walk.held(SECRET_LABEL)).toBe('');
    });
    it('understands the whole address in place of the secret', async () => {
      await walk.open('by-hand');
      await walk.fill(
        SECRET_LABEL,
        `otpauth://hotp/VPN:yamada?secret=${SECRET.replaceAll(' ', '')}&counter=7&digits=8&issuer=VPN`,
      );
      await walk.press('確認へ進む');
      await walk.see('このトークンを追加しますか');
      expect(await facts()).toEqual([
        'サービス: VPN',
        'アカウント: yamada',
        '種類: 押すたびに変わる8桁',
        '次の番号: 7',
      ]);
    });
    it('says what is wrong with such an address', async () => {
      await walk.open('by-hand');
      await walk.fill(SECRET_LABEL, `otpauth://totp/x?secret=${SECRET.replaceAll(' ', '')}&digits=99`);
      await walk.press('確認へ進む');
      await walk.see('6・7・8桁のどれかにしてください');
      expect(await walk.route()).toBe('by-hand');
    });
  });

  describe('adding what was read', () => {
    it('leads to the same token where it is here already', async () => {
      await walk.open('add-own-here');
      await walk.press('追加する');
      await walk.see('もう追加されています');
      await walk.press('そのトークンを開く');
      await walk.page.waitForSelector('.tag');
      expect(await walk.route()).toBe('token');
    });
    it('says that there is no room, and keeps what was read', async () => {
      await walk.open('add-own-full');
      await walk.press('追加する');
      await walk.see('端末の空き容量が足りず、追加できませんでした');
      await walk.see('Sakura Mail');
    });
    it('makes no code of an event-based token until it is asked for', async () => {
      await walk.open('add-own-event');
      await walk.press('追加する');
      await walk.see('サービスの画面で数字を聞かれたら');
      expect(await walk.said()).toEqual(['addOwn']);
      await walk.press('パスワードを表示');
      await walk.page.waitForSelector('[data-part=code]');
    });
  });

  describe('the end of a set-up', () => {
    it('offers a name, and says that it was saved', async () => {
      await walk.open('set-up-ids');
      await walk.fill('サービスID', '10112235');
      await walk.fill('ユーザID', '123456789015');
      await walk.press('次へ');
      await walk.fill('利用開始パスワード', '4711');
      await walk.press('次へ');
      await walk.page.waitForSelector('input[type=checkbox]');
      await walk.page.click('input[type=checkbox]');
      await walk.press('設定する');
      await walk.see('設定が終わりました');
      await walk.press('名前を付ける');
      await walk.fill('ご自分で付ける名前', '給料用');
      await walk.press('保存する');
      await walk.see('保存しました');
      await walk.page.waitForFunction(() =>
        document.querySelector('.tag-memo')?.textContent?.includes('給料用'),
      );
    });
  });

  describe('a set-up on a device whose clock is wrong', () => {
    it('leads to the help with the clock and back, and keeps the numbers', async () => {
      await walk.open('set-up-clock-far');
      await walk.press('次へ');
      await walk.fill('サービスID', '10112235');
      await walk.page.goBack();
      await walk.press('時計の合わせかた');
      await at('settings-clock');
      await walk.page.goBack();
      await at('set-up');
      await walk.press('次へ');
      expect((await walk.held('サービスID')).replaceAll(' ', '')).toBe('10112235');
    });
  });

  describe('ways in from outside', () => {
    it('lead to their screens once the app is open', async () => {
      await walk.open('arrival-inbox');
      await at('inbox');
      await walk.open('arrival-picture');
      await at('scan');
    });
  });

  it('nothing of all this broke the content policy or threw', () => {
    expect(walk.complaints).toEqual([]);
  });
});
