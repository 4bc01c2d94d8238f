import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import {
  act,
  actsOn,
  auditOf,
  clerk,
  eventsOf,
  historyOn,
  logInAtDesk,
  refOf,
  registrationOf,
  setUp,
  sheetOn,
  stateOn,
  type tokenInUse,
  WHY,
} from '../support/desk.ts';
import { codeAt, rpCall } from '../support/device.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const JAPAN = 9 * 60 * MINUTE;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const SAKURA = ['midori-003', 'demo-sakura-3'] as const;
/** Logging in asks for nothing but the password and the code. */
const plain = { ...midori, additionalAuthentication: null, risk: null };

let house: RunningAuthority;
let bank: RunningBank;
let desk: Visitor;
let hanako: string;
let taro: string;
let sakura: string;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock, institution: plain });
  [hanako, taro, sakura] = await Promise.all([
    refOf(bank, HANAKO[0]),
    refOf(bank, TARO[0]),
    refOf(bank, SAKURA[0]),
  ]);
  desk = clerk(bank);
  await logInAtDesk(desk);
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

/** The clerk is there again, however much time has passed. */
const back = async (): Promise<void> => {
  if ((await desk.get('/customers')).status !== 200) await logInAtDesk(desk);
};
const isIn = (page: Page): boolean => page.document.querySelector('form[action="/logout"]') !== null;
const nextStep = (): void => void house.clock.advance(MINUTE);
const actPath = (ref: string, name: string): string => `/customers/${ref}/acts/${name}`;
const dayFromNow = (days: number): string =>
  new Date(house.clock() + JAPAN + days * DAY).toISOString().slice(0, 10);

const deskRow = async (ref: string, event: string) =>
  (await auditOf(bank, ref)).filter((row) => row.event === event);

/** Both audits name the clerk and the reason. */
async function expectBothAudits(ref: string, id: string, event: string, action: string): Promise<void> {
  const rows = await deskRow(ref, event);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ actor: 'desk:desk-01', detail: WHY });
  const events = (await eventsOf(house, id)).filter((each) => each.action === action);
  expect(events).toHaveLength(1);
  expect(events[0]?.details).toMatchObject({ operator: 'desk-01', reason: WHY.reason });
}

let token: Awaited<ReturnType<typeof tokenInUse>>;

describe('issuing at the desk', () => {
  it('prints what the customer sets the app up with', async () => {
    const page = await act(desk, hanako, 'reissue', { device: 'phone' });
    expect(page.status).toBe(200);
    expect(heading(page)).toBe('発行の完了');
    const sheet = sheetOn(page);
    expect(sheet.serviceId).toBe(plain.serviceId);
    expect(sheet.userId).toMatch(/^\d{12}$/);
    expect(sheet.password).toMatch(/^\d{8}$/);
    expect(page.document.querySelector('.activation-password')?.textContent).toBe(sheet.password);
    expect(page.document.querySelector('details')?.hasAttribute('open')).toBe(false);
    expect((await registrationOf(house, hanako))?.state).toBe('issued');
    const activation = await setUp(house, sheet);
    expect((await registrationOf(house, hanako))?.state).toBe('activated');

    const who = visitor(bank);
    expect(isIn(await logIn(who, ...HANAKO))).toBe(true);
    const { id } = (await registrationOf(house, hanako))!;
    const code = codeAt(activation, house.clock());
    await rpCall(house, 'POST', `/registrations/${id}/start`, { v: 1, code });
    nextStep();
    token = { token: activation, id };
    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(false);
    expect(isIn(await logIn(visitor(bank), ...HANAKO, codeAt(activation, house.clock())))).toBe(true);
    await expectBothAudits(hanako, id, 'desk-reissued', 'issued');
  });

  it('mails the two numbers, never the password, to the registered address or another', async () => {
    const to = () => house.mailbox.messages().map((mail) => JSON.stringify(mail.to));
    const page = await act(desk, taro, 'reissue', { device: 'pc', email: 'other@mail.example' });
    const { password, userId } = sheetOn(page);
    await expect.poll(to).toContainEqual(expect.stringContaining('other@mail.example'));
    expect(to()).toContainEqual(expect.stringContaining('hanako@demo.example'));
    const mails = JSON.stringify(house.mailbox.messages());
    expect(mails).toContain(userId);
    expect(mails).not.toContain(password);
  });

  it('refuses an address that is none, and a missing device', async () => {
    const page = await act(desk, sakura, 'reissue', { email: 'nobody' });
    expect(page.status).toBe(422);
    expect(page.document.querySelectorAll('.error')).toHaveLength(2);
    expect(page.document.querySelector<HTMLInputElement>('[name=email]')?.value).toBe('nobody');
    expect(await registrationOf(house, sakura)).toBeNull();
  });

  it('ends what is alive and waits for no rule', async () => {
    const before = (await registrationOf(house, taro))!;
    nextStep();
    const page = await act(desk, taro, 'reissue', { device: 'pc' });
    expect(heading(page)).toBe('発行の完了');
    const after = (await registrationOf(house, taro))!;
    expect(after.id).not.toBe(before.id);
    expect(after.state).toBe('issued');
    expect((await eventsOf(house, before.id))[0]).toMatchObject({
      action: 'cancelled',
      details: { by: 'desk', operator: 'desk-01', reason: WHY.reason },
    });
  });

  it('pressed twice issues once and shows the same sheet', async () => {
    const path = actPath(sakura, 'reissue');
    const form = await desk.get(path);
    const fields = { ...WHY, device: 'phone' };
    const [one, two] = await Promise.all([desk.submit(form, path, fields), desk.submit(form, path, fields)]);
    const three = await desk.submit(form, path, fields);
    expect(sheetOn(one).password).toMatch(/^\d{8}$/);
    expect(sheetOn(two)).toEqual(sheetOn(one));
    expect(sheetOn(three)).toEqual(sheetOn(one));
    expect(await deskRow(sakura, 'desk-reissued')).toHaveLength(1);
    const answer = await rpCall(house, 'GET', `/registrations?customer=${sakura}`);
    expect(((await answer.json()) as { registrations: unknown[] }).registrations).toHaveLength(1);
    const applications = await bank.bank.store.db
      .selectFrom('applications')
      .select('id')
      .where('customer_ref', '=', sakura)
      .execute();
    expect(applications).toHaveLength(1);
  });

  it('leaves the activation password in no record of the bank', async () => {
    nextStep();
    const page = await act(desk, sakura, 'reissue', { device: 'phone' });
    const { password } = sheetOn(page);
    expect(JSON.stringify(await auditOf(bank, sakura))).not.toContain(password);
    expect((await desk.get(`/customers/${sakura}`)).text).not.toContain(password);
    expect(bank.log.join('\n')).not.toContain(password);
  });
});

describe('a suspension', () => {
  it('is told with its count, lifted by the desk, and the customer is in again', async () => {
    const wrong = '00000000';
    for (let times = 0; times < 5; times += 1) await logIn(visitor(bank), ...HANAKO, wrong);
    expect((await registrationOf(house, hanako))?.state).toBe('suspended');
    expect(isIn(await logIn(visitor(bank), ...HANAKO, codeAt(token.token, house.clock())))).toBe(false);

    const page = await desk.get(`/customers/${hanako}`);
    expect(stateOn(page)).toBe('利用停止');
    expect(page.text).toContain('続けて5回 (5回で利用停止)');
    expect(actsOn(page)).toEqual(['lift', 'reissue', 'cancel']);

    const done = await act(desk, hanako, 'lift');
    expect(done.text).toContain('「停止の解除」の手続きが完了しました');
    expect(stateOn(done)).toBe('ご利用中');
    nextStep();
    expect(isIn(await logIn(visitor(bank), ...HANAKO, codeAt(token.token, house.clock())))).toBe(true);
    nextStep();
    expect((await registrationOf(house, hanako))?.failures).toBe(0);
    await expectBothAudits(hanako, token.id, 'desk-lifted', 'lifted');
    expect(historyOn(await desk.get(`/customers/${hanako}`))).toContainEqual({
      who: '窓口 担当(窓口 desk-01)',
      what: '利用停止を解除しました',
      why: WHY.reason,
      kept: '認証センター',
    });
  });

  it('cannot be lifted where there is none', async () => {
    const page = await desk.get(actPath(hanako, 'lift'));
    expect(page.status).toBe(409);
    expect(page.document.querySelector('form[action$="/lift"]')).toBeNull();
  });
});

describe('a pause', () => {
  it.each([
    ['', '日付を選んでください。'],
    ['2027-02-30', '日付を選んでください。'],
    ['tomorrow', '日付を選んでください。'],
    [() => dayFromNow(-1), '今日以降の日付を選んでください。'],
    [() => dayFromNow(367), '366日以内の日付を選んでください。'],
  ])('until %s is refused', async (until, message) => {
    const page = await act(desk, hanako, 'pause', { until: typeof until === 'string' ? until : until() });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#until-error')?.textContent).toBe(message);
    expect((await registrationOf(house, hanako))?.state).toBe('in-use');
  });

  it('lets the customer in without a code to the end of the day in Japan, and after it not at all', async () => {
    const until = dayFromNow(3);
    const done = await act(desk, hanako, 'pause', { until });
    expect(stateOn(done)).toBe('一時停止中');
    expect(actsOn(done)).toEqual(['resume', 'reissue', 'cancel']);
    const registration = (await registrationOf(house, hanako))!;
    expect(registration.pausedUntil).toBe(Date.parse(`${until}T23:59:59.999+09:00`));
    await expectBothAudits(hanako, token.id, 'desk-paused', 'paused');
    const [row] = await deskRow(hanako, 'desk-paused');
    expect(row?.detail['until']).toBe(registration.pausedUntil);

    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(true);
    house.clock.advance(registration.pausedUntil! - house.clock() + 1);
    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(false);
    expect(isIn(await logIn(visitor(bank), ...HANAKO, codeAt(token.token, house.clock())))).toBe(false);
    await back();
    const late = await desk.get(`/customers/${hanako}`);
    expect(stateOn(late)).toBe('一時停止中');
    expect(late.text).toContain('期限を過ぎたため、いまはログインできません');
  });

  it('ends at the desk only, and the code is asked for again', async () => {
    const done = await act(desk, hanako, 'resume');
    expect(stateOn(done)).toBe('ご利用中');
    nextStep();
    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(false);
    expect(isIn(await logIn(visitor(bank), ...HANAKO, codeAt(token.token, house.clock())))).toBe(true);
    nextStep();
    await expectBothAudits(hanako, token.id, 'desk-resumed', 'resumed');
  });
});

describe('every act', () => {
  it.each([
    ['no reason', { reason: '' }, 'reason'],
    ['a reason of blanks', { reason: ' \n　 ' }, 'reason'],
    ['too long a reason', { reason: 'あ'.repeat(201) }, 'reason'],
    ['no check of identity', { checked: '' }, 'checked'],
    ['a check there is not', { checked: 'hearsay' }, 'checked'],
  ])('is refused with %s', async (_what, change, field) => {
    const page = await act(desk, hanako, 'cancel', change);
    expect(page.status).toBe(422);
    expect(page.document.querySelector(`#${field}-error`)).not.toBeNull();
    expect((await registrationOf(house, hanako))?.state).toBe('in-use');
    expect(await deskRow(hanako, 'desk-cancelled')).toEqual([]);
  });

  it('keeps what was typed when something was missing, and takes 200 characters', async () => {
    const reason = 'い'.repeat(200);
    const page = await act(desk, hanako, 'pause', { reason, until: '' });
    expect(page.document.querySelector('textarea')?.value).toBe(reason);
    expect(page.document.querySelector('select')?.value).toBe(WHY.checked);
    const path = actPath(hanako, 'pause');
    const done = await desk.submit(page, path, { ...WHY, reason, until: dayFromNow(1) });
    expect(stateOn(done)).toBe('一時停止中');
    expect(stateOn(await act(desk, hanako, 'resume'))).toBe('ご利用中');
  });

  it('shows a hostile reason as text', async () => {
    const reason = '<script>alert(1)</script>"\'&';
    await act(desk, hanako, 'pause', { reason, until: dayFromNow(1) });
    await act(desk, hanako, 'resume');
    const page = await desk.get(`/customers/${hanako}`);
    expect(page.document.querySelector('script')).toBeNull();
    expect(historyOn(page).filter((line) => line.why === reason)).toHaveLength(2);
  });

  it('keeps a reason in one plain line, whatever was pasted into it', async () => {
    const reason = ' phone\r\nrepaired\u001b\u202e soon ';
    await act(desk, hanako, 'pause', { reason, until: dayFromNow(1) });
    await act(desk, hanako, 'resume');
    const page = await desk.get(`/customers/${hanako}`);
    expect(historyOn(page).filter((line) => line.why === 'phone repaired soon')).toHaveLength(2);
  });

  it('pressed twice is done once', async () => {
    const path = actPath(hanako, 'pause');
    const form = await desk.get(path);
    const before = (await deskRow(hanako, 'desk-paused')).length;
    const fields = { ...WHY, until: dayFromNow(2) };
    const pages = await Promise.all([desk.submit(form, path, fields), desk.submit(form, path, fields)]);
    pages.push(await desk.submit(form, path, fields));
    for (const page of pages) expect(page.text).toContain('「一時停止」の手続きが完了しました');
    expect(await deskRow(hanako, 'desk-paused')).toHaveLength(before + 1);
    const paused = (await eventsOf(house, token.id)).filter((each) => each.action === 'paused');
    expect(paused).toHaveLength(before + 1);
  });

  it('says so when the state changed since its page was opened, and shows the present one', async () => {
    const path = actPath(hanako, 'resume');
    const form = await desk.get(path);
    const other = clerk(bank);
    await logInAtDesk(other);
    await act(other, hanako, 'resume');
    const page = await desk.submit(form, path, WHY);
    expect(page.status).toBe(409);
    expect(page.text).toContain('変わっていたため、手続きは行いませんでした');
    expect(stateOn(page)).toBe('ご利用中');

    const gone = await desk.get(actPath(sakura, 'reissue'));
    const { id } = (await registrationOf(house, sakura))!;
    await rpCall(house, 'POST', `/registrations/${id}/cancel`, { v: 1, by: 'customer' });
    const late = await desk.submit(gone, actPath(sakura, 'reissue'), { ...WHY, device: 'phone' });
    expect(late.status).toBe(409);
    expect(stateOn(late)).toBe('利用解除済み');
    expect((await registrationOf(house, sakura))?.state).toBe('cancelled');
  });

  it('is too late ten minutes after its page was opened', async () => {
    const path = actPath(hanako, 'cancel');
    const form = await desk.get(path);
    house.clock.advance(6 * MINUTE);
    await desk.get('/customers');
    house.clock.advance(4 * MINUTE);
    expect((await desk.submit(form, path, WHY)).status).toBe(400);
    expect((await registrationOf(house, hanako))?.state).toBe('in-use');
  });

  it('whose answer is lost can be pressed again and is done once', async () => {
    let lose = true;
    const { createServer } = await import('node:http');
    // Takes the call to the authority and loses its answer.
    const between = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { host: _host, ...headers } = request.headers as Record<string, string>;
      const answer = await fetch(house.url + request.url, {
        method: request.method ?? 'GET',
        headers,
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      if (lose && request.method === 'POST') return void request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    const address = between.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const shaky = await startBank({
      authority: { url: `http://127.0.0.1:${port}`, credential: house.credential },
      clock: house.clock,
      institution: plain,
    });
    try {
      const who = clerk(shaky);
      await logInAtDesk(who);
      const ref = await refOf(shaky, HANAKO[0]);
      const path = actPath(ref, 'reissue');
      const form = await who.get(path);
      const fields = { ...WHY, device: 'phone' };
      const lost = await who.submit(form, path, fields);
      expect(lost.status).toBe(503);
      expect(lost.text).toContain('二重に行われることはありません');
      expect(await auditOf(shaky, ref).then((rows) => rows.map((row) => row.event))).not.toContain(
        'desk-reissued',
      );
      lose = false;
      const again = await who.submit(lost, path, fields);
      expect(sheetOn(again).password).toMatch(/^\d{8}$/);
      const answer = await rpCall(house, 'GET', `/registrations?customer=${ref}`);
      expect(((await answer.json()) as { registrations: unknown[] }).registrations).toHaveLength(1);
    } finally {
      await shaky.close();
      between.closeAllConnections();
      await new Promise((resolve) => between.close(resolve));
    }
  });
});

describe('cancelling for the customer', () => {
  it('ends the token: no code is asked for from the next login on', async () => {
    await back();
    const done = await act(desk, hanako, 'cancel', { reason: '電話でのお申し出', checked: 'phone-contract' });
    expect(stateOn(done)).toBe('利用解除済み');
    expect(done.text).toContain('窓口の再発行は今すぐ可');
    expect(actsOn(done)).toEqual(['reissue']);
    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(true);
    expect((await eventsOf(house, token.id))[0]).toMatchObject({
      action: 'cancelled',
      details: { by: 'desk', operator: 'desk-01', reason: '電話でのお申し出' },
    });
    expect((await deskRow(hanako, 'desk-cancelled'))[0]?.detail).toMatchObject({
      reason: '電話でのお申し出',
      checked: 'phone-contract',
    });
  });
});

describe('counts the bank keeps itself', () => {
  it('of the confirmation password go to 0, once', async () => {
    const { store } = bank.bank;
    await store.db
      .updateTable('customers')
      .set({ confirm_failures: plain.confirmationLimit })
      .where('ref', '=', hanako)
      .execute();
    const page = await desk.get(`/customers/${hanako}`);
    expect(page.text).toContain('制限中');
    expect(actsOn(page)).toContain('unlock-confirmation');
    const path = actPath(hanako, 'unlock-confirmation');
    const form = await desk.get(path);
    const done = await desk.submit(form, path, WHY);
    expect(done.text).not.toContain('制限中');
    const again = await desk.submit(form, path, WHY);
    expect(again.text).toContain('手続きが完了しました');
    const rows = await deskRow(hanako, 'desk-unlocked');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor: 'desk:desk-01',
      detail: { unlocked: 'confirmation', ...WHY },
    });
    const row = await store.db
      .selectFrom('customers')
      .select('confirm_failures')
      .where('ref', '=', hanako)
      .executeTakeFirstOrThrow();
    expect(row.confirm_failures).toBe(0);
  });

  it('of the additional authentication go to 0', async () => {
    const { store } = bank.bank;
    await store.db.updateTable('customers').set({ answer_failures: 3 }).where('ref', '=', taro).execute();
    const done = await act(desk, taro, 'unlock-answers');
    expect(done.text).toContain('「追加認証の制限解除」の手続きが完了しました');
    expect((await deskRow(taro, 'desk-unlocked'))[0]?.detail).toMatchObject({ unlocked: 'answers', ...WHY });
    expect(actsOn(done)).not.toContain('unlock-answers');
  });
});

describe('nothing secret', () => {
  it('is in the audit, whatever the desk did', async () => {
    const rows = await bank.bank.store.db.selectFrom('audit').select('detail').execute();
    const kept = new Set(
      rows.flatMap((row) => Object.keys(JSON.parse(row.detail) as Record<string, unknown>)),
    );
    for (const name of kept) expect(name).not.toMatch(/password|code|seed|email|sealed|csrf/i);
    const files = JSON.stringify(rows);
    expect(files).not.toContain('demo.example');
    // The random name of an act may happen to begin with eight digits.
    expect(files.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')).not.toMatch(/\b\d{8}\b/);
  });
});
