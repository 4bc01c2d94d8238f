import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockTokens } from '../../authority/registrations/hardware/stock.ts';
import type { Institution } from '../../bank/engine/institution.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
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
import { type GivenToken, giveToken, refOf } from '../support/bank-token.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import { codeAt } from '../support/device.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const ADDRESS = 'hanako@demo.example';
const TARO = ['midori-002', 'demo-taro-2'] as const;
const DESK = { operator: 'desk-01', reason: 'ご本人からのお電話' };

let house: RunningAuthority;
let bank: RunningBank;

const world = (more: Partial<Institution> = {}, policy?: unknown): void => {
  beforeAll(async () => {
    house = await startAuthority({ appAddress: APP_ADDRESS, policy });
    bank = await startBank({
      authority: house,
      clock: house.clock,
      institution: { ...plainBank, ...more },
      smtpUrl: house.mailbox.smtpUrl,
    });
  });
  afterAll(async () => {
    await bank.close();
    await house.close();
  });
};

const nextStep = (): void => house.clock.advance(MINUTE);
const main = (page: Page): string =>
  (page.document.querySelector('main')?.textContent ?? '').replace(/\s+/gu, ' ');

async function inside(login: readonly [string, string] = HANAKO, code = ''): Promise<Visitor> {
  const who = visitor(bank);
  expect(heading(await logIn(who, ...login, code))).toBe('ホーム');
  return who;
}

describe('the start of use', () => {
  world();
  let token: GivenToken;
  let who: Visitor;

  it('offers the methods the institution has, and keeps the choice when the code was wrong', async () => {
    token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    who = await inside();
    const form = await who.get('/otp/start');
    const choices = [...form.document.querySelectorAll<HTMLInputElement>('[name="method"]')];
    expect(choices.map((each) => [each.value, each.checked])).toEqual([
      ['code', true],
      ['mail', false],
    ]);
    const wrong = token.wrong();
    const again = await who.submit(form, '/otp/start', { code: wrong, method: 'mail' });
    expect(again.status).toBe(422);
    expect(again.text).not.toContain(wrong);
    expect(again.document.querySelector<HTMLInputElement>('[name="method"]:checked')?.value).toBe('mail');
    expect((await customerOf(bank, HANAKO[0])).method).toBe('code');
  });

  it('keeps the method that was chosen, and it is obeyed', async () => {
    const started = await who.submit(await who.get('/otp/start'), '/otp/start', {
      code: token.code(),
      method: 'mail',
    });
    expect(main(started)).toContain('利用を開始しました');
    expect(main(started)).toContain('現在の認証方式取引認証パスワード(メール)');
    nextStep();
    expect(await noted(bank, HANAKO[0], 'otp-started', 'method-chosen')).toEqual([
      { event: 'otp-started' },
      { event: 'method-chosen', method: 'mail' },
    ]);
    const confirm = await who.submit(await who.get('/details/change'), '/details/change', {
      email: 'new@demo.example',
      phone: '',
    });
    expect(confirm.document.querySelector('[name="mailPassword"]')).not.toBeNull();
    expect(confirm.document.querySelector('[name="code"]')).toBeNull();
    // Transfers have a policy of their own.
    const transfer = await who.submit(await who.get('/transfer'), '/transfer', {
      from: '101-1000001',
      branch: '102',
      number: '1000002',
      amount: '1',
    });
    expect(transfer.document.querySelector('[name="code"]')).not.toBeNull();
  });

  it('changes the method later by what a change of details asks for', async () => {
    const confirm = await who.submit(await who.get('/otp'), '/otp/method', {});
    expect(heading(confirm)).toBe('認証方式の変更');
    const digits = mailedDigits(house, ADDRESS);
    expect(mailsTo(house, ADDRESS)[0]?.text).toContain('認証方式を「ワンタイムパスワード」に変更');
    expect(
      (await who.submit(confirm, '/otp/method/confirm', { mailPassword: otherDigits(digits) })).status,
    ).toBe(422);
    expect((await customerOf(bank, HANAKO[0])).method).toBe('mail');
    const done = await who.submit(confirm, '/otp/method/confirm', { mailPassword: digits });
    expect(main(done)).toContain('認証方式を変更しました');
    expect((await customerOf(bank, HANAKO[0])).method).toBe('code');

    const back = await who.submit(await who.get('/otp'), '/otp/method', {});
    const coded = await who.submit(back, '/otp/method/confirm', { code: token.code() });
    expect(main(coded)).toContain('現在の認証方式取引認証パスワード(メール)');
    nextStep();
  });

  it('is forgotten with the token: the next use chooses anew', async () => {
    await who.submit(await who.get('/otp/cancel'), '/otp/cancel', { confirmation: 'kakunin-1' });
    expect((await customerOf(bank, HANAKO[0])).method).toBe('code');
  });

  it('suspends at the limit of wrong codes, and says whom to call', async () => {
    const his = await giveToken(house, bank, TARO[0], { inUse: false });
    const taro = await inside(TARO);
    const pages: Page[] = [];
    for (let i = 0; i < 5; i += 1) {
      pages.push(
        await taro.post('/otp/start', {
          _csrf: hidden(await taro.get('/otp'), '/logout', '_csrf'),
          code: his.wrong(),
        }),
      );
      nextStep();
    }
    expect(pages.map((each) => each.status)).toEqual([422, 422, 422, 422, 303]);
    const status = await taro.get('/otp');
    expect(main(status)).toContain('利用停止中');
    expect(main(status)).toContain('0120-000-000');
  });
});

describe('a button pressed twice', () => {
  world();

  it('begins the use once and ends it once, and the session goes on under another id', async () => {
    const token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    const who = await inside();
    const twice = async (form: Page, action: string, fields: Record<string, string>): Promise<Page> => {
      const all = { _csrf: hidden(form, action, '_csrf'), sealed: hidden(form, action), ...fields };
      const answers = await Promise.all([who.post(action, all), who.post(action, all)]);
      expect(answers.map((each) => each.status)).toEqual([303, 303]);
      expect(new Set(answers.map((each) => each.location)).size).toBe(1);
      const before = who.cookies.get('sid');
      const page = await who.get(answers[0]?.location ?? '');
      expect(who.cookies.get('sid')).not.toBe(before);
      return page;
    };
    const started = await twice(await who.get('/otp/start'), '/otp/start', { code: token.code() });
    expect(main(started)).toContain('利用を開始しました');
    nextStep();
    const cancelled = await twice(await who.get('/otp/cancel'), '/otp/cancel', {
      confirmation: 'kakunin-1',
    });
    expect(heading(cancelled)).toBe('利用解除の完了');
    expect(await noted(bank, HANAKO[0], 'otp-started', 'otp-cancelled')).toEqual([
      { event: 'otp-started' },
      { event: 'otp-cancelled' },
    ]);
    expect(heading(await who.get('/menu'))).toBe('ホーム');
  });
});

describe('somebody on a phone who has to have a token first', () => {
  world({ login: { ...plainBank.login, phoneNeedsToken: true } });
  const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148' };

  it('may look at it and begin its use, and then everything else, but may not end it before', async () => {
    const who = visitor(bank, PHONE);
    await logIn(who, ...HANAKO);
    expect((await who.get('/menu')).location).toBe('/otp/apply');
    const token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    const status = await who.get('/otp');
    expect(main(status)).toContain('利用開始待ち');
    expect(status.document.querySelector('a[href="/otp/cancel"]')).toBeNull();
    for (const path of ['/otp/cancel', '/details', '/transfer'])
      expect((await who.get(path)).location, path).toBe('/otp/apply');
    const started = await who.submit(await who.get('/otp/start'), '/otp/start', { code: token.code() });
    expect(main(started)).toContain('利用を開始しました');
    expect(heading(await who.get('/menu'))).toBe('ホーム');
  });
});

describe('a bank with one method only', () => {
  world({ authenticationMethods: ['code'] });

  it('offers no choice at the start of use, and takes none', async () => {
    const token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    const who = await inside();
    const form = await who.get('/otp/start');
    expect(form.document.querySelector('[name="method"]')).toBeNull();
    const started = await who.submit(form, '/otp/start', { code: token.code(), method: 'mail' });
    expect(main(started)).toContain('利用を開始しました');
    expect(main(started)).not.toContain('認証方式');
    expect((await customerOf(bank, HANAKO[0])).method).toBe('code');
    const page = await who.post('/otp/method', {
      _csrf: hidden(started, '/logout', '_csrf'),
      method: 'mail',
    });
    expect(page.location).toBe('/otp');
  });
});

describe('cancelling', () => {
  world();
  let token: GivenToken;

  it('at the end of a month asks for no code from the next login on, and names the day of a new one', async () => {
    // 30 June 2027, 23:30 in Japan.
    house.clock.set(Date.UTC(2027, 5, 30, 14, 30));
    token = await giveToken(house, bank, HANAKO[0]);
    const who = await inside(HANAKO, token.code());
    nextStep();
    const form = await who.get('/otp/cancel');
    expect(main(form)).toContain('翌日から');
    for (const confirmation of ['', 'no']) {
      const again = await who.submit(form, '/otp/cancel', { confirmation });
      expect(again.status).toBe(422);
      expect(again.document.querySelector('#confirmation-error')).not.toBeNull();
    }
    const done = await who.submit(form, '/otp/cancel', { confirmation: 'kakunin-1' });
    expect(heading(done)).toBe('利用解除の完了');
    expect(main(done)).toContain('2027年7月1日から受け付けます');
    expect(main(await who.get('/otp'))).toContain('2027年7月1日から受け付けます');
    expect(await noted(bank, HANAKO[0], 'otp-cancelled')).toHaveLength(1);
    await inside();
    expect((await visitor(bank).get('/otp')).location).toBe('/login');
  });

  it('makes the token’s codes worthless', async () => {
    const answer = await logIn(visitor(bank), ...HANAKO, codeAt(token.activation, house.clock()));
    expect(heading(answer)).toBe('ホーム');
    await expect(token.authority.verify(token.id, token.code(), 'late')).resolves.toMatchObject({
      outcome: 'not-usable',
    });
  });

  it('lets a new one be applied for at midnight in Japan, not a moment before', async () => {
    house.clock.set(Date.UTC(2027, 5, 30, 14, 55));
    const who = await inside();
    house.clock.set(Date.UTC(2027, 5, 30, 14, 59, 59, 999));
    expect((await who.get('/otp')).document.querySelector('a[href="/otp/apply"]')).toBeNull();
    expect(main(await who.get('/otp/apply'))).toContain('2027年7月1日');
    await expect(giveToken(house, bank, HANAKO[0])).rejects.toMatchObject({ code: 'reissue-too-early' });
    house.clock.advance(1);
    expect((await who.get('/otp')).document.querySelector('a[href="/otp/apply"]')).not.toBeNull();
    await giveToken(house, bank, HANAKO[0]);
  });
});

describe('cancelling where the policy wants the code as well', () => {
  world({
    operations: { ...plainBank.operations, 'cancel-token': ['confirmation', 'code'] },
    otp: { ...plainBank.otp, reissue: 'at-once' },
  });

  it('asks for it once the token is in use', async () => {
    const token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    const who = await inside();
    const before = await who.get('/otp/cancel');
    expect(before.document.querySelector('[name="code"]')).toBeNull();
    await token.authority.start(token.id, token.code(), 'start-1');
    nextStep();
    const form = await who.get('/otp/cancel');
    expect(form.document.querySelector('[name="code"]')).not.toBeNull();
    expect(main(form)).toContain('解除のあとすぐに');
    const right = { confirmation: 'kakunin-1', code: token.code() };
    // The page from before the start of use does not get around it.
    expect((await who.submit(before, '/otp/cancel', { confirmation: 'kakunin-1' })).status).toBe(422);
    expect((await who.submit(form, '/otp/cancel', { ...right, confirmation: 'no' })).status).toBe(422);
    expect((await who.submit(form, '/otp/cancel', { ...right, code: token.wrong() })).status).toBe(422);
    expect(main(await who.get('/otp'))).toContain('ご利用中');
    expect(heading(await who.submit(form, '/otp/cancel', right))).toBe('利用解除の完了');
  });

  it('of a token that was cancelled meanwhile ends nothing newer', async () => {
    house.clock.advance(2 * DAY);
    const first = await giveToken(house, bank, TARO[0], { setUp: false });
    const who = await inside(TARO);
    const form = await who.get('/otp/cancel');
    await first.authority.cancel(first.id, 'cancel-1', DESK);
    nextStep();
    const second = await first.authority.issue(
      {
        serviceId: bank.institution.serviceId,
        customer: await refOf(bank, TARO[0]),
        desk: DESK,
        device: { kind: 'phone' },
        activationPassword: '246810',
        mail: { to: 'taro@demo.example', language: 'ja' },
      },
      'issue-2',
    );
    const answer = await who.submit(form, '/otp/cancel', { confirmation: 'kakunin-2' });
    expect(heading(answer)).toBe(bank.institution.menu.otp);
    const [newest] = await first.authority.registrationsOf(await refOf(bank, TARO[0]));
    expect(newest).toMatchObject({ id: second.id, state: 'issued' });
  });
});

describe('the status page', () => {
  world();

  it('names the last day, and from 180 days before it how to renew in the app', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const [registration] = await token.authority.registrationsOf(await refOf(bank, HANAKO[0]));
    const end = registration?.expiresAt ?? 0;
    const status = async (): Promise<string> => {
      const who = await inside(HANAKO, token.code());
      nextStep();
      const [home, page] = [main(await who.get('/menu')), main(await who.get('/otp'))];
      expect(home.includes('近づいています')).toBe(page.includes('近づいています'));
      return page;
    };
    expect(await status()).toContain('有効期限2029年6月15日');
    house.clock.set(end - 180 * DAY - 2 * MINUTE);
    expect(await status()).not.toContain('近づいています');
    house.clock.set(end - 180 * DAY);
    const words = await status();
    expect(words).toContain('有効期限が近づいています(2029年6月15日)');
    expect(words).toContain('トークンアプリを開き');
  });

  it('says what a pause means, and whom to call', async () => {
    const token = await giveToken(house, bank, TARO[0]);
    const who = await inside(TARO, token.code());
    await token.authority.pause(token.id, DESK, house.clock() + 5 * MINUTE, 'pause-1');
    expect(main(await who.get('/otp'))).toContain('一時停止中');
    expect((await who.get('/otp/cancel')).location).toBe('/otp');
    house.clock.advance(6 * MINUTE);
    const over = main(await who.get('/otp'));
    expect(over).toContain('過ぎました');
    expect(over).toContain('0120-000-000');
  });
});

describe('a hardware token', () => {
  const SERIAL = 'HW-0001';
  const SEED = new TextEncoder().encode('seed-of-the-hardware');
  const policy = midori.tokenPolicy(['http://midori.localhost:8610']) as {
    institution: { id: string };
    services: { id: string }[];
  };
  world(
    { tokenForms: ['software', 'hardware'] },
    { ...policy, services: policy.services.map((each) => ({ ...each, hardware: true })) },
  );

  it('is started at the bank like any other, and shown by its serial number', async () => {
    const otp = { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 60 } as const;
    await stockTokens(house.ctx, {
      institutionId: policy.institution.id,
      serviceId: midori.serviceId,
      tokens: [
        {
          serial: SERIAL,
          manufacturer: null,
          model: null,
          otp,
          seed: SEED,
          counter: 0,
          startsAt: null,
          expiresAt: null,
        },
      ],
    });
    const { authority } = await giveToken(house, bank, TARO[0], { setUp: false });
    const customer = await refOf(bank, HANAKO[0]);
    await authority.assign(SERIAL, { serviceId: midori.serviceId, customer, desk: DESK }, 'assign-1');
    const { db } = bank.bank.store;
    await db
      .insertInto('applications')
      .values({
        id: 'application-1',
        customer_ref: customer,
        registration_id: null,
        email: ADDRESS,
        form: 'hardware',
        device: null,
        setup_link: null,
        created_at: house.clock(),
        closed_at: house.clock(),
      })
      .execute();
    const who = await inside();
    const waiting = await who.get('/otp');
    expect(main(waiting)).toContain(`シリアル番号${SERIAL}`);
    expect(main(waiting)).toContain('ハードウェアトークン');
    const code = codeAt(
      { seed: Buffer.from(SEED).toString('base64url'), otp } as unknown as GivenToken['activation'],
      house.clock(),
    );
    const started = await who.submit(await who.get('/otp/start'), '/otp/start', { code });
    expect(main(started)).toContain('ご利用中');
    expect(main(started)).toContain(`シリアル番号${SERIAL}`);
    nextStep();
    expect((await logIn(visitor(bank), ...HANAKO)).status).toBe(401);
  });
});
