import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, connectAuthority } from '../../bank/engine/authority.ts';
import { formatDate } from '../../core/i18n/format.ts';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { INSTITUTIONS } from '../../demo/institutions.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor } from '../support/bank-apply.ts';
import { giveToken, refOf } from '../support/bank-token.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import { codeAt, makeDevice, openActivation, postActivate } from '../support/device.ts';

/** One life of a token at each bank, walked by what the bank's own data say; no test names a bank. */
const BANKS = Object.values(INSTITUTIONS).map((bank) => [bank.name, bank] as const);
const PHONE = { 'sec-ch-ua-mobile': '?1' };
const MINUTE = 60_000;
const DAY = 86_400_000;
const DESK = { operator: 'desk-01', reason: 'asked at the counter' };
const PASSWORD = '246810';

const main = (page: Page): string =>
  (page.document.querySelector('main')?.textContent ?? '').replaceAll(/\s+/gu, '');

describe.each(BANKS)('%s', (_, of) => {
  const person = of.demoCustomers[0]!;
  const other = of.demoCustomers[1]!;
  let house: RunningAuthority;
  let bank: RunningBank;
  let authority: Authority;
  let token: Activation;
  let id: string;

  beforeAll(async () => {
    const policy = of.tokenPolicy([`http://${of.id}.localhost:8610`]);
    house = await startAuthority({ appAddress: APP_ADDRESS, policy });
    bank = await startBank({
      authority: house,
      clock: house.clock,
      institution: of,
      smtpUrl: house.mailbox.smtpUrl,
    });
    authority = connectAuthority({ url: house.url, credential: house.credential });
  });
  afterAll(async () => {
    await bank?.close();
    await house?.close();
  });

  const code = (): string => codeAt(token, house.clock());
  const wrong = (turn: number): string => {
    const near = [-2, -1, 0, 1, 2].map((steps) => codeAt(token, house.clock() + steps * MINUTE));
    const all = Array.from({ length: 10 }, (_, digit) => String(digit).repeat(of.otp.digits));
    return all.filter((each) => !near.includes(each))[turn] ?? '';
  };
  const nextStep = (): void => house.clock.advance(MINUTE);
  const enter = (who: Visitor, typed = ''): Promise<Page> =>
    logIn(who, person.loginId, person.password, typed);
  async function inside(typed = '', headers = {}): Promise<Visitor> {
    const who = visitor(bank, headers);
    expect(heading(await enter(who, typed))).toBe(of.menu.home);
    return who;
  }
  const registration = async () => (await authority.registrationsOf(await refOf(bank, person.loginId)))[0];

  /** What a confirming page asks for, with this code where it has room for one. */
  function proofs(page: Page, typed: string, who = person): Record<string, string> {
    const fields = [...page.document.querySelectorAll<HTMLInputElement>('main form input')];
    const names = new Set(fields.map(({ name }) => name));
    return {
      ...(names.has('confirmation') ? { confirmation: who.confirmationPassword } : {}),
      ...(names.has('code') || names.has('code1') ? { code: typed } : {}),
    };
  }
  async function transfer(who: Visitor, typed: string): Promise<Page> {
    const form = await who.get('/transfer');
    const from = form.document.querySelector<HTMLOptionElement>('#from option')?.value ?? '';
    const { branch, number } = other.accounts[0]!;
    const confirm = await who.submit(form, '/transfer', { from, branch, number, amount: '100' });
    return who.submit(confirm, '/transfer/confirm', { go: 'send', ...proofs(confirm, typed) });
  }
  async function cancel(who: Visitor, typed: string): Promise<Page> {
    const form = await who.get('/otp/cancel');
    return who.submit(form, '/otp/cancel', proofs(form, typed));
  }

  it('is applied for, and set up on one device only', async () => {
    const who = await inside();
    const { ids, done } = await applyFor(who, person.loginId, { activationPassword: PASSWORD });
    expect(heading(done)).toBe('申込の完了');
    expect((await who.get('/otp/apply')).location).toBe('/otp');
    const setup = {
      serviceId: ids.serviceId.replaceAll(/\D/gu, ''),
      userId: ids.userId.replaceAll(/\D/gu, ''),
    };
    const device = await makeDevice();
    const answer = await postActivate(house, device, setup, PASSWORD);
    token = await openActivation(house, device, setup, (await answer.json()) as ActivateResponse);
    const second = await postActivate(house, await makeDevice(), setup, PASSWORD);
    expect((await second.json()) as object).toMatchObject({ code: 'setup-used' });
    id = (await registration())?.id ?? '';
  });

  it('begins its use with the first code', async () => {
    const who = await inside();
    const form = await who.get('/otp/start');
    expect(main(await who.submit(form, '/otp/start', { code: code() }))).toContain('利用を開始しました');
    nextStep();
  });

  it('is asked for on a PC and a phone alike, and takes each code once, wherever', async () => {
    for (const headers of [{}, PHONE]) {
      expect(heading(await enter(visitor(bank, headers)))).not.toBe(of.menu.home);
      const who = await inside(code(), headers);
      expect(heading(await enter(visitor(bank, headers), code()))).not.toBe(of.menu.home);
      // Spent at the login, it is spent for the transfer, and the other way round.
      expect((await transfer(who, code())).status).toBe(422);
      nextStep();
      expect(heading(await transfer(who, code()))).toBe('振込の完了');
      expect(heading(await enter(visitor(bank, headers), code()))).not.toBe(of.menu.home);
      nextStep();
    }
  });

  it('is asked for where details are changed, with what else the policy wants', async () => {
    const who = await inside(code());
    nextStep();
    const form = await who.get('/details/change');
    const email = `new-${person.email}`;
    const confirm = await who.submit(form, '/details/change', { email, phone: '' });
    const asked = proofs(confirm, code());
    const factors = of.operations['change-details'];
    expect('confirmation' in asked).toBe(factors.includes('confirmation'));
    expect('code' in asked).toBe(factors.includes('code') || factors.includes('code-or-mail'));
    const refused = await who.submit(confirm, '/details/confirm', { go: 'send', ...asked, code: wrong(0) });
    expect(refused.status).toBe(422);
    const done = await who.submit(refused, '/details/confirm', { go: 'send', ...asked });
    expect(heading(done)).toBe('変更の完了');
    expect(main(done)).toContain(email);
    nextStep();
  });

  it('is suspended at the limit of wrong codes in a row, over login, transfer and cancelling', async () => {
    const who = await inside(code());
    nextStep();
    expect((await registration())?.failures).toBe(0);
    await enter(visitor(bank), wrong(0));
    await enter(visitor(bank, PHONE), wrong(1));
    expect((await transfer(who, wrong(2))).status).toBe(422);
    expect((await registration())?.failures).toBe(3);
    // Where cancelling asks for no code, the transfer does a second time.
    const asked = of.operations['cancel-token'].includes('code');
    expect((await (asked ? cancel(who, wrong(3)) : transfer(who, wrong(3)))).status).toBe(422);
    const last = await transfer(who, wrong(4));
    expect(last.status).toBe(403);
    expect(main(last)).toContain(of.desk.phone);
    expect((await registration())?.state).toBe('suspended');
  });

  it('stays suspended, however long, until the bank lifts it', async () => {
    house.clock.advance(40 * DAY);
    const page = await enter(visitor(bank), code());
    expect(heading(page)).toBe('ワンタイムパスワードの利用を停止しています');
    expect(main(page)).toContain(of.desk.phone);
    expect(page.document.querySelector('a[href="/recover"]') !== null).toBe(of.recovery === 'locked-out');
    expect((await visitor(bank).get('/recover')).status).toBe(of.recovery === null ? 404 : 200);
    await authority.lift(id, DESK, randomUUID());
    await inside(code());
    nextStep();
  });

  it('is to be renewed from 180 days before its end on, in the way the policy has', async () => {
    const end = (await registration())?.expiresAt ?? 0;
    const status = async (): Promise<string> => main(await (await inside(code())).get('/otp'));
    house.clock.set(end - 180 * DAY - 2 * MINUTE);
    expect(await status()).not.toContain('近づいています');
    house.clock.set(end - 180 * DAY);
    const words = await status();
    expect(words).toContain(`有効期限が近づいています(${formatDate(end, 'ja')})`);
    expect(words.includes('有効期限を延長する')).toBe(of.otp.renewable);
    expect(words.includes('新しくお申込み')).toBe(!of.otp.renewable);
    nextStep();
  });

  it('lets nobody in after its end, code or not, and names the way out', async () => {
    const end = (await registration())?.expiresAt ?? 0;
    house.clock.set(end - MINUTE);
    await inside(code());
    house.clock.set(end + MINUTE);
    for (const typed of ['', code()]) {
      const page = await enter(visitor(bank), typed);
      expect(heading(page)).toBe('ワンタイムパスワードの有効期限が過ぎました');
      expect(main(page)).toContain(of.desk.phone);
      expect(page.document.querySelector('a[href="/recover"]') !== null).toBe(of.recovery !== null);
    }
    expect((await authority.verify(id, code(), randomUUID())).outcome).toBe('not-usable');
  });

  it('is cancelled with what the policy asks for, and followed by another under the bank’s rule', async () => {
    // The last minute of February in Japan, years later.
    house.clock.set(Date.UTC(2030, 1, 27, 14, 50));
    const before = await giveToken(house, bank, other.loginId);
    house.clock.set(Date.UTC(2030, 1, 28, 14, 58));
    const who = visitor(bank);
    await logIn(who, other.loginId, other.password, before.code());
    nextStep();
    const form = await who.get('/otp/cancel');
    const proved = proofs(form, before.code(), other);
    expect('code' in proved).toBe(of.operations['cancel-token'].includes('code'));
    expect(heading(await who.submit(form, '/otp/cancel', proved))).toBe('利用解除の完了');
    // No code from the next login on.
    const again = visitor(bank);
    expect(heading(await logIn(again, other.loginId, other.password))).toBe(of.menu.home);
    const waits = of.otp.reissue !== 'at-once';
    expect(heading(await again.get('/otp/apply')).startsWith('まだ')).toBe(waits);
    if (waits) {
      expect(main(await again.get('/otp/apply'))).toContain('2030年3月1日');
      house.clock.set(Date.UTC(2030, 1, 28, 14, 59, 59, 999));
      expect(heading(await again.get('/otp/apply'))).toContain('まだ');
      house.clock.set(Date.UTC(2030, 1, 28, 15));
    }
    expect(heading((await applyFor(again, other.loginId)).done)).toBe('申込の完了');
  });
});
