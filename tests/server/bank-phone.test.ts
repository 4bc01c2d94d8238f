import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIGNATURE_HEADER, signCall, TIMESTAMP_HEADER } from '../../bank/engine/phone/signature.ts';
import { CALL_PATH } from '../../bank/engine/routes/calls.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, CALL_KEY, type RunningBank, startBank } from '../support/bank.ts';
import { callFrom, demoCustomer, toConfirm } from '../support/bank-apply.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import { callBank, signedCall } from '../support/incoming-call.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const SAKURA = ['midori-003', 'demo-sakura-3'] as const;
const HANAKOS = '+819000000001';
const LINE = '+81120000111';

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

/** A customer on the page that waits for the call. */
async function waiting([loginId, password]: readonly [string, string] = HANAKO): Promise<{
  who: Visitor;
  page: Page;
}> {
  const who = visitor(bank);
  await logIn(who, loginId, password);
  return { who, page: await toPhone(who, loginId) };
}

async function toPhone(who: Visitor, loginId: string): Promise<Page> {
  const confirm = await toConfirm(who, loginId);
  const page = await who.submit(confirm, '/otp/apply/confirm', {
    go: 'send',
    confirmation: demoCustomer(bank, loginId).confirmationPassword,
  });
  expect(heading(page)).toBe('電話番号の確認');
  return page;
}

const press = (who: Visitor, page: Page, go = 'check') => who.submit(page, '/otp/apply/phone', { go });

/** What the page's script is told. */
async function state(
  who: Visitor,
  page: Page,
): Promise<{ state: string; secondsLeft: number; message: string }> {
  const id = page.document.querySelector('[data-phone]')?.getAttribute('data-phone') ?? '';
  return JSON.parse((await who.get(`/phone/state?id=${id}`)).text) as Awaited<ReturnType<typeof state>>;
}

const issued = () => house.mailbox.messages().length;
const registrations = async () =>
  (await house.ctx.db.selectFrom('registrations').select('id').execute()).length;

describe('the page that waits for a call', () => {
  it('shows the number to call, the registered one without its end, and the seconds left', async () => {
    const { who, page } = await waiting();
    expect(page.text).toContain('0120-000-111');
    expect(page.text).toContain('090-0000-****');
    expect(page.text).not.toContain('0001<');
    expect(page.text).not.toContain('246810');
    expect(page.document.querySelector('[data-phone-left]')?.textContent).toBe('120');
    bank.clock.advance(30 * SECOND);
    expect(await state(who, page)).toMatchObject({ state: 'waiting', secondsLeft: 90, message: '' });
  });

  it('goes on by the button, which says so when no call has come yet', async () => {
    const { who, page } = await waiting();
    const early = await press(who, page);
    expect(early.status).toBe(409);
    expect(early.text).toContain('まだお電話を確認できていません');
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ status: 200, outcome: 'accepted' });
    expect(await state(who, page)).toMatchObject({ state: 'confirmed' });
    const done = await press(who, early);
    expect(heading(done)).toBe('申込の完了');
    expect(await state(who, page)).toMatchObject({ state: 'used' });
  });

  it('pressed twice at once carries out one application', async () => {
    const { who, page } = await waiting();
    await callFrom(bank, HANAKOS);
    const [first, second] = await Promise.all([press(who, page), press(who, page)]);
    expect([heading(first), heading(second)]).toEqual(['申込の完了', '申込の完了']);
    expect(await registrations()).toBe(1);
  });

  it('tells nobody else how it stands', async () => {
    const { page } = await waiting();
    const other = visitor(bank);
    await logIn(other, ...TARO);
    expect((await state(other, page)).state).toBe('gone');
    const again = visitor(bank);
    await logIn(again, ...HANAKO);
    expect((await state(again, page)).state).toBe('gone');
  });

  it('can go back, which stops waiting, and be broken off, and nothing was done', async () => {
    const { who, page } = await waiting();
    const back = await press(who, page, 'back');
    expect(heading(back)).toBe('申込内容の確認');
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'refused', reason: 'not-expected' });
    expect((await press(who, page)).status).toBe(409);
    const again = await who.submit(back, '/otp/apply/confirm', { go: 'send', confirmation: 'kakunin-1' });
    const off = await press(who, again, 'stop');
    expect(off.text).toContain('お申込みは行われていません');
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'refused' });
    expect(await registrations()).toBe(0);
  });

  it('is no way around the confirmation password, nor for another session', async () => {
    const { who, page } = await waiting();
    const confirm = await toConfirm(who, HANAKO[0]);
    await callFrom(bank, HANAKOS);
    const sealed = (from: Page) =>
      from.document.querySelector<HTMLInputElement>('[name=sealed]')?.value ?? '';
    const token = (from: Page) => from.document.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? '';
    const skipped = { _csrf: token(confirm), sealed: sealed(confirm), go: 'check' };
    expect((await who.post('/otp/apply/phone', skipped)).status).toBe(400);
    const thief = visitor(bank);
    const home = await logIn(thief, ...HANAKO);
    const stolen = { _csrf: token(home), sealed: sealed(page), go: 'check' };
    expect((await thief.post('/otp/apply/phone', stolen)).status).toBe(400);
    expect(await registrations()).toBe(0);
  });
});

describe('a call', () => {
  it('that comes after the time is late; asking again starts anew, three times in all', async () => {
    const { who, page } = await waiting();
    bank.clock.advance(120 * SECOND);
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'refused', reason: 'late' });
    expect(await state(who, page)).toMatchObject({ state: 'late', secondsLeft: 0 });
    let late = await press(who, page);
    expect(late.text).toContain('もう一度かける');
    for (let i = 0; i < 2; i += 1) {
      const anew = await press(who, late, 'again');
      expect(anew.document.querySelector('[data-phone-left]')?.textContent).toBe('120');
      bank.clock.advance(121 * SECOND);
      late = await press(who, anew);
    }
    expect(late.text).not.toContain('もう一度かける');
    expect(heading(await press(who, late, 'again'))).toBe('電話番号の確認ができませんでした');
    expect(await registrations()).toBe(0);
  });

  it('in the last second is in time', async () => {
    const { who, page } = await waiting();
    bank.clock.advance(120 * SECOND - 1);
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'accepted' });
    bank.clock.advance(MINUTE);
    expect(heading(await press(who, page))).toBe('申込の完了');
  });

  it('after a late one and a new start is taken', async () => {
    const { who, page } = await waiting();
    bank.clock.advance(3 * MINUTE);
    const anew = await press(who, await press(who, page), 'again');
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'accepted' });
    expect(heading(await press(who, anew))).toBe('申込の完了');
  });

  it('without a number, from 050 or from another number is refused, and the page says why', async () => {
    const { who, page } = await waiting();
    const reasons = [
      [null, 'anonymous', '186'],
      ['+815012345678', 'ip-phone', '050'],
      ['+819000000002', 'not-expected', '別の番号'],
    ] as const;
    for (const [from, reason, words] of reasons) {
      expect(await callFrom(bank, from)).toMatchObject({ outcome: 'refused', reason });
      expect((await state(who, page)).message).toContain(words);
      expect((await press(who, page)).text).toContain(words);
    }
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'accepted' });
  });

  it('to another number of the bank, or long ago, is refused', async () => {
    await waiting();
    const at = bank.clock();
    expect(await callBank(bank.url, { from: HANAKOS, to: '+81120000999', at })).toMatchObject({
      outcome: 'refused',
      reason: 'wrong-line',
    });
    const old = { from: HANAKOS, to: LINE, at: at - 6 * MINUTE, sent: at };
    expect(await callBank(bank.url, old)).toMatchObject({ outcome: 'refused', reason: 'stale' });
    const before = { from: HANAKOS, to: LINE, at: at - MINUTE, sent: at };
    expect(await callBank(bank.url, before)).toMatchObject({ outcome: 'refused' });
  });

  it('counts for nobody when two procedures wait for the same number, and both pages say so', async () => {
    const own = await waiting();
    const thief = await waiting();
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'refused', reason: 'several' });
    for (const { who, page } of [own, thief]) {
      expect((await state(who, page)).message).toContain('同時に');
      expect((await press(who, page)).status).toBe(409);
    }
    await press(thief.who, thief.page, 'stop');
    expect(await callFrom(bank, HANAKOS)).toMatchObject({ outcome: 'accepted' });
    expect((await state(own.who, own.page)).state).toBe('confirmed');
  });

  it('is not taken for what the same session waited for before', async () => {
    const { who, page } = await waiting();
    const second = await toPhone(who, HANAKO[0]);
    expect((await state(who, page)).state).toBe('stopped');
    await callFrom(bank, HANAKOS);
    expect(heading(await press(who, page))).toBe('この画面からは続けられません');
    expect(heading(await press(who, second))).toBe('申込の完了');
    expect(await registrations()).toBe(1);
  });

  it('reported twice at once, or again, is answered alike and taken once', async () => {
    const { who, page } = await waiting();
    const call = { from: HANAKOS, to: LINE, at: bank.clock(), id: 'call-00000001' };
    const answers = await Promise.all([callBank(bank.url, call), callBank(bank.url, call)]);
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, outcome: 'accepted' });
    const calls = await bank.bank.store.db.selectFrom('calls').selectAll().execute();
    expect(calls).toHaveLength(1);
    await press(who, page, 'stop');
    const anew = await toPhone(who, HANAKO[0]);
    expect(await callBank(bank.url, call)).toMatchObject({ outcome: 'accepted' });
    expect((await state(who, anew)).state).toBe('waiting');
    expect((await press(who, anew)).status).toBe(409);
  });

  it('by two telephones at once is one that counts and one that does not', async () => {
    const { who, page } = await waiting();
    const answers = await Promise.all([callFrom(bank, HANAKOS), callFrom(bank, HANAKOS)]);
    expect(answers.filter((each) => each.outcome === 'accepted')).toHaveLength(1);
    expect(heading(await press(who, page))).toBe('申込の完了');
    expect(issued() <= 1).toBe(true);
  });
});

describe('a registered number that no call can prove', () => {
  it('of an internet telephone is refused before anything is typed, with the way out', async () => {
    const who = visitor(bank);
    await logIn(who, ...SAKURA);
    const page = await who.get('/otp/apply');
    expect(page.status).toBe(403);
    expect(heading(page)).toBe('ご登録の電話番号では確認できません');
    expect(page.text).toContain('050');
    expect(page.text).toContain('0120-000-000');
  });

  it('is refused too when there is none', async () => {
    await bank.bank.store.db.updateTable('customers').set({ phone: null }).execute();
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    expect(heading(await who.get('/otp/apply'))).toBe('電話番号のご登録が必要です');
  });
});

describe('the webhook', () => {
  const send = (headers: Record<string, string>, body: Uint8Array | string) =>
    fetch(bank.url + CALL_PATH, { method: 'POST', headers, body: body as BodyInit });
  const code = async (response: Response) => ((await response.json()) as { code?: string }).code;

  it('refuses whatever is not signed by the exchange, now', async () => {
    const { who, page } = await waiting();
    const at = bank.clock();
    const call = { from: HANAKOS, to: LINE, at };
    const { headers, body } = signedCall(call);
    const broken: [Record<string, string>, Uint8Array | string][] = [
      [{ 'content-type': 'application/json' }, body],
      [{ ...headers, [SIGNATURE_HEADER]: '' }, body],
      [{ ...headers, [TIMESTAMP_HEADER]: String(at + 1) }, body],
      [headers, new TextEncoder().encode(new TextDecoder().decode(body).replace('0001', '0002'))],
      [signedCall({ ...call, key: new Uint8Array(32).fill(8) }).headers, body],
    ];
    for (const [sent, bytes] of broken) {
      const response = await send(sent, bytes);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await code(response)).toBe('unauthorized');
    }
    for (const sent of [at - 5 * MINUTE - 1, at + 5 * MINUTE + 1])
      expect((await callBank(bank.url, { ...call, sent })).status).toBe(401);
    expect((await state(who, page)).state).toBe('waiting');
  });

  it('refuses a recorded event later, and it has no effect at once', async () => {
    await waiting();
    const { headers, body } = signedCall({ from: HANAKOS, to: LINE, at: bank.clock() });
    expect((await send(headers, body)).status).toBe(200);
    bank.clock.advance(6 * MINUTE);
    expect((await send(headers, body)).status).toBe(401);
  });

  it('refuses what is not the agreed event, however well signed', async () => {
    const at = bank.clock();
    const good = { v: 1, id: 'call-00000001', from: HANAKOS, to: LINE, at };
    const odd: unknown[] = [
      { ...good, v: 2 },
      { ...good, more: 1 },
      { ...good, id: 'short' },
      { ...good, id: 'with space 1' },
      { ...good, from: '09000000001' },
      { ...good, from: undefined },
      { ...good, to: null },
      { ...good, at: String(at) },
      { ...good, at: -1 },
      [good],
      null,
    ];
    const raw = ['', '{', 'é'.repeat(20), JSON.stringify({ ...good, id: 'x'.repeat(2000) })];
    for (const body of [...odd.map((each) => JSON.stringify(each)), ...raw]) {
      const bytes = new TextEncoder().encode(body);
      const headers = {
        [TIMESTAMP_HEADER]: String(at),
        [SIGNATURE_HEADER]: signCall(CALL_KEY, String(at), bytes),
      };
      const response = await send(headers, bytes);
      expect(response.status, body.slice(0, 80)).toBe(400);
      expect(await code(response)).toBe('malformed');
    }
    expect((await send({}, 'x'.repeat(100_000))).status).toBe(400);
  });
});
