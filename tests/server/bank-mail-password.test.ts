import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkMailPassword } from '../../bank/engine/mail-password/mail-password.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import {
  customerOf,
  hidden,
  mailedDigits,
  mailsTo,
  noted,
  otherDigits,
  plainBank,
} from '../support/bank-operations.ts';
import { giveToken } from '../support/bank-token.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const ADDRESS = 'hanako@demo.example';
const TARO = ['midori-002', 'demo-taro-2'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({
    authority: house,
    clock: house.clock,
    institution: plainBank,
    smtpUrl: house.mailbox.smtpUrl,
  });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});
/** Each test has a day of its own. */
let today = 0;
beforeEach(async () => {
  house.clock.advance(24 * 60 * MINUTE);
  today = house.clock();
  const { db } = bank.bank.store;
  await db.deleteFrom('mail_passwords').execute();
  await db.updateTable('customers').set({ email: ADDRESS }).where('login_id', '=', HANAKO[0]).execute();
});
const mails = () => mailsTo(house, ADDRESS, today);

async function inside(login: readonly [string, string] = HANAKO): Promise<Visitor> {
  const who = visitor(bank);
  await logIn(who, ...login);
  return who;
}

/** As far as the confirming page of a change, for which a password is mailed. */
const ask = async (who: Visitor, email = 'new@demo.example'): Promise<Page> =>
  who.submit(await who.get('/details/change'), '/details/change', { email, phone: '' });

const give = (who: Visitor, page: Page, mailPassword: string): Promise<Page> =>
  who.submit(page, '/details/confirm', { go: 'send', mailPassword });

const email = async (loginId: string = HANAKO[0]): Promise<string> => (await customerOf(bank, loginId)).email;
const attempts = async (): Promise<number[]> =>
  (await bank.bank.store.db.selectFrom('mail_passwords').select('attempts').execute()).map(
    (row) => row.attempts,
  );

describe('a mailed password', () => {
  it('names the operation and its details, how long it is good, and whom to call', async () => {
    const page = await ask(await inside());
    expect(heading(page)).toBe('変更内容の確認');
    expect(page.text).toContain('ha***@demo.example');
    expect(page.text).not.toContain(mailedDigits(house, ADDRESS));
    const [mail] = mails();
    expect(mail?.subject).toBe('【みどり農協ネットバンク】取引認証パスワードのお知らせ');
    for (const words of [
      'デモ 花子 様',
      'お客さま情報の変更',
      'new@demo.example',
      '2027年6月16日 12:10まで',
      'お心当たりのないとき',
      '0120-000-000',
    ])
      expect(mail?.text).toContain(words);
    expect(mailedDigits(house, ADDRESS)).toMatch(/^\d{8}$/u);
  });

  it('lets the change through once, however often it is sent', async () => {
    const who = await inside();
    const page = await ask(who);
    const digits = mailedDigits(house, ADDRESS);
    const answers = await Promise.all([1, 2, 3].map(() => give(who, page, digits)));
    expect(answers.map(heading)).toEqual(['変更の完了', '変更の完了', '変更の完了']);
    expect(await email()).toBe('new@demo.example');
    expect(await noted(bank, HANAKO[0], 'details-changed')).toEqual([
      { event: 'details-changed', email: true, phone: false },
    ]);
    expect(mails()).not.toEqual([]);
    // Long after it was used, the same press changes nothing back.
    await bank.bank.store.db
      .updateTable('customers')
      .set({ email: ADDRESS })
      .where('login_id', '=', HANAKO[0])
      .execute();
    expect(heading(await give(who, page, digits))).toBe('変更の完了');
    expect(await email()).toBe(ADDRESS);
  });

  it('is wrong as often as the policy allows, then another one is mailed for the same plan', async () => {
    const who = await inside();
    const page = await ask(who);
    const first = mailedDigits(house, ADDRESS);
    for (const left of [2, 1]) {
      const again = await give(who, page, otherDigits(first));
      expect(again.status).toBe(422);
      expect(again.text).toContain('取引認証パスワードが正しくありません');
      expect(again.text).not.toContain(otherDigits(first));
      expect(await attempts(), `${left} left`).toEqual([3 - left]);
    }
    const over = await give(who, page, otherDigits(first));
    expect(over.text).toContain('使えなくなりました');
    const second = mailedDigits(house, ADDRESS);
    expect(second).not.toBe(first);
    expect(mails()).toHaveLength(2);
    expect((await give(who, over, first)).status).toBe(422);
    expect(await email()).toBe(ADDRESS);
    expect(heading(await give(who, over, second))).toBe('変更の完了');
    expect(
      (await noted(bank, HANAKO[0], 'mail-password-wrong')).map((each) => Object.values(each).at(-1)),
    ).toEqual(['mail', 'mail', 'mail-over', 'mail']);
  });

  it('is charged exactly the limit by fifty wrong ones at once', async () => {
    await ask(await inside());
    const digits = mailedDigits(house, ADDRESS);
    const { store } = bank.bank;
    const { subject } = await store.db
      .selectFrom('mail_passwords')
      .select('subject')
      .executeTakeFirstOrThrow();
    const customer = await customerOf(bank, HANAKO[0]);
    const check = (typed: string) =>
      checkMailPassword(
        store,
        customer,
        { operation: 'change-details', subject, summary: '' },
        { typed, limit: 3 },
      );
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        check(String((Number(digits) + 1 + index) % 10 ** 8).padStart(8, '0')),
      ),
    );
    expect(answers.filter((each) => each === 'wrong')).toHaveLength(2);
    expect(answers.filter((each) => each === 'over')).toHaveLength(48);
    expect(await attempts()).toEqual([3]);
    expect(await check(digits)).toBe('over');
  });

  it('guessed at over and over floods nobody: ten mails an hour, three tries a mail', async () => {
    const who = await inside();
    const page = await ask(who);
    const form = {
      _csrf: hidden(page, '/details/confirm', '_csrf'),
      sealed: hidden(page, '/details/confirm'),
      go: 'send',
    };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        who.post('/details/confirm', { ...form, mailPassword: String(index).padStart(8, '0') }),
      ),
    );
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([422, 429]));
    expect(mails()).toHaveLength(10);
    expect(await attempts()).toEqual([3]);
    expect(await email()).toBe(ADDRESS);
  });

  it('counts nothing typed, or something that can be none, as a slip', async () => {
    const who = await inside();
    const page = await ask(who);
    for (const typed of ['', 'abc', '123', '123456789012'])
      expect((await give(who, page, typed)).status).toBe(422);
    expect(await attempts()).toEqual([0]);
    const wide = [...mailedDigits(house, ADDRESS)]
      .map((digit) => String.fromCodePoint(0xff10 + Number(digit)))
      .join('');
    expect(heading(await give(who, page, ` ${wide} `))).toBe('変更の完了');
  });

  it('is no good after its time, and a new one is mailed', async () => {
    const who = await inside();
    const page = await ask(who);
    const digits = mailedDigits(house, ADDRESS);
    house.clock.advance(6 * MINUTE);
    await who.get('/menu');
    house.clock.advance(4 * MINUTE);
    const over = await give(who, page, digits);
    expect(over.text).toContain('使えなくなりました');
    expect(mails()).toHaveLength(2);
    expect(await email()).toBe(ADDRESS);
    expect(heading(await give(who, over, mailedDigits(house, ADDRESS)))).toBe('変更の完了');
  });

  it('is useless for another plan, another customer and another session', async () => {
    const who = await inside();
    const one = await ask(who, 'one@demo.example');
    const first = mailedDigits(house, ADDRESS);
    const two = await ask(who, 'two@demo.example');
    const second = mailedDigits(house, ADDRESS);
    expect((await give(who, two, first)).status).toBe(422);
    expect((await give(who, one, second)).status).toBe(422);

    const elsewhere = await inside();
    const page = await elsewhere.get('/details/change');
    const carried = await elsewhere.post('/details/confirm', {
      _csrf: hidden(page, '/details/change', '_csrf'),
      sealed: hidden(one, '/details/confirm'),
      go: 'send',
      mailPassword: first,
    });
    expect(carried.status).toBe(400);

    const rows = await bank.bank.store.db.selectFrom('mail_passwords').select('subject').execute();
    for (const { subject } of rows) {
      const request = { operation: 'cancel-token', subject, summary: '' } as const;
      const customer = await customerOf(bank, HANAKO[0]);
      for (const typed of [first, second])
        expect(await checkMailPassword(bank.bank.store, customer, request, { typed, limit: 99 })).toBe(
          'wrong',
        );
    }

    const taro = await inside(TARO);
    const his = await ask(taro, 'mine@demo.example');
    expect((await give(taro, his, first)).status).toBe(422);
    expect(await email()).toBe(ADDRESS);
    expect(await email(TARO[0])).toBe('taro@demo.example');
  });

  it('is mailed ten times an hour at most, and again after it', async () => {
    const who = await inside();
    for (let i = 0; i < 10; i += 1) expect((await ask(who, `n${i}@demo.example`)).status).toBe(200);
    const refused = await ask(who, 'n10@demo.example');
    expect(refused.status).toBe(429);
    expect(heading(refused)).toContain('続けてお送りしました');
    expect(refused.text).toContain('0120-000-000');
    expect(mails()).toHaveLength(10);
    expect((await ask(await inside(TARO), 'other@demo.example')).status).toBe(200);
    house.clock.advance(60 * MINUTE);
    expect((await ask(await inside())).status).toBe(200);
  });

  it('that cannot be mailed stops the operation with nothing done and nothing charged', async () => {
    const away = await startBank({ authority: house, clock: house.clock, institution: plainBank });
    try {
      const who = visitor(away);
      await logIn(who, ...HANAKO);
      for (let i = 0; i < 12; i += 1) {
        const page = await ask(who);
        expect(page.status).toBe(503);
        expect(page.text).toContain('お手続きは行われていません');
      }
      expect((await customerOf(away, HANAKO[0])).email).toBe(ADDRESS);
      expect(await away.bank.store.db.selectFrom('mail_passwords').selectAll().execute()).toEqual([]);
      expect(await noted(away, HANAKO[0], 'mail-password-sent')).toEqual([]);
    } finally {
      await away.close();
    }
  });
});

describe('the switch of the mailed passwords', () => {
  const turn = async (who: Visitor): Promise<Page> => {
    const page = await who.get('/details');
    return who.submit(page, '/details/mail', {});
  };

  it('goes off with a mailed password, and on with the confirmation password', async () => {
    const who = await inside();
    const off = await turn(who);
    const digits = mailedDigits(house, ADDRESS);
    expect(mails()[0]?.text).toContain('利用しない設定への変更');
    const wrong = await who.submit(off, '/details/mail/confirm', { mailPassword: otherDigits(digits) });
    expect(wrong.status).toBe(422);
    expect((await who.submit(off, '/details/mail/confirm', { confirmation: 'kakunin-1' })).status).toBe(422);
    expect((await customerOf(bank, HANAKO[0])).mail_password).toBe(1);
    const done = await who.submit(off, '/details/mail/confirm', { mailPassword: digits });
    expect(done.text).toContain('お送りしないようにしました');
    expect((await customerOf(bank, HANAKO[0])).mail_password).toBe(0);

    // Without mails and without a token the confirmation password takes their place.
    const change = await ask(who);
    expect(change.document.querySelector('[name="confirmation"]')).not.toBeNull();
    expect(change.document.querySelector('[name="mailPassword"]')).toBeNull();

    const on = await turn(who);
    expect((await who.submit(on, '/details/mail/confirm', { confirmation: 'no' })).status).toBe(422);
    const again = await who.submit(on, '/details/mail/confirm', { confirmation: 'kakunin-1' });
    expect(again.text).toContain('お送りするようにしました');
    expect(await noted(bank, HANAKO[0], 'mail-password-switched')).toEqual([
      { event: 'mail-password-switched', on: false },
      { event: 'mail-password-switched', on: true },
    ]);
  });

  it('goes off with a code where the customer’s method is the code', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const who = visitor(bank);
    await logIn(who, ...HANAKO, token.code());
    house.clock.advance(MINUTE);
    const off = await turn(who);
    expect(mails()).toHaveLength(0);
    expect((await who.submit(off, '/details/mail/confirm', { code: token.wrong() })).status).toBe(422);
    const done = await who.submit(off, '/details/mail/confirm', { code: token.code() });
    expect(done.text).toContain('お送りしないようにしました');
  });
});
