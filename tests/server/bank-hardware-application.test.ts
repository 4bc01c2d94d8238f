import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPskc } from '../../authority/pskc/read.ts';
import { stockTokens } from '../../authority/registrations/hardware/stock.ts';
import { connectAuthority } from '../../bank/engine/authority.ts';
import {
  closeHardwareApplication,
  openHardwareApplication,
  openHardwareApplications,
} from '../../bank/engine/hardware-application.ts';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { createHardwareTokens, type HardwareTokens } from '../../demo/hardware-tokens.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor, demoCustomer, finish, toConfirm } from '../support/bank-apply.ts';
import { refOf } from '../support/bank-token.ts';
import { heading, logIn, visitor } from '../support/bank-visitor.ts';

const [one, other] = aoba.demoCustomers.map(({ loginId, password }) => [loginId, password] as const);
const ONE = one ?? ['', ''];
const OTHER = other ?? ['', ''];

const directory = mkdtempSync(join(tmpdir(), 'fuda-stock-'));
let house: RunningAuthority;
let bank: RunningBank;
let box: HardwareTokens;
beforeAll(async () => {
  house = await startAuthority({
    appAddress: APP_ADDRESS,
    policy: aoba.tokenPolicy(['http://aoba.localhost:8610']),
  });
  bank = await startBank({ authority: house, clock: house.clock, institution: aoba });
  box = await createHardwareTokens({
    directory,
    clock: house.clock,
    random: (length) => new Uint8Array(randomBytes(length)),
  });
  const tokens = readPskc(box.pskc.file, { key: box.pskc.key });
  await stockTokens(house.ctx, { institutionId: aoba.id, serviceId: aoba.serviceId, tokens });
});
afterAll(async () => {
  await bank.close();
  await house.close();
  rmSync(directory, { recursive: true, force: true });
});

const open = async ([loginId, password]: readonly [string, string], code = '') => {
  const who = visitor(bank);
  await logIn(who, loginId, password, code);
  return who;
};

it('a customer chooses between an app and a hardware token, and can go back to choose again', async () => {
  const who = await open(ONE);
  const choice = await who.get('/otp/apply');
  expect(choice.document.querySelectorAll('input[name=form]')).toHaveLength(2);
  const form = await who.submit(choice, '/otp/apply/form', { form: 'hardware' });
  expect(form.document.querySelector('#password')).toBeNull();
  const back = await who.submit(form, '/otp/apply', { go: 'back', email: 'typed@demo.example' });
  const software = await who.submit(back, '/otp/apply/form', { form: 'software' });
  expect(software.document.querySelector<HTMLInputElement>('#email')?.value).toBe('typed@demo.example');
  expect(software.document.querySelector('#password')).not.toBeNull();
  const off = await who.submit(choice, '/otp/apply/form', { form: 'hardware', go: 'stop' });
  expect(off.text).toContain('お申込みは行われていません');
});

it('the application waits for the post, there is one at a time, and it can be withdrawn', async () => {
  const who = await open(ONE);
  const ref = await refOf(bank, ONE[0]);
  const confirm = await toConfirm(who, ONE[0], { form: 'hardware' });
  const another = await toConfirm(who, ONE[0], { form: 'hardware' });
  const software = await toConfirm(who, ONE[0]);
  const [done, twice] = await Promise.all([finish(who, ONE[0], confirm), finish(who, ONE[0], confirm)]);
  expect(heading(done)).toBe('申込の完了');
  expect(done.text).toContain('郵送');
  expect(heading(twice)).toBe('申込の完了');
  expect(await openHardwareApplications(bank.bank.store)).toHaveLength(1);
  for (const path of ['/otp', '/menu'])
    expect((await who.get(path)).text).toContain('ハードウェアトークンのお申込みを受け付けています');

  for (const late of [another, software]) {
    const second = await finish(who, ONE[0], late);
    expect(heading(second)).toBe('すでにお申込み済みです');
  }
  expect((await who.get('/otp/apply')).location).toBe('/otp');

  const withdraw = await who.get('/otp/apply/withdraw');
  const status = await who.submit(withdraw, '/otp/apply/withdraw', {});
  expect(status.text).toContain('利用申込');
  await who.submit(withdraw, '/otp/apply/withdraw', {});
  expect(await openHardwareApplication(bank.bank.store, ref)).toBeNull();
  const events = await bank.bank.store.db
    .selectFrom('audit')
    .select('event')
    .where('customer_ref', '=', ref)
    .where('event', 'like', 'otp-hardware-%')
    .execute();
  expect(events.map((each) => each.event)).toEqual(['otp-hardware-applied', 'otp-hardware-withdrawn']);
});

it('the token that was handed out begins its use with the code it shows, and is asked for at the next login', async () => {
  const who = await open(OTHER);
  await applyFor(who, OTHER[0], { form: 'hardware' });
  const application = await openHardwareApplication(bank.bank.store, await refOf(bank, OTHER[0]));
  expect(application?.email).toBe(demoCustomer(bank, OTHER[0]).email);
  const serial = box.serials[2] ?? '';
  const authority = connectAuthority({ url: house.url, credential: house.credential });
  const desk = { operator: 'desk-01', reason: 'お申込みどおり' };
  const registration = await authority.assign(
    serial,
    { serviceId: aoba.serviceId, customer: application?.customerRef ?? '', desk },
    application?.id ?? '',
  );
  expect(await closeHardwareApplication(bank.bank.store, application?.id ?? '', registration.id)).toBe(true);
  expect(await closeHardwareApplication(bank.bank.store, application?.id ?? '', null)).toBe(false);

  const status = await who.get('/otp');
  expect(status.text).toContain(serial);
  const started = await who.submit(await who.get('/otp/start'), '/otp/start', { code: box.codeOf(serial) });
  expect(started.text).toContain('ご利用中');
  house.clock.advance(60_000);
  expect(heading(await logIn(visitor(bank), ...OTHER))).not.toBe(aoba.menu.home);
  expect(heading(await logIn(visitor(bank), ...OTHER, box.codeOf(serial)))).toBe(aoba.menu.home);
});

it('after a hardware token was cancelled, the next one may be ordered from the next day on', async () => {
  house.clock.advance(60_000);
  const serial = box.serials[2] ?? '';
  const who = await open(OTHER, box.codeOf(serial));
  house.clock.advance(60_000);
  const ended = await who.submit(await who.get('/otp/cancel'), '/otp/cancel', {
    confirmation: demoCustomer(bank, OTHER[0]).confirmationPassword,
    code: box.codeOf(serial),
  });
  expect(heading(ended)).toBe('利用解除の完了');
  const tooEarly = await who.get('/otp/apply');
  expect(heading(tooEarly)).toBe('まだお申込みいただけません');
  expect(tooEarly.text).toContain('2027年6月16日');
  // Midnight in Japan, and not a moment before.
  house.clock.set(Date.UTC(2027, 5, 15, 14, 59, 59, 999));
  const late = await open(OTHER);
  expect(heading(await late.get('/otp/apply'))).toBe('まだお申込みいただけません');
  house.clock.advance(1);
  const { done } = await applyFor(late, OTHER[0], { form: 'hardware' });
  expect(heading(done)).toBe('申込の完了');
  expect(await openHardwareApplications(bank.bank.store)).toHaveLength(1);
});
