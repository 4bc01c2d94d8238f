import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockTokens } from '../../authority/registrations/hardware/stock.ts';
import { orderHardwareToken } from '../../bank/engine/hardware-application.ts';
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
  stateOn,
  WHY,
} from '../support/desk.ts';
import { rpCall } from '../support/device.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const SEED = new TextEncoder().encode('seed-of-the-hardware');
const withHardware = {
  ...midori,
  additionalAuthentication: null,
  risk: null,
  tokenForms: ['software', 'hardware'] as const,
};

let house: RunningAuthority;
let bank: RunningBank;
let desk: Visitor;
let hanako: string;
let taro: string;
beforeAll(async () => {
  const policy = midori.tokenPolicy(['http://midori.localhost:8610']) as {
    institution: { id: string };
    services: { id: string }[];
  };
  house = await startAuthority({
    appAddress: APP_ADDRESS,
    policy: { ...policy, services: policy.services.map((each) => ({ ...each, hardware: true })) },
  });
  await stockTokens(house.ctx, {
    institutionId: policy.institution.id,
    serviceId: policy.services[0]!.id,
    tokens: ['HW-0001', 'HW-0002', 'HW-0003'].map((serial) => ({
      serial,
      manufacturer: null,
      model: null,
      otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 60 },
      seed: SEED,
      counter: 0,
      startsAt: null,
      expiresAt: null,
    })),
  });
  bank = await startBank({ authority: house, clock: house.clock, institution: withHardware });
  hanako = await refOf(bank, HANAKO[0]);
  taro = await refOf(bank, TARO[0]);
  desk = clerk(bank);
  await logInAtDesk(desk);
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

/** What the hardware token shows now, by an independent library. */
const shown = (): string =>
  new TOTP({
    secret: new Secret({ buffer: SEED.buffer as ArrayBuffer }),
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
  }).generate({ timestamp: house.clock() });
const isIn = (page: Page): boolean => page.document.querySelector('form[action="/logout"]') !== null;

describe('a hardware token', () => {
  let registration: string;

  it('that a customer applied for waits on the desk’s first page', async () => {
    await orderHardwareToken(bank.bank.store, {
      id: 'application-1',
      customerRef: hanako,
      email: 'hanako@demo.example',
    });
    const first = await desk.get('/customers');
    expect(first.document.querySelector('#waiting')?.textContent).toContain('1件');
    const link = first.document.querySelector('[aria-labelledby="waiting"] a')?.getAttribute('href');
    expect(link).toBe(`/customers/${hanako}`);
    const page = await desk.get(`/customers/${hanako}`);
    expect(page.document.querySelector('.waiting')?.textContent).toContain('まだお渡ししていません');
    expect(actsOn(page)).toContain('assign');
  });

  it('is offered by the serial numbers in stock, and refused when it is none of them', async () => {
    const form = await desk.get(`/customers/${hanako}/acts/assign`);
    const serials = [...form.document.querySelectorAll('#stock option')].map((each) =>
      each.getAttribute('value'),
    );
    expect(serials).toEqual(['HW-0001', 'HW-0002', 'HW-0003']);
    for (const serial of ['', 'HW 0001', 'HW-9999', `HW-0001'--`]) {
      const page = await act(desk, hanako, 'assign', { serial });
      expect(page.status, serial).toBe(422);
      expect(page.document.querySelector('#serial-error')).not.toBeNull();
    }
    expect(await registrationOf(house, hanako)).toBeNull();
  });

  it('is handed to the customer, answers the application, and is asked for after the start of use', async () => {
    const done = await act(desk, hanako, 'assign', { serial: ' ＨＷ-0001 ' });
    expect(stateOn(done)).toBe('利用開始待ち(お渡し済み)');
    expect(done.text).toContain('HW-0001');
    const assigned = (await registrationOf(house, hanako))!;
    registration = assigned.id;
    expect(assigned).toMatchObject({ state: 'assigned', serial: 'HW-0001' });
    const application = await bank.bank.store.db
      .selectFrom('applications')
      .select(['registration_id', 'closed_at'])
      .where('id', '=', 'application-1')
      .executeTakeFirstOrThrow();
    expect(application).toEqual({ registration_id: registration, closed_at: house.clock() });
    expect((await desk.get('/customers')).document.querySelector('#waiting')).toBeNull();

    const rows = (await auditOf(bank, hanako)).filter((row) => row.event === 'otp-hardware-assigned');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor: 'desk:desk-01', detail: { serial: 'HW-0001', ...WHY } });
    expect((await eventsOf(house, registration))[0]).toMatchObject({
      action: 'assigned',
      details: { by: 'desk', operator: 'desk-01', reason: WHY.reason },
    });

    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(true);
    await rpCall(house, 'POST', `/registrations/${registration}/start`, { v: 1, code: shown() });
    house.clock.advance(MINUTE);
    expect(isIn(await logIn(visitor(bank), ...HANAKO))).toBe(false);
    expect(isIn(await logIn(visitor(bank), ...HANAKO, shown()))).toBe(true);
  });

  it('pressed twice is handed out once', async () => {
    const path = `/customers/${taro}/acts/assign`;
    const form = await desk.get(path);
    const fields = { ...WHY, serial: 'HW-0002' };
    expect(heading(await desk.submit(form, path, fields))).toContain('様');
    expect((await desk.submit(form, path, fields)).text).toContain('手続きが完了しました');
    const rows = (await auditOf(bank, taro)).filter((row) => row.event === 'otp-hardware-assigned');
    expect(rows).toHaveLength(1);
    await act(desk, taro, 'cancel');
  });

  it('in another customer’s hands is refused, with where to go', async () => {
    const taken = await act(desk, taro, 'assign', { serial: 'HW-0001' });
    expect(taken.document.querySelector('#serial-error')?.textContent).toContain('ほかのお客様');
    const ended = await act(desk, taro, 'cancel').catch(() => null);
    expect(ended).toBeNull();
    await act(desk, hanako, 'cancel');
    const over = await act(desk, taro, 'assign', { serial: 'HW-0001' });
    expect(over.status).toBe(422);
    expect(over.document.querySelector('#serial-error')?.textContent).toContain('在庫に戻して');
  });

  it('that ended is put back into the stock by the desk, and may be handed out again', async () => {
    const page = await desk.get(`/customers/${hanako}`);
    expect(stateOn(page)).toBe('利用解除済み');
    expect(actsOn(page)).toContain('restock');
    const path = `/customers/${hanako}/acts/restock`;
    const form = await desk.get(path);
    const done = await desk.submit(form, path, WHY);
    expect(done.text).toContain('在庫に戻す」の手続きが完了しました');
    expect(actsOn(done)).not.toContain('restock');
    expect((await desk.submit(form, path, WHY)).text).toContain('手続きが完了しました');
    const rows = (await auditOf(bank, hanako)).filter((row) => row.event === 'desk-restocked');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor: 'desk:desk-01', detail: { serial: 'HW-0001', ...WHY } });
    expect((await eventsOf(house, registration))[0]).toMatchObject({
      action: 'returned',
      details: { operator: 'desk-01', reason: WHY.reason },
    });

    const again = await act(desk, hanako, 'assign', { serial: 'HW-0001' });
    expect(stateOn(again)).toBe('利用開始待ち(お渡し済み)');
    expect(again.document.querySelectorAll('details')).toHaveLength(2);
    expect(historyOn(again).some((line) => line.what.includes('在庫に戻りました'))).toBe(true);
  });
});
