import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../bank/engine/ledger.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { heading, logIn, visitor } from '../support/bank-visitor.ts';

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

const balances = () =>
  Promise.all(['101-1000001', '102-1000002'].map((id) => balanceOf(bank.bank.store, id)));

describe('a transfer within the bank', () => {
  it('shows the recipient before it moves the money, and moves it once however often it is sent', async () => {
    const who = visitor(bank);
    await logIn(who, 'midori-001', 'demo-hanako-1');
    const [from = 0, to = 0] = await balances();
    const confirm = await who.submit(await who.get('/transfer'), '/transfer', {
      from: '101-1000001',
      branch: '102',
      number: '1000002',
      amount: '12,000',
    });
    expect(heading(confirm)).toBe('振込内容の確認');
    expect(confirm.text).toContain('デモ タロウ');
    expect(await balances()).toEqual([from, to]);
    const answers = await Promise.all(
      [1, 2, 3].map(() => who.submit(confirm, '/transfer/confirm', { go: 'send' })),
    );
    expect(answers.map(heading)).toEqual(['振込の完了', '振込の完了', '振込の完了']);
    expect(await balances()).toEqual([from - 12_000, to + 12_000]);
  });

  it('from a stranger’s account, to no account, of no amount or beyond the balance is refused at the field', async () => {
    const who = visitor(bank);
    await logIn(who, 'midori-001', 'demo-hanako-1');
    const before = await balances();
    const form = await who.get('/transfer');
    const good = { from: '101-1000001', branch: '102', number: '1000002', amount: '1' };
    const bad: [string, Partial<typeof good>][] = [
      ['from', { from: '102-1000002' }],
      ['number', { number: '9999999' }],
      ['number', { branch: '000', number: '0000000' }],
      ['number', { branch: '101', number: '1000001' }],
      ['amount', { amount: '0' }],
      ['amount', { amount: '-5' }],
      ['amount', { amount: '1.5' }],
      ['amount', { amount: '999999999' }],
    ];
    for (const [at, change] of bad) {
      const answer = await who.submit(form, '/transfer', { ...good, ...change });
      expect(answer.status).toBe(422);
      expect(answer.document.querySelector(`#${at}-error`), at).not.toBeNull();
    }
    expect(await balances()).toEqual(before);
  });

  it('shows nobody else’s statement or transfer', async () => {
    const who = visitor(bank);
    await logIn(who, 'midori-002', 'demo-taro-2');
    expect((await who.get('/entries?account=101-1000001')).status).toBe(404);
    const row = await bank.bank.store.db
      .selectFrom('transactions')
      .select('id')
      .where('description', 'like', '振込%')
      .executeTakeFirstOrThrow();
    expect((await who.get(`/transfer/done?id=${row.id}`)).status).toBe(404);
  });
});

describe('the demonstration customers', () => {
  it('are the same after a second seeding, entries included', async () => {
    const before = await balances();
    const people = await bank.bank.seed();
    expect(people.map((each) => each.loginId)).toEqual(['midori-001', 'midori-002', 'midori-003']);
    expect(await balances()).toEqual(before);
  });
});
