import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Institution } from '../../bank/engine/institution.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor, callFrom, demoCustomer } from '../support/bank-apply.ts';
import { type GivenToken, giveToken } from '../support/bank-token.ts';
import { heading, logIn, loginFields, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;

let house: RunningAuthority;
let bank: RunningBank;

async function start(institution: Institution = midori, policy?: unknown): Promise<void> {
  house = await startAuthority({ appAddress: APP_ADDRESS, ...(policy ? { policy } : {}) });
  bank = await startBank({ authority: house, clock: house.clock, institution });
}
afterEach(async () => {
  await bank.close();
  await house.close();
});

const identify = async (who: Visitor, loginId: string, password: string): Promise<Page> =>
  who.submit(await who.get('/recover'), '/recover', loginFields(who, loginId, password));

/** What the confirming page asks for, right. */
const proofs = (loginId: string): Record<string, string> => {
  const { confirmationPassword, cardNumber = '' } = demoCustomer(bank, loginId);
  return { go: 'send', confirmation: confirmationPassword, cardNumber };
};

async function suspend(token: GivenToken): Promise<void> {
  for (let i = 0; i < 5; i += 1) await token.authority.verify(token.id, token.wrong(), `wrong-${i}`);
}

const stateOf = async (id: string) =>
  (
    await house.ctx.db
      .selectFrom('registrations')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).state;

describe('somebody who is locked out', () => {
  let token: GivenToken;
  beforeEach(async () => {
    await start();
    await logIn(visitor(bank), ...HANAKO);
    token = await giveToken(house, bank, HANAKO[0]);
  });

  it('ends a suspended token by a call and may apply from the next day on', async () => {
    await suspend(token);
    expect(await stateOf(token.id)).toBe('suspended');
    const who = visitor(bank);
    const confirm = await identify(who, ...HANAKO);
    expect(heading(confirm)).toBe('ワンタイムパスワードの再発行');
    expect(confirm.text).toContain('翌日から');
    const call = await who.submit(confirm, '/recover/confirm', proofs(HANAKO[0]));
    expect(heading(call)).toBe('電話番号の確認');
    expect(call.text).toContain('090-0000-****');
    expect((await who.submit(call, '/recover/phone', { go: 'check' })).status).toBe(409);
    expect(await stateOf(token.id)).toBe('suspended');
    await callFrom(bank, demoCustomer(bank, HANAKO[0]).phone);
    const done = await who.submit(call, '/recover/phone', { go: 'check' });
    expect(heading(done)).toBe('トークンを解除しました');
    expect(done.text).toContain('2027年6月16日');
    expect(await stateOf(token.id)).toBe('cancelled');
    expect((await who.get('/menu')).status).not.toBe(200);

    // Until then the password alone lets them in, and asking again changes nothing.
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe(midori.menu.home);
    expect(heading(await identify(visitor(bank), ...HANAKO))).toBe('トークンを解除しました');
    bank.clock.advance(DAY);
    expect(heading(await identify(visitor(bank), ...HANAKO))).toBe('再発行のお手続きは必要ありません');
    const next = visitor(bank);
    await logIn(next, ...HANAKO);
    expect(heading((await applyFor(next, HANAKO[0])).done)).toBe('申込の完了');
  });

  it('is answered like anybody unknown when name or password is wrong, and counted with the logins', async () => {
    const bare = (page: Page) => page.text.replace(/value="[^"]*"/gu, '');
    const unknown = await identify(visitor(bank), 'nobody', 'wrong');
    const wrong = await identify(visitor(bank), HANAKO[0], 'wrong');
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(bare(unknown)).toBe(bare(wrong));
    for (let i = 0; i < 9; i += 1)
      await (i % 2 ? identify(visitor(bank), HANAKO[0], 'wrong') : logIn(visitor(bank), HANAKO[0], 'wrong'));
    expect((await identify(visitor(bank), ...HANAKO)).status).toBe(429);
    expect((await logIn(visitor(bank), ...HANAKO, token.code())).status).toBe(429);
  });

  it('gets no further than that: the session opens nothing else of the bank', async () => {
    const who = visitor(bank);
    await identify(who, ...HANAKO);
    for (const path of ['/menu', '/balances', '/transfer', '/otp', '/otp/cancel', '/otp/apply'])
      expect((await who.get(path)).location).toBe('/recover/confirm');
  });

  it('can go back and break off on every page, and the token stays', async () => {
    const who = visitor(bank);
    const confirm = await identify(who, ...HANAKO);
    const off = await who.submit(confirm, '/recover/confirm', { go: 'stop' });
    expect(off.text).toContain('お手続きは行われていません');
    const again = await identify(who, ...HANAKO);
    const back = await who.submit(again, '/recover/confirm', { go: 'back' });
    expect(back.document.querySelector('form[action="/recover"]')).not.toBeNull();
    const third = await identify(who, ...HANAKO);
    const call = await who.submit(third, '/recover/confirm', proofs(HANAKO[0]));
    const before = await who.submit(call, '/recover/phone', { go: 'back' });
    expect(before.document.querySelector('form[action="/recover/confirm"]')).not.toBeNull();
    const callAgain = await who.submit(before, '/recover/confirm', proofs(HANAKO[0]));
    expect((await who.submit(callAgain, '/recover/phone', { go: 'stop' })).text).toContain(
      '行われていません',
    );
    expect(await callFrom(bank, demoCustomer(bank, HANAKO[0]).phone)).toMatchObject({ outcome: 'refused' });
    expect(await stateOf(token.id)).toBe('in-use');
  });

  it('with wrong confirmation passwords is stopped at the limit, the token untouched', async () => {
    const who = visitor(bank);
    let page = await identify(who, ...HANAKO);
    for (let i = 0; i < 4; i += 1) {
      page = await who.submit(page, '/recover/confirm', { go: 'send', confirmation: `no-${i}` });
      expect(page.status).toBe(422);
    }
    page = await who.submit(page, '/recover/confirm', { go: 'send', confirmation: 'no' });
    expect(page.status).toBe(403);
    expect(page.text).toContain('0120-000-000');
    expect(heading(await identify(who, ...HANAKO))).toBe('確認用パスワードをご利用いただけません');
    expect(await stateOf(token.id)).toBe('in-use');
  });

  it('without a call in time ends nothing', async () => {
    const who = visitor(bank);
    const call = await who.submit(await identify(who, ...HANAKO), '/recover/confirm', proofs(HANAKO[0]));
    bank.clock.advance(121 * SECOND);
    expect(await callFrom(bank, demoCustomer(bank, HANAKO[0]).phone)).toMatchObject({ reason: 'late' });
    const late = await who.submit(call, '/recover/phone', { go: 'check' });
    expect(late.text).toContain('もう一度かける');
    expect(await stateOf(token.id)).toBe('in-use');
  });
});

describe('somebody with a new phone', () => {
  const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148' };
  const [first] = kamome.demoCustomers;
  const LOGIN = [first?.loginId ?? '', first?.password ?? ''] as const;
  const withLimit = (issueLimit: number) => {
    const policy = kamome.tokenPolicy(['http://kamome.localhost:8610']) as { services: object[] };
    return { ...policy, services: policy.services.map((each) => ({ ...each, issueLimit })) };
  };
  const recover = async (who: Visitor): Promise<Page> => {
    const call = await who.submit(await identify(who, ...LOGIN), '/recover/confirm', proofs(LOGIN[0]));
    await callFrom(bank, demoCustomer(bank, LOGIN[0]).phone);
    return who.submit(call, '/recover/phone', { go: 'check' });
  };

  it('proves it by card number, confirmation password and a call, and applies at once', async () => {
    await start(kamome, withLimit(5));
    const token = await giveToken(house, bank, LOGIN[0]);
    const who = visitor(bank, PHONE);
    const confirm = await identify(who, ...LOGIN);
    expect(heading(confirm)).toBe('新しいスマートフォンでの再発行');
    expect(confirm.text).toContain('そのまま続けて');
    const wrong = await who.submit(confirm, '/recover/confirm', { ...proofs(LOGIN[0]), cardNumber: '0000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('0000"');
    const form = await recover(who);
    expect(heading(form)).toBe('ワンタイムパスワード利用申込');
    expect(await stateOf(token.id)).toBe('cancelled');
    // May apply, and nothing else.
    expect((await who.get('/balances')).location).toBe('/otp/apply');
    const { done, ids } = await applyFor(who, LOGIN[0], { device: 'phone' });
    expect(heading(done)).toBe('申込の完了');
    expect(ids.userId).toMatch(/^\d{12}$/);
    expect((await who.get('/otp/apply')).location).toBe('/otp/apply/done');
    expect(done.document.querySelector('form[action="/logout"]')).not.toBeNull();
  });

  it('who presses the button twice is still led on, and to one ended token', async () => {
    await start(kamome, withLimit(5));
    const token = await giveToken(house, bank, LOGIN[0]);
    const who = visitor(bank, PHONE);
    const call = await who.submit(await identify(who, ...LOGIN), '/recover/confirm', proofs(LOGIN[0]));
    await callFrom(bank, demoCustomer(bank, LOGIN[0]).phone);
    const sealed = (name: string) =>
      call.document.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
    const fields = { _csrf: sealed('_csrf'), sealed: sealed('sealed'), go: 'check' };
    const [one, two] = await Promise.all([
      who.post('/recover/phone', fields),
      who.post('/recover/phone', fields),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    const on = await who.get(two.location ?? '');
    expect(on.location).toBe('/otp/apply');
    expect(await stateOf(token.id)).toBe('cancelled');
    expect(heading(await who.get('/otp/apply'))).toBe('ワンタイムパスワード利用申込');
  });

  it('who only said who they are cannot skip to the application', async () => {
    await start(kamome, withLimit(5));
    await giveToken(house, bank, LOGIN[0]);
    const who = visitor(bank, PHONE);
    const confirm = await identify(who, ...LOGIN);
    const sealed = confirm.document.querySelector<HTMLInputElement>('[name=sealed]')?.value ?? '';
    for (const plan of ['', 'AAAA', sealed])
      expect((await who.get(`/recover/done?plan=${plan}`)).location).toBe('/recover/confirm');
  });

  it('who breaks the application off is logged out, and nothing was applied for', async () => {
    await start(kamome, withLimit(5));
    await giveToken(house, bank, LOGIN[0]);
    const who = visitor(bank, PHONE);
    const form = await recover(who);
    const off = await who.submit(form, '/otp/apply', { go: 'stop' });
    expect(heading(off)).toBe('申込を中止しました');
    expect((await who.get('/otp/apply')).location).toBe('/login');
  });

  it('who has had as many set-ups as the policy allows is sent to the paper form', async () => {
    await start(kamome, withLimit(1));
    await giveToken(house, bank, LOGIN[0]);
    const who = visitor(bank, PHONE);
    await recover(who);
    const { done } = await applyFor(who, LOGIN[0], { device: 'phone' });
    expect(done.status).toBe(409);
    expect(done.text).toContain('書面');
  });

  it('is told so before the old token is ended, where the bank knows the limit', async () => {
    await start({ ...kamome, otp: { ...kamome.otp, issueLimit: 1 } }, withLimit(1));
    const token = await giveToken(house, bank, LOGIN[0]);
    const stopped = await identify(visitor(bank, PHONE), ...LOGIN);
    expect(stopped.status).toBe(409);
    expect(stopped.text).toContain('書面');
    expect(await stateOf(token.id)).toBe('in-use');
    await token.authority.cancel(token.id, 'cancel-1');
    const who = visitor(bank);
    await logIn(who, ...LOGIN);
    expect((await who.get('/otp/apply')).text).toContain('書面');
  });
});

describe('where there is no such way', () => {
  it('the page is not there', async () => {
    await start({ ...midori, recovery: null });
    expect((await visitor(bank).get('/recover')).status).toBe(404);
  });

  it('somebody without a token is told to log in', async () => {
    await start();
    expect(heading(await identify(visitor(bank), ...HANAKO))).toBe('再発行のお手続きは必要ありません');
  });
});
