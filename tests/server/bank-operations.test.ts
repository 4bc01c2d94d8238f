import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Institution } from '../../bank/engine/institution.ts';
import { balanceOf } from '../../bank/engine/ledger.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { hidden, noted, plainBank } from '../support/bank-operations.ts';
import { type GivenToken, giveToken } from '../support/bank-token.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const DESK = { operator: 'desk-01', reason: 'ご本人からのお電話' };

let house: RunningAuthority;
let bank: RunningBank;
let token: GivenToken;
let who: Visitor;

/** A bank with these operations, and 花子 logged in with a token in use. */
const world = (operations: Partial<Institution['operations']>, more: Partial<Institution> = {}): void => {
  beforeAll(async () => {
    house = await startAuthority({ appAddress: APP_ADDRESS });
    const institution = { ...plainBank, ...more, operations: { ...plainBank.operations, ...operations } };
    bank = await startBank({ authority: house, clock: house.clock, institution });
    token = await giveToken(house, bank, HANAKO[0]);
    who = await inside(HANAKO, token.code());
    nextStep();
  });
  afterAll(async () => {
    await bank.close();
    await house.close();
  });
};

const nextStep = (): void => house.clock.advance(MINUTE);

async function inside(login: readonly [string, string], code = ''): Promise<Visitor> {
  const someone = visitor(bank);
  expect(heading(await logIn(someone, ...login, code))).toBe('ホーム');
  return someone;
}

const plan = async (amount: string, someone = who, from = '101-1000001', to = '1000002'): Promise<Page> =>
  someone.submit(await someone.get('/transfer'), '/transfer', {
    from,
    branch: `10${to.slice(-1)}`,
    number: to,
    amount,
  });
const send = (page: Page, fields: Record<string, string>, someone = who): Promise<Page> =>
  someone.submit(page, '/transfer/confirm', { go: 'send', ...fields });
const balance = (): Promise<number> => balanceOf(bank.bank.store, '101-1000001');
const failures = async (): Promise<number | undefined> =>
  (await token.authority.registrationsOf((await refs())[0] ?? ''))[0]?.failures;
const refs = async (): Promise<string[]> =>
  (
    await bank.bank.store.db.selectFrom('customers').select('ref').where('login_id', '=', HANAKO[0]).execute()
  ).map((row) => row.ref);
const names = (page: Page): string[] =>
  [...page.document.querySelectorAll<HTMLInputElement>('main form input:not([type="hidden"])')].map(
    (input) => input.name,
  );

describe('a transfer that asks for a code', () => {
  world({});

  it('asks nothing of somebody without a token', async () => {
    const taro = await inside(TARO);
    const page = await plan('100', taro, '102-1000002', '1000001');
    expect(names(page)).toEqual([]);
    expect(heading(await send(page, {}, taro))).toBe('振込の完了');
  });

  it('shows the same plan again after a wrong code or none, and moves nothing', async () => {
    const before = await balance();
    const page = await plan('1,000');
    expect(names(page)).toEqual(['code']);
    for (const code of ['', 'あいう', token.wrong()]) {
      const again = await send(page, { code });
      expect(again.status).toBe(422);
      expect(heading(again)).toBe('振込内容の確認');
      const field = again.document.querySelector('#code');
      expect(field?.getAttribute('aria-invalid')).toBe('true');
      const words = again.document.getElementById(field?.getAttribute('aria-describedby') ?? '');
      expect(words?.textContent).toContain('ワンタイムパスワードが正しくない');
      expect(hidden(again, '/transfer/confirm')).toBe(hidden(page, '/transfer/confirm'));
      expect(again.text).toContain('1,000円');
      if (code) expect(again.text).not.toContain(code);
    }
    // What cannot be a code is not sent to the authority.
    expect(await failures()).toBe(1);
    expect(await balance()).toBe(before);
    expect(await noted(bank, HANAKO[0], 'operation-refused')).toContainEqual({
      event: 'operation-refused',
      operation: 'transfer',
      why: 'code',
    });
  });

  it('moves the money once for a button pressed three times, and spends one code', async () => {
    const before = await balance();
    const page = await plan('1000');
    const code = token.code();
    const answers = await Promise.all([1, 2, 3].map(() => send(page, { code })));
    expect(answers.map(heading)).toEqual(['振込の完了', '振込の完了', '振込の完了']);
    expect(await balance()).toBe(before - 1000);
    expect(await failures()).toBe(0);
    // Pressed once more, much later and with nothing typed: still the same transfer.
    nextStep();
    expect(heading(await send(page, {}))).toBe('振込の完了');
    expect(await balance()).toBe(before - 1000);
    expect(await noted(bank, HANAKO[0], 'transfer')).toHaveLength(1);
  });

  it('takes each code for one plan only', async () => {
    const before = await balance();
    const [one, two] = [await plan('10'), await plan('20')];
    const code = token.code();
    expect(heading(await send(one, { code }))).toBe('振込の完了');
    expect((await send(two, { code })).status).toBe(422);
    expect(await balance()).toBe(before - 10);
    nextStep();
    expect(heading(await send(two, { code: token.code() }))).toBe('振込の完了');
    nextStep();
  });

  it('spends no code on what the balance does not cover any more', async () => {
    const all = String(await balance());
    const [one, two] = [await plan(all), await plan('1')];
    expect(heading(await send(two, { code: token.code() }))).toBe('振込の完了');
    nextStep();
    const code = token.code();
    const refused = await send(one, { code });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('残高が不足しています');
    expect(heading(await send(await plan('1'), { code }))).toBe('振込の完了');
    nextStep();
  });

  it('confirmed in another session is not taken', async () => {
    const before = await balance();
    const page = await plan('10');
    const other = await inside(HANAKO, token.code());
    nextStep();
    const form = await other.get('/transfer');
    const answer = await other.post('/transfer/confirm', {
      _csrf: hidden(form, '/transfer', '_csrf'),
      sealed: hidden(page, '/transfer/confirm'),
      go: 'send',
      code: token.code(),
    });
    expect(answer.status).toBe(400);
    expect(await balance()).toBe(before);
    expect(await failures()).toBe(0);
  });

  it('takes the code from boxes of one digit each', async () => {
    const page = await plan('10');
    const boxes = Object.fromEntries([...token.code()].map((digit, at) => [`code${at + 1}`, digit]));
    expect(heading(await send(page, boxes))).toBe('振込の完了');
    nextStep();
  });

  it('is stopped at the limit of wrong codes, and stays so until the desk lifts it', async () => {
    const before = await balance();
    const page = await plan('10');
    const answers = [];
    for (let i = 0; i < 5; i += 1) {
      answers.push(await send(page, { code: token.wrong() }));
      nextStep();
    }
    expect(answers.map((each) => each.status)).toEqual([422, 422, 422, 422, 403]);
    expect(answers[4]?.text).toContain('0120-000-000');
    expect((await send(page, { code: token.code() })).status).toBe(403);
    expect((await plan('10')).status).toBe(403);
    expect(await balance()).toBe(before);
    await token.authority.lift(token.id, DESK, 'lift-1');
    const again = await plan('10');
    expect(heading(await send(again, { code: token.code() }))).toBe('振込の完了');
    nextStep();
  });

  it('asks for no code while the token is paused, and is refused when the pause is over', async () => {
    await token.authority.pause(token.id, DESK, house.clock() + 3 * MINUTE, 'pause-1');
    const page = await plan('10');
    expect(names(page)).toEqual([]);
    expect(heading(await send(page, {}))).toBe('振込の完了');
    const late = await plan('10');
    house.clock.advance(3 * MINUTE);
    const before = await balance();
    for (const answer of [await send(late, {}), await plan('10')]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('0120-000-000');
    }
    expect(await balance()).toBe(before);
    await token.authority.resume(token.id, DESK, 'resume-1');
  });

  it('is refused when the token expires between login and confirmation', async () => {
    const { expiresAt } = (await token.authority.registrationsOf((await refs())[0] ?? ''))[0] ?? {};
    house.clock.set((expiresAt ?? 0) - 2 * MINUTE);
    who = await inside(HANAKO, token.code());
    const page = await plan('10');
    house.clock.advance(3 * MINUTE);
    const answer = await send(page, { code: token.code() });
    expect(answer.status).toBe(403);
    expect(heading(answer)).toContain('有効期限');
  });
});

describe('a transfer that asks for the confirmation password and a code', () => {
  world({ transfer: ['confirmation', 'code'] });
  const RIGHT = 'kakunin-1';

  it('looks at no code behind a wrong confirmation password', async () => {
    const before = await balance();
    const page = await plan('10');
    expect(names(page)).toEqual(['confirmation', 'code']);
    const code = token.code();
    for (const confirmation of ['', 'wrong']) {
      const again = await send(page, { confirmation, code });
      expect(again.status).toBe(422);
      expect(again.document.querySelector('#confirmation-error')).not.toBeNull();
    }
    expect((await send(page, { confirmation: 'wrong', code: token.wrong() })).status).toBe(422);
    expect(await failures()).toBe(0);
    expect(await balance()).toBe(before);
    expect(heading(await send(page, { confirmation: RIGHT, code }))).toBe('振込の完了');
    nextStep();
  });

  it('is refused with a wrong code behind the right one', async () => {
    const page = await plan('10');
    const again = await send(page, { confirmation: RIGHT, code: token.wrong() });
    expect(again.status).toBe(422);
    expect(again.document.querySelector('#code-error')).not.toBeNull();
    expect(again.text).not.toContain(RIGHT);
    expect(await failures()).toBe(1);
    expect(heading(await send(page, { confirmation: RIGHT, code: token.code() }))).toBe('振込の完了');
    nextStep();
  });

  it('is locked at the limit of wrong confirmation passwords, fifty at once or one by one', async () => {
    const page = await plan('10');
    const code = token.code();
    const form = {
      _csrf: hidden(page, '/transfer/confirm', '_csrf'),
      sealed: hidden(page, '/transfer/confirm'),
      go: 'send',
    };
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        who.post('/transfer/confirm', { ...form, code, confirmation: `guess-${index}` }),
      ),
    );
    const row = await bank.bank.store.db
      .selectFrom('customers')
      .select('confirm_failures')
      .where('login_id', '=', HANAKO[0])
      .executeTakeFirstOrThrow();
    expect(row.confirm_failures).toBe(5);
    const right = await send(page, { confirmation: RIGHT, code });
    expect(right.status).toBe(403);
    expect(right.text).toContain('0120-000-000');
    expect((await plan('10')).status).toBe(403);
    expect(await failures()).toBe(0);
  });
});

describe('an operation that asks for the cash card’s number', () => {
  const [hanako, ...others] = plainBank.demoCustomers;
  world(
    { transfer: ['card-number', 'confirmation'] },
    { demoCustomers: hanako ? [{ ...hanako, cardNumber: '1234567890123456' }, ...others] : [] },
  );

  it('tells nobody which of number and password was wrong, and counts them together', async () => {
    const page = await plan('10');
    expect(names(page)).toEqual(['cardNumber', 'confirmation']);
    const right = { cardNumber: '1234-5678-9012-3456', confirmation: 'kakunin-1' };
    const answers = [];
    for (const wrong of [{ cardNumber: '1234567890123457' }, { confirmation: 'no' }, { confirmation: '' }])
      answers.push(await send(page, { ...right, ...wrong }));
    expect(answers.map((each) => each.status)).toEqual([422, 422, 422]);
    const main = (answer: Page): string => answer.document.querySelector('main')?.innerHTML ?? '';
    expect(new Set(answers.map(main)).size).toBe(1);
    const { confirm_failures } = await bank.bank.store.db
      .selectFrom('customers')
      .select('confirm_failures')
      .where('login_id', '=', HANAKO[0])
      .executeTakeFirstOrThrow();
    expect(confirm_failures).toBe(2);
    expect(heading(await send(page, right))).toBe('振込の完了');
  });

  it('is the end of the tries for both at the limit', async () => {
    const page = await plan('10');
    const statuses = [];
    for (let i = 0; i < 5; i += 1)
      statuses.push((await send(page, { cardNumber: `${i}`, confirmation: 'kakunin-1' })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 403]);
  });
});

describe('a transfer while the authority is away', () => {
  world({});

  it('is not made, with or without a code, and costs no try', async () => {
    const page = await plan('10');
    const before = await balance();
    const code = token.code();
    const away = await startAuthority({ appAddress: APP_ADDRESS, clock: house.clock });
    await away.close();
    const silent = await startBank({
      authority: { url: away.url, credential: house.credential },
      clock: house.clock,
      institution: bank.institution,
    });
    try {
      const taro = visitor(silent);
      await logIn(taro, ...TARO);
      expect(heading(await send(await plan('10', taro, '102-1000002', '1000001'), {}, taro))).toBe(
        '振込の完了',
      );
    } finally {
      await silent.close();
    }
    await house.close();
    for (const fields of [{}, { code }]) {
      const answer = await send(page, fields);
      expect(answer.status).toBe(503);
    }
    expect(await balance()).toBe(before);
    house = await startAuthority({ appAddress: APP_ADDRESS });
  });
});
