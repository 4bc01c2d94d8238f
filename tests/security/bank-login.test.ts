import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor } from '../support/bank-apply.ts';
import { heading, logIn, type Page, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeEach(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

/** The page without what differs by design: the form token and the login ID that was typed. */
const bare = (page: Page): string =>
  page.text.replace(/name="_csrf" value="[^"]*"/u, '').replace(/value="(?:midori-001|nobody)"/u, '');

describe('a refused login', () => {
  it('answers alike for an unknown ID and a wrong password, code typed or not', async () => {
    const answers = [
      await logIn(visitor(bank), 'nobody', 'wrong'),
      await logIn(visitor(bank), HANAKO[0], 'wrong'),
      await logIn(visitor(bank), HANAKO[0], 'wrong', '12345678'),
      await logIn(visitor(bank), 'nobody', HANAKO[1], '12345678'),
    ];
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([401]));
    expect(new Set(answers.map(bare)).size).toBe(1);
    for (const page of answers) {
      expect(page.text).not.toContain('wrong');
      expect(page.text).not.toContain('12345678');
    }
  });

  it('is throttled by login ID, known or not, until the wait is over', async () => {
    for (const loginId of [HANAKO[0], 'nobody']) {
      for (let i = 0; i < 10; i += 1) expect((await logIn(visitor(bank), loginId, 'wrong')).status).toBe(401);
      expect((await logIn(visitor(bank), loginId, HANAKO[1])).status).toBe(429);
    }
    expect((await logIn(visitor(bank), 'midori-002', 'demo-taro-2')).status).toBe(200);
    bank.clock.advance(MINUTE);
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
  });

  it('counts parallel tries too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => logIn(visitor(bank), HANAKO[0], 'wrong')),
    );
    expect(answers.filter((each) => each.status === 401)).toHaveLength(10);
    expect(answers.filter((each) => each.status === 429)).toHaveLength(10);
  });
});

describe('the confirmation password', () => {
  it('stops the procedure after five wrong ones, the right one included', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    await applyFor(who, HANAKO[0]);
    const form = await who.get('/otp/cancel');
    for (let i = 0; i < 4; i += 1)
      expect((await who.submit(form, '/otp/cancel', { confirmation: `no-${i}` })).status).toBe(422);
    expect((await who.submit(form, '/otp/cancel', { confirmation: 'no' })).status).toBe(403);
    const right = await who.submit(form, '/otp/cancel', { confirmation: 'kakunin-1' });
    expect(right.status).toBe(403);
    expect(right.text).toContain('0120-000-000');
    expect((await who.get('/otp')).text).toContain('初期設定待ち');
  });
});

describe('a secret in a malformed or unexpected place', () => {
  it('is neither echoed nor logged nor stored', async () => {
    const secret = '86420975';
    const who = visitor(bank);
    const home = await logIn(who, ...HANAKO);
    const token = home.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
    const fields = {
      _csrf: token,
      code: secret,
      activationPassword: secret,
      activationPasswordRepeat: `${secret}x`,
      confirmation: secret,
      sealed: secret,
      loginPassword: secret,
      otpNo: secret,
    };
    const paths = [
      '/login',
      '/otp/apply',
      '/otp/apply/answers',
      '/otp/apply/confirm',
      '/otp/apply/phone',
      '/recover',
      '/otp/start',
      '/otp/cancel',
      '/transfer',
      '/transfer/confirm',
      '/nowhere',
    ];
    for (const path of paths) {
      expect((await who.post(path, fields)).text, path).not.toContain(secret);
      const raw = await fetch(bank.url + path, {
        method: 'POST',
        headers: { origin: bank.origin, 'content-type': 'application/json' },
        body: `{"code":"${secret}`,
      });
      expect(await raw.text(), path).not.toContain(secret);
      const big = await fetch(bank.url + path, {
        method: 'POST',
        headers: { origin: bank.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: `code=${secret.repeat(4000)}`,
      });
      expect(big.status).toBeLessThan(500);
      expect(await big.text(), path).not.toContain(secret);
    }
    expect(bank.log.join('\n')).not.toContain(secret);
  });
});
