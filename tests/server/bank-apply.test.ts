import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor, demoCustomer, finish, toConfirm } from '../support/bank-apply.ts';
import { giveToken, refOf } from '../support/bank-token.ts';
import { answersOn, heading, logIn, type Page, visitor } from '../support/bank-visitor.ts';
import { manualClock } from '../support/clock.ts';

const DAY = 24 * 60 * 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const FIELDS = { activationPassword: '246810', activationPasswordRepeat: '246810' };

let house: RunningAuthority;
let bank: RunningBank;

const open = async (loginId: string, password: string) => {
  const who = visitor(bank);
  await logIn(who, loginId, password);
  return who;
};
const steps = (page: Page): string[] =>
  [...page.document.querySelectorAll('.steps li')].map((each) => each.textContent?.replace(/^\d/, '') ?? '');
const value = (page: Page, selector: string): string =>
  page.document.querySelector<HTMLInputElement>(selector)?.value ?? '';
const registrations = async (loginId: string) =>
  house.ctx.db
    .selectFrom('registrations')
    .select('id')
    .where('customer', '=', await refOf(bank, loginId))
    .execute();
const audited = async (loginId: string, event: string) =>
  bank.bank.store.db
    .selectFrom('audit')
    .select('id')
    .where('customer_ref', '=', await refOf(bank, loginId))
    .where('event', '=', event)
    .execute();

describe('an application', () => {
  beforeAll(async () => {
    house = await startAuthority({ appAddress: APP_ADDRESS });
    bank = await startBank({ authority: house, clock: house.clock });
  });
  afterAll(async () => {
    await bank.close();
    await house.close();
  });

  it('names the sender of its mail before anything is sent', async () => {
    const who = await open(...HANAKO);
    const form = await who.get('/otp/apply');
    expect(form.text).toContain('otp@midori.example');
    expect(form.text).toContain('迷惑メール');
    expect(steps(form)).toEqual(['入力', '確認', '電話番号の確認', '完了']);
  });

  it('keeps what was typed beside a message at the field, but never the passwords', async () => {
    const who = await open(...HANAKO);
    const answer = await who.submit(await who.get('/otp/apply'), '/otp/apply', {
      email: 'not an address',
      device: 'pc',
      activationPassword: '13579',
      activationPasswordRepeat: '13570',
    });
    expect(answer.status).toBe(422);
    expect(answer.document.querySelector('#email-error')?.textContent).toContain('メールアドレス');
    expect(answer.document.querySelector('#repeat-error')).not.toBeNull();
    expect(value(answer, '#email')).toBe('not an address');
    expect(answer.document.querySelector<HTMLInputElement>('input[value="pc"]')?.checked).toBe(true);
    expect(answer.text).not.toMatch(/1357\d/);
  });

  it('goes back with everything in place, the password under a seal, and on again without typing it', async () => {
    const who = await open(...HANAKO);
    const confirm = await toConfirm(who, HANAKO[0], { email: 'hanako2@demo.example', device: 'phone' });
    const back = await who.submit(confirm, '/otp/apply/confirm', { go: 'back' });
    expect(value(back, '#email')).toBe('hanako2@demo.example');
    expect(back.text).toContain('入力済みです');
    expect(back.text).not.toContain('246810');
    expect(value(back, '#password')).toBe('');
    const on = await who.submit(back, '/otp/apply', { email: 'hanako3@demo.example', device: 'pc' });
    expect(heading(on)).toBe('申込内容の確認');
    expect(on.text).toContain('hanako3@demo.example');
    const other = { email: 'hanako3@demo.example', device: 'pc', ...FIELDS, activationPasswordRepeat: '1' };
    expect((await who.submit(back, '/otp/apply', other)).status).toBe(422);
  });

  it('can be broken off on every page, and then nothing was done', async () => {
    const who = await open(...HANAKO);
    const form = await who.get('/otp/apply');
    const confirm = await toConfirm(who, HANAKO[0]);
    for (const [page, action] of [
      [form, '/otp/apply'],
      [confirm, '/otp/apply/confirm'],
    ] as const) {
      const off = await who.submit(page, action, { go: 'stop' });
      expect(off.text).toContain('お申込みは行われていません');
    }
    expect(await registrations(HANAKO[0])).toHaveLength(0);
    expect(await bank.bank.store.db.selectFrom('applications').select('id').execute()).toHaveLength(0);
  });

  it('is refused with a wrong confirmation password, and goes on from the same page with the right one', async () => {
    const who = await open(...HANAKO);
    const confirm = await toConfirm(who, HANAKO[0]);
    const wrong = await who.submit(confirm, '/otp/apply/confirm', { go: 'send', confirmation: 'no' });
    expect(wrong.status).toBe(422);
    expect(wrong.document.querySelector('#confirmation-error')?.textContent).toContain('正しくありません');
    expect(wrong.text).toContain('お申込みはまだ済んでいません');
    const done = await finish(who, HANAKO[0], wrong);
    expect(heading(done)).toBe('申込の完了');
    expect(done.text).toContain('otp@midori.example');
    expect(done.text).toContain('印刷');
    expect(done.text).not.toContain('246810');
    const [, userId] = [...done.document.querySelectorAll('.id-number')];
    expect(userId?.textContent).toMatch(/^\d{12}$/);
    expect(await audited(HANAKO[0], 'otp-applied')).toHaveLength(1);
    expect(await audited(HANAKO[0], 'phone-confirmed')).toHaveLength(1);
  });

  it('proposes the browser’s language for its mail, which is then written in the chosen one', async () => {
    const who = visitor(bank, { 'accept-language': 'en-GB, ja;q=0.5' });
    await logIn(who, ...TARO);
    const form = await who.get('/otp/apply');
    expect(value(form, '[name=language][checked]')).toBe('en');
    const confirm = await toConfirm(who, TARO[0], { language: 'en' });
    expect(confirm.text).toContain('English');
    const back = await who.submit(confirm, '/otp/apply/confirm', { go: 'back' });
    expect(value(back, '[name=language][checked]')).toBe('en');
  });

  it('is not taken twice: one live registration a customer', async () => {
    const who = await open(...TARO);
    const confirm = await toConfirm(who, TARO[0]);
    const elsewhere = await open(...TARO);
    await applyFor(elsewhere, TARO[0], { language: 'en' });
    const second = await finish(who, TARO[0], confirm);
    expect(second.status).toBe(409);
    expect(heading(second)).toBe('すでにお申込み済みです');
    expect(second.text).toContain('利用解除');
    expect(await registrations(TARO[0])).toHaveLength(1);
    expect((await who.get('/otp/apply')).location).toBe('/otp');
    await house.authority.deliverMail();
    const { email } = demoCustomer(bank, TARO[0]);
    const mail = house.mailbox.messages().find(({ to }) => to.includes(email));
    expect(mail?.subject).toBe('[Midori Co-op Net Bank] Set up your one-time password');
  });

  it('too early after a cancellation names the day from which on it is taken', async () => {
    const who = await open(...TARO);
    await who.submit(await who.get('/otp/cancel'), '/otp/cancel', { confirmation: 'kakunin-2' });
    const early = await who.get('/otp/apply');
    expect(heading(early)).toBe('まだお申込みいただけません');
    expect(early.text).toContain('2027年6月16日');
    bank.clock.advance(DAY);
    const next = await open(...TARO);
    expect(heading((await applyFor(next, TARO[0])).done)).toBe('申込の完了');
  });

  it('too old a step is not carried on', async () => {
    const who = await open(...TARO);
    const page = await who.get('/otp');
    const token = value(page, '[name=_csrf]');
    const old = await who.post('/otp/apply/confirm', { _csrf: token, sealed: 'AAAA', go: 'send' });
    expect(old.status).toBe(400);
  });
});

describe('at a bank whose applications ask for other things', () => {
  it('by confirmation password alone there is no page for a call, pressed twice it is one', async () => {
    house = await startAuthority({ appAddress: APP_ADDRESS });
    const operations = { ...midori.operations, apply: ['confirmation' as const] };
    bank = await startBank({ authority: house, clock: house.clock, institution: { ...midori, operations } });
    try {
      const who = await open(...HANAKO);
      const confirm = await toConfirm(who, HANAKO[0]);
      expect(steps(confirm)).toEqual(['入力', '確認', '完了']);
      const send = () => who.submit(confirm, '/otp/apply/confirm', { go: 'send', confirmation: 'kakunin-1' });
      const [first, second] = await Promise.all([send(), send()]);
      const ids = [first, second].map((page) => page.document.querySelectorAll('.id-number')[1]?.textContent);
      expect(ids[0]).toMatch(/^\d{12}$/);
      expect(ids[1]).toBe(ids[0]);
      expect(await audited(HANAKO[0], 'otp-applied')).toHaveLength(1);
    } finally {
      await bank.close();
      await house.close();
    }
  });
});

describe('additional authentication of an application', () => {
  it('is asked when the risk is high then and was not at the login', async () => {
    house = await startAuthority({
      appAddress: APP_ADDRESS,
      clock: manualClock(Date.UTC(2027, 5, 14, 14, 55)),
    });
    const risk = midori.risk && {
      ...midori.risk,
      points: { 'unknown-browser': 0, 'new-network': 0, 'unusual-hour': 50, velocity: 0 },
      unusualHours: { from: 0, to: 5 },
      threshold: 50,
    };
    bank = await startBank({ authority: house, clock: house.clock, institution: { ...midori, risk } });
    try {
      await open(...HANAKO);
      bank.clock.advance(60_000);
      const who = await open(...HANAKO);
      bank.clock.advance(5 * 60_000);
      const form = await who.get('/otp/apply');
      const asked = await who.submit(form, '/otp/apply', {
        email: 'h@demo.example',
        device: 'pc',
        ...FIELDS,
      });
      expect(heading(asked)).toBe('追加認証');
      expect(steps(asked)).toEqual(['入力', '追加認証', '確認', '電話番号の確認', '完了']);
      expect(asked.text).not.toContain('246810');
      const wrong = await who.submit(asked, '/otp/apply/answers', { go: 'send', 'answer-first-pet': 'x' });
      expect(wrong.status).toBe(422);
      const back = await who.submit(wrong, '/otp/apply/answers', { go: 'back' });
      expect(value(back, '#email')).toBe('h@demo.example');
      const sealed = value(wrong, '[name=sealed]');
      const skip = await who.post('/otp/apply/confirm', {
        _csrf: value(wrong, '[name=_csrf]'),
        sealed,
        go: 'send',
        confirmation: 'kakunin-1',
      });
      expect(skip.status).toBe(400);
      const confirm = await who.submit(wrong, '/otp/apply/answers', { go: 'send', ...answersOn(wrong) });
      expect(heading(confirm)).toBe('申込内容の確認');
      expect(heading(await finish(who, HANAKO[0], confirm))).toBe('申込の完了');
    } finally {
      await bank.close();
      await house.close();
    }
  });

  it('is not asked right after the registration at the first login', async () => {
    house = await startAuthority({ appAddress: APP_ADDRESS });
    const risk = midori.risk && { ...midori.risk, unusualHours: { from: 0, to: 24 }, threshold: 1 };
    bank = await startBank({ authority: house, clock: house.clock, institution: { ...midori, risk } });
    try {
      const who = await open(...HANAKO);
      const { confirm, done } = await applyFor(who, HANAKO[0]);
      expect(steps(confirm)).not.toContain('追加認証');
      expect(heading(done)).toBe('申込の完了');
    } finally {
      await bank.close();
      await house.close();
    }
  });
});

describe('a customer who has had as many set-ups as the policy allows', () => {
  it('is told that only the form on paper helps', async () => {
    const policy = midori.tokenPolicy(['http://midori.localhost:8610']) as { services: object[] };
    house = await startAuthority({
      appAddress: APP_ADDRESS,
      policy: { ...policy, services: policy.services.map((each) => ({ ...each, issueLimit: 1 })) },
    });
    bank = await startBank({ authority: house, clock: house.clock });
    try {
      const token = await giveToken(house, bank, HANAKO[0]);
      await token.authority.cancel(token.id, 'cancel-1');
      bank.clock.advance(DAY);
      const who = await open(...HANAKO);
      const { done } = await applyFor(who, HANAKO[0]);
      expect(done.status).toBe(409);
      expect(done.text).toContain('書面');
      expect(done.text).toContain('0120-000-000');
      expect(await registrations(HANAKO[0])).toHaveLength(1);
    } finally {
      await bank.close();
      await house.close();
    }
  });
});
