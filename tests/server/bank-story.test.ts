import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor } from '../support/bank-apply.ts';
import { heading, logIn, type Visitor, visitor } from '../support/bank-visitor.ts';
import { codeAt, makeDevice, openActivation, postActivate } from '../support/device.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148' };
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

async function apply(who: Visitor, loginId: string, device: 'phone' | 'pc') {
  const applied = await applyFor(who, loginId, { device });
  expect(heading(applied.confirm)).toBe('申込内容の確認');
  expect(heading(applied.done)).toBe('申込の完了');
  return applied;
}

async function activate(ids: { serviceId: string; userId: string }): Promise<Activation> {
  const device = await makeDevice();
  const answer = await postActivate(house, device, ids, '246810');
  return openActivation(house, device, ids, (await answer.json()) as ActivateResponse);
}

const nextStep = () => house.clock.advance(MINUTE);

describe('a customer with a PC', () => {
  let token: Activation;

  it('applies, and is given the two IDs and a link that holds nothing else', async () => {
    const who = visitor(bank);
    expect(heading(await logIn(who, ...HANAKO))).toBe('ホーム');
    expect((await who.get('/otp')).text).toContain('お申込みなし');
    const { ids, done } = await apply(who, HANAKO[0], 'pc');
    expect(ids.serviceId).toMatch(/^\d{8}$/);
    expect(ids.userId).toMatch(/^\d{12}$/);
    const link = done.document.querySelector('a[target="_blank"]')?.getAttribute('href');
    expect(link).toBe(`${APP_ADDRESS}/#setup?s=${ids.serviceId}&u=${ids.userId}`);
    expect(done.text).not.toContain('246810');
    const status = await who.get('/otp');
    expect(status.text).toContain('初期設定待ち');
    expect(status.text).toContain(link?.replace('&', '&amp;'));
    token = await activate(ids);
  });

  it('still logs in with the password alone before the start of use, code typed or not', async () => {
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
    const home = await logIn(visitor(bank), ...HANAKO, codeAt(token, house.clock()));
    expect(heading(home)).toBe('ホーム');
    expect(home.text).toContain('利用開始のお手続き');
  });

  it('starts the use with a code, refused when it is wrong, under a new session id', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    const code = codeAt(token, house.clock());
    const wrong = String((Number(code) + 1) % 10 ** 8).padStart(8, '0');
    const refused = await who.submit(await who.get('/otp/start'), '/otp/start', { code: wrong });
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain(wrong);
    const before = who.cookies.get('sid');
    const started = await who.submit(refused, '/otp/start', { code });
    expect(started.text).toContain('利用を開始しました');
    expect(started.text).toContain('ご利用中');
    expect(who.cookies.get('sid')).not.toBe(before);
    nextStep();
  });

  it('needs the code from then on, each code once', async () => {
    expect((await logIn(visitor(bank), ...HANAKO)).status).toBe(401);
    const code = codeAt(token, house.clock());
    expect(heading(await logIn(visitor(bank), ...HANAKO, code))).toBe('ホーム');
    expect((await logIn(visitor(bank), ...HANAKO, code)).status).toBe(401);
    nextStep();
    const spaced = codeAt(token, house.clock()).replace(/(\d{4})/u, '$1 ');
    expect(heading(await logIn(visitor(bank), ...HANAKO, spaced))).toBe('ホーム');
    nextStep();
  });

  it('is refused with a stale code', async () => {
    const stale = codeAt(token, house.clock());
    house.clock.advance(10 * MINUTE);
    expect((await logIn(visitor(bank), ...HANAKO, stale)).status).toBe(401);
  });

  it('needs it on a phone too', async () => {
    expect((await logIn(visitor(bank, PHONE), ...HANAKO)).status).toBe(401);
    expect(heading(await logIn(visitor(bank, PHONE), ...HANAKO, codeAt(token, house.clock())))).toBe(
      'ホーム',
    );
    nextStep();
  });

  it('cancels with the confirmation password and may apply again the next day', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO, codeAt(token, house.clock()));
    nextStep();
    const refused = await who.submit(await who.get('/otp/cancel'), '/otp/cancel', { confirmation: 'no' });
    expect(refused.status).toBe(422);
    const before = who.cookies.get('sid');
    const done = await who.submit(refused, '/otp/cancel', { confirmation: 'kakunin-1' });
    expect(heading(done)).toBe('利用解除の完了');
    expect(who.cookies.get('sid')).not.toBe(before);
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');

    const status = await who.get('/otp');
    expect(status.text).toContain('2027年6月16日');
    const early = await who.get('/otp/apply');
    expect(heading(early)).toBe('まだお申込みいただけません');
    expect(early.text).toContain('2027年6月16日');

    house.clock.advance(DAY);
    const again = visitor(bank);
    await logIn(again, ...HANAKO);
    expect((await apply(again, HANAKO[0], 'phone')).ids.userId).toMatch(/^\d{12}$/);
  });
});

describe('a customer with a phone', () => {
  let token: Activation;

  it('begins the use by the first login with a code', async () => {
    const who = visitor(bank, PHONE);
    await logIn(who, ...TARO);
    token = await activate((await apply(who, TARO[0], 'phone')).ids);
    expect(heading(await logIn(visitor(bank, PHONE), ...TARO))).toBe('ホーム');
    const home = await logIn(visitor(bank, PHONE), ...TARO, codeAt(token, house.clock()));
    expect(home.text).toContain('ワンタイムパスワードの利用を開始しました');
    nextStep();
    expect((await logIn(visitor(bank), ...TARO)).status).toBe(401);
  });

  it('is not charged for a code behind a wrong password', async () => {
    for (let i = 0; i < 5; i += 1)
      expect((await logIn(visitor(bank), TARO[0], 'wrong', '00000000')).status).toBe(401);
    expect(heading(await logIn(visitor(bank), ...TARO, codeAt(token, house.clock())))).toBe('ホーム');
    nextStep();
  });

  it('is suspended at the limit of wrong codes in a row and told whom to call', async () => {
    const answers = [];
    for (let i = 0; i < 5; i += 1) {
      const right = codeAt(token, house.clock());
      const wrong = String((Number(right) + 7) % 10 ** 8).padStart(8, '0');
      answers.push(await logIn(visitor(bank), ...TARO, wrong));
    }
    expect(answers.map((each) => each.status)).toEqual([401, 401, 401, 401, 403]);
    expect(answers[4]?.text).toContain('0120-000-000');
    const right = await logIn(visitor(bank), ...TARO, codeAt(token, house.clock()));
    expect(right.status).toBe(403);
    expect((await logIn(visitor(bank), TARO[0], 'wrong', codeAt(token, house.clock()))).status).toBe(401);
  });
});
