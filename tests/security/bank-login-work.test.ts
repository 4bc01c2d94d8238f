import { createHook } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { giveToken } from '../support/bank-token.ts';
import { logIn, type Page, visitor } from '../support/bank-visitor.ts';

let house: RunningAuthority;
let bank: RunningBank;
let derivations = 0;
/** Counts the runs of scrypt in this process, which is where the bank is. */
const counting = createHook({
  init(_, type) {
    if (type === 'SCRYPTREQUEST') derivations += 1;
  },
});
beforeAll(async () => {
  house = await startAuthority();
  bank = await startBank({ authority: house, clock: house.clock });
  await logIn(visitor(bank), 'midori-001', 'demo-hanako-1');
  await giveToken(house, bank, 'midori-001');
  counting.enable();
});
afterAll(async () => {
  counting.disable();
  await bank.close();
  await house.close();
});

it('a refused login costs the same and says the same, whoever was named and however', async () => {
  const attempts: Record<string, string>[] = [
    { userLoginId: 'midori-001', loginPassword: 'wrong' },
    { userLoginId: 'midori-002', loginPassword: 'wrong' },
    { userLoginId: 'nobody', loginPassword: 'wrong' },
    {
      loginBy: 'representative-account',
      branchCode: '101',
      accountNumber: '1000001',
      loginPassword: 'wrong',
    },
    {
      loginBy: 'representative-account',
      branchCode: '101',
      accountNumber: '1000019',
      loginPassword: 'wrong',
    },
    {
      loginBy: 'representative-account',
      branchCode: '999',
      accountNumber: '9999999',
      loginPassword: 'wrong',
    },
    { userLoginId: 'nobody', loginPassword: 'wrong', otpNo: '12345678' },
    // The right password with a wrong code and with none: one derivation, and then the same words.
    { userLoginId: 'midori-001', loginPassword: 'demo-hanako-1', otpNo: '12345678' },
    { userLoginId: 'midori-001', loginPassword: 'demo-hanako-1' },
  ];
  const answers: { page: Page; work: number }[] = [];
  for (const fields of attempts) {
    const who = visitor(bank);
    const form = await who.get('/login');
    const before = derivations;
    const page = await who.submit(form, '/login', fields);
    answers.push({ page, work: derivations - before });
  }
  expect(answers.map(({ work }) => work)).toEqual(attempts.map(() => 1));
  expect(answers.map(({ page }) => page.status)).toEqual(attempts.map(() => 401));
  const said = answers.map(({ page }) => page.document.querySelector('#login-error')?.textContent);
  expect(said[0]).toContain('ログインできませんでした');
  expect(new Set(said).size).toBe(1);
  const cookies = answers.map(({ page }) => page.headers.getSetCookie().length);
  expect(new Set(cookies).size).toBe(1);
});
