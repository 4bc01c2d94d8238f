import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuthority } from '../../authority/context.ts';
import { readRegistration } from '../../authority/registrations/read.ts';
import { start } from '../../authority/registrations/start.ts';
import { verify } from '../../authority/registrations/verify.ts';
import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import {
  activateWith,
  BANK,
  codeOf,
  type InUse,
  issueTo,
  openStore,
  random,
  type Store,
  settings,
  tokenInUse,
  wrongCode,
} from '../support/authority-store.ts';

const STEP = 30_000;

describe('a time-based token', () => {
  let store: Store;
  let token: InUse;
  beforeEach(async () => {
    store = await openStore();
    token = await tokenInUse(store);
  });
  afterEach(() => store.close());

  const check = (code: string, idempotency?: { key: string; digest: Uint8Array }): Promise<VerifyResponse> =>
    verify(store.ctx, { institutionId: BANK, id: token.issued.id, code, idempotency });
  const codeAt = (steps: number) => codeOf(token.activation, store.clock() + steps * STEP);
  const failures = async () =>
    (await readRegistration(store.ctx, { institutionId: BANK, id: token.issued.id })).failures;

  test('accepts the current code once; again it is refused as used and charged', async () => {
    const code = codeAt(0);
    expect(await check(code)).toEqual({ v: 1, outcome: 'accepted', state: 'in-use', attemptsLeft: 10 });
    expect(await check(code)).toEqual({ v: 1, outcome: 'used', state: 'in-use', attemptsLeft: 9 });
    expect(await failures()).toBe(1);
  });

  test('refuses an earlier code after a later one was accepted', async () => {
    const earlier = codeAt(0);
    expect((await check(codeAt(1))).outcome).toBe('accepted');
    expect((await check(earlier)).outcome).toBe('used');
  });

  test('accepts a step to either side and refuses a stale code as wrong', async () => {
    store.clock.advance(10 * STEP);
    expect((await check(codeAt(-2))).outcome).toBe('wrong');
    expect((await check(codeAt(2))).outcome).toBe('wrong');
    expect((await check(codeAt(-1))).outcome).toBe('accepted');
    store.clock.advance(10 * STEP);
    expect((await check(codeAt(0))).outcome).toBe('accepted');
    store.clock.advance(10 * STEP);
    expect((await check(codeAt(1))).outcome).toBe('accepted');
  });

  test('learns the drift of a device whose clock walks away, within bounds', async () => {
    for (let behind = 1; behind <= 6; behind += 1) {
      store.clock.advance(20 * STEP);
      expect((await check(codeAt(-behind))).outcome).toBe('accepted');
    }
    // Learned up to five steps, plus one of tolerance: a seventh is too far.
    store.clock.advance(20 * STEP);
    expect((await check(codeAt(-7))).outcome).toBe('wrong');
    expect((await check(codeAt(-6))).outcome).toBe('accepted');
  });

  test('a success sets the count of wrong codes back', async () => {
    const wrong = wrongCode(token.activation, store.clock());
    for (let n = 1; n <= 9; n += 1) {
      expect(await check(wrong)).toMatchObject({ outcome: 'wrong', attemptsLeft: 10 - n });
    }
    expect((await check(codeAt(0))).outcome).toBe('accepted');
    expect(await failures()).toBe(0);
  });

  test('the tenth wrong code suspends, and then the right one is not even compared', async () => {
    const wrong = wrongCode(token.activation, store.clock());
    for (let n = 1; n <= 9; n += 1) await check(wrong);
    expect(await check(wrong)).toEqual({ v: 1, outcome: 'wrong', state: 'suspended', attemptsLeft: 0 });
    expect(await check(codeAt(0))).toEqual({
      v: 1,
      outcome: 'suspended',
      state: 'suspended',
      attemptsLeft: 0,
    });
    expect(await failures()).toBe(10);
  });

  test('the right code on the last attempt is accepted', async () => {
    const wrong = wrongCode(token.activation, store.clock());
    for (let n = 1; n <= 9; n += 1) await check(wrong);
    expect((await check(codeAt(0))).outcome).toBe('accepted');
  });

  test('500 wrong codes at once charge exactly the limit', async () => {
    const wrong = wrongCode(token.activation, store.clock());
    const outcomes = (await Promise.all(Array.from({ length: 500 }, () => check(wrong)))).map(
      (one) => one.outcome,
    );
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'suspended')).toHaveLength(490);
    expect(await failures()).toBe(10);
    const { state } = await readRegistration(store.ctx, { institutionId: BANK, id: token.issued.id });
    expect(state).toBe('suspended');
  });

  test('200 uses of one code at once accept one', async () => {
    const code = codeAt(0);
    const answers = await Promise.all(Array.from({ length: 200 }, () => check(code)));
    expect(answers.filter((one) => one.outcome === 'accepted')).toHaveLength(1);
  });

  test('two processes on one database accept one code once', async () => {
    const code = codeAt(0);
    const children = [0, 1].map(() =>
      spawn(process.execPath, ['tests/support/verify-many.ts'], {
        env: {
          ...process.env,
          DATABASE: store.path,
          KEK: Buffer.from(store.kek).toString('hex'),
          NOW: String(store.clock()),
          ID: token.issued.id,
          CODE: code,
          TIMES: '100',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const outputs = await Promise.all(
      children.map(async (child) => {
        let text = '';
        child.stdout.on('data', (part) => {
          text += part;
        });
        const [exit] = await once(child, 'close');
        expect(exit).toBe(0);
        return JSON.parse(text) as string[];
      }),
    );
    expect(outputs.flat()).toHaveLength(200);
    expect(outputs.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(1);
  });

  test('an idempotency key repeats the answer of the same request and refuses another', async () => {
    const same = { key: 'login-1', digest: new Uint8Array(32).fill(1) };
    const first = await check(codeAt(0), same);
    expect(first.outcome).toBe('accepted');
    expect(await check(codeAt(0), same)).toEqual(first);
    expect(await failures()).toBe(0);
    await expect(check(codeAt(0), { ...same, digest: new Uint8Array(32).fill(2) })).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
    const again = { institutionId: BANK, id: token.issued.id, code: codeAt(0), idempotency: same };
    await expect(start(store.ctx, again)).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    expect((await check(codeAt(0), { ...same, key: 'login-2' })).outcome).toBe('used');
  });

  test('one request sent many times at once under one key is answered alike', async () => {
    const same = { key: 'login-1', digest: new Uint8Array(32).fill(1) };
    const code = codeAt(0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => check(code, same)));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.outcome).toBe('accepted');
  });

  test('one request sent many times at once under one key is charged once, right or wrong', async () => {
    const sent = (code: string, key: string) => check(code, { key, digest: new Uint8Array(32).fill(1) });
    const wrong = wrongCode(token.activation, store.clock());
    await Promise.all(Array.from({ length: 5 }, () => sent(wrong, 'slip')));
    expect(await failures()).toBe(1);
    const right = codeAt(0);
    await Promise.all(Array.from({ length: 5 }, () => sent(right, 'login')));
    expect(await failures()).toBe(0);
    // Under keys of their own they are tries of their own.
    await Promise.all(Array.from({ length: 4 }, (_, n) => sent(wrong, `guess-${n}`)));
    expect(await failures()).toBe(4);
  });

  test('of one request sent twice at once, on the last try, neither hears of a suspension that is none', async () => {
    const wrong = wrongCode(token.activation, store.clock());
    for (let n = 0; n < 9; n += 1) await check(wrong);
    const last = { key: 'last', digest: new Uint8Array(32).fill(1) };
    const code = codeAt(0);
    const answers = await Promise.all([check(code, last), check(code, last)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(await failures()).toBe(0);
  });

  test('the same request at two processes is charged once, too', async () => {
    const other = await openAuthority({ ...store, databasePath: store.path, random, settings });
    const same = { key: 'slip', digest: new Uint8Array(32).fill(1) };
    const wrong = wrongCode(token.activation, store.clock());
    const input = { institutionId: BANK, id: token.issued.id, code: wrong, idempotency: same };
    const answers = await Promise.all([verify(store.ctx, input), verify(other, input)]);
    await other.close();
    expect(answers.map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong']);
    expect(await failures()).toBe(1);
  });

  test('an answer is forgotten after a day', async () => {
    const same = { key: 'login-1', digest: new Uint8Array(32).fill(1) };
    const code = codeAt(0);
    await check(code, same);
    store.clock.advance(24 * 60 * 60_000);
    expect((await check(code, same)).outcome).toBe('wrong');
  });

  test('a clock set back accepts no spent code', async () => {
    const now = codeAt(0);
    await check(now);
    store.clock.advance(-STEP);
    expect((await check(now)).outcome).toBe('used');
    expect((await check(codeAt(0))).outcome).toBe('used');
  });
});

describe('an event-based token', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } });
  });
  afterEach(() => store.close());

  test('accepts the next counters, skips ahead up to ten and never goes back', async () => {
    const issued = await issueTo(store);
    const activation = await activateWith(store, issued);
    expect(Buffer.from(activation.seed, 'base64url')).toHaveLength(20);
    const input = (counter: number) => ({
      institutionId: BANK,
      id: issued.id,
      code: codeOf(activation, counter),
    });
    expect((await start(store.ctx, input(0))).outcome).toBe('accepted');
    expect((await verify(store.ctx, input(1))).outcome).toBe('accepted');
    expect((await verify(store.ctx, input(1))).outcome).toBe('used');
    expect((await verify(store.ctx, input(12))).outcome).toBe('wrong');
    expect((await verify(store.ctx, input(11))).outcome).toBe('accepted');
    expect((await verify(store.ctx, input(5))).outcome).toBe('used');
    expect((await verify(store.ctx, input(12))).outcome).toBe('accepted');
  });
});

test('wrong codes before the start of use suspend too', async () => {
  const store = await openStore({ failureLimit: 3 });
  const issued = await issueTo(store);
  const activation = await activateWith(store, issued);
  const wrong = { institutionId: BANK, id: issued.id, code: wrongCode(activation, store.clock()) };
  for (let n = 0; n < 3; n += 1) expect((await start(store.ctx, wrong)).outcome).toBe('wrong');
  const right = { ...wrong, code: codeOf(activation, store.clock()) };
  expect(await start(store.ctx, right)).toMatchObject({ outcome: 'suspended', state: 'suspended' });
  await store.close();
});

test('an unknown registration is not found', async () => {
  const store = await openStore();
  const id = '01890000-0000-7000-8000-000000000000';
  await expect(verify(store.ctx, { institutionId: BANK, id, code: '00000000' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await store.close();
});
