import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { cancel } from '../../authority/registrations/cancel.ts';
import { stateForDevice } from '../../authority/registrations/device-state.ts';
import { listEvents } from '../../authority/registrations/events.ts';
import { issue } from '../../authority/registrations/issue.ts';
import { listRegistrations, readRegistration } from '../../authority/registrations/read.ts';
import { start } from '../../authority/registrations/start.ts';
import { verify } from '../../authority/registrations/verify.ts';
import { claimMails, MAIL_TRIES, markFailed, markSent } from '../../authority/store/outbox.ts';
import {
  activateWith,
  BANK,
  codeOf,
  composeMail,
  DAY,
  device,
  issueRequest,
  issueTo,
  openStore,
  PASSWORD,
  policyOf,
  SERVICE,
  type Store,
  tokenInUse,
} from '../support/authority-store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

const end = (id: string) => cancel(store.ctx, { institutionId: BANK, id, request: { v: 1, by: 'customer' } });
const stateOf = async (id: string) => (await readRegistration(store.ctx, { institutionId: BANK, id })).state;

test('a token goes from issued to activated to in use to cancelled', async () => {
  const issued = await issueTo(store);
  expect(issued).toMatchObject({ state: 'issued', customer: 'customer-1', failures: 0, failureLimit: 10 });
  expect(issued.setupLink).toBe(`http://app.example/#setup?s=${SERVICE}&u=${issued.userId}`);
  const activation = await activateWith(store, issued);
  expect(activation).toMatchObject({
    tokenId: issued.tokenId,
    institution: { id: BANK },
    loginOrigins: ['https://bank.example'],
    expiresAt: store.clock() + 1825 * DAY,
    time: store.clock(),
  });
  expect(Buffer.from(activation.seed, 'base64url')).toHaveLength(32);
  expect(await stateOf(issued.id)).toBe('activated');
  const code = codeOf(activation, store.clock());
  expect(await start(store.ctx, { institutionId: BANK, id: issued.id, code })).toEqual({
    v: 1,
    outcome: 'accepted',
    state: 'in-use',
    attemptsLeft: 10,
  });
  const ended = await end(issued.id);
  expect(ended).toMatchObject({ state: 'cancelled', endedAt: store.clock() });
  await expect(end(issued.id)).rejects.toMatchObject({ code: 'wrong-state' });
  store.clock.advance(30_000);
  const late = codeOf(activation, store.clock());
  expect(await verify(store.ctx, { institutionId: BANK, id: issued.id, code: late })).toMatchObject({
    outcome: 'not-usable',
    state: 'cancelled',
  });
});

test('an activated token verifies nothing until it was started', async () => {
  const issued = await issueTo(store);
  const activation = await activateWith(store, issued);
  const code = codeOf(activation, store.clock());
  expect(await verify(store.ctx, { institutionId: BANK, id: issued.id, code })).toMatchObject({
    outcome: 'not-usable',
    state: 'activated',
    attemptsLeft: 10,
  });
});

test('a token that has run out of time is expired and refuses its code', async () => {
  const { issued, activation } = await tokenInUse(store);
  store.clock.set(issued.expiresAt!);
  const code = codeOf(activation, store.clock());
  expect(await verify(store.ctx, { institutionId: BANK, id: issued.id, code })).toMatchObject({
    outcome: 'not-usable',
    state: 'expired',
  });
});

test('a customer has one live registration a service', async () => {
  await issueTo(store);
  await expect(issueTo(store)).rejects.toMatchObject({ code: 'already-registered' });
  await issueTo(store, 'customer-2');
});

test('of twenty issues to one customer at once, one goes through', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => issueTo(store)));
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await store.ctx.db.selectFrom('outbox').select('id').execute()).toHaveLength(1);
});

test('after a cancellation a new issue waits for the next day in Japan', async () => {
  const { issued } = await tokenInUse(store);
  await end(issued.id);
  await expect(issueTo(store)).rejects.toMatchObject({ code: 'reissue-too-early' });
  store.clock.advance(12 * 60 * 60_000 - 60_000);
  await expect(issueTo(store)).rejects.toMatchObject({ code: 'reissue-too-early' });
  store.clock.advance(60_000);
  const again = await issueTo(store);
  const { registrations } = await listRegistrations(store.ctx, {
    institutionId: BANK,
    customer: 'customer-1',
  });
  expect(registrations.map(({ id, state }) => [id, state])).toEqual([
    [again.id, 'issued'],
    [issued.id, 'cancelled'],
  ]);
});

test('a set-up that ran out is void and does not stand in the way of a new issue', async () => {
  const issued = await issueTo(store);
  store.clock.advance(14 * DAY);
  expect(await stateOf(issued.id)).toBe('void');
  await expect(activateWith(store, issued)).rejects.toMatchObject({ code: 'setup-expired' });
  await expect(activateWith(store, issued, '0000')).rejects.toMatchObject({ code: 'refused' });
  await issueTo(store);
  expect(await stateOf(issued.id)).toBe('void');
});

test('the fifth wrong activation password voids the issue, even for the right one', async () => {
  const issued = await issueTo(store);
  for (let n = 0; n < 4; n += 1) {
    await expect(activateWith(store, issued, '0000')).rejects.toMatchObject({ code: 'refused' });
    expect(await stateOf(issued.id)).toBe('issued');
  }
  await expect(activateWith(store, issued, '0000')).rejects.toMatchObject({ code: 'refused' });
  expect(await stateOf(issued.id)).toBe('void');
  await expect(activateWith(store, issued)).rejects.toMatchObject({ code: 'refused' });
});

test('the right password on the fourth try activates', async () => {
  const issued = await issueTo(store);
  for (let n = 0; n < 3; n += 1) await activateWith(store, issued, '0000').catch(() => undefined);
  expect((await activateWith(store, issued)).tokenId).toBe(issued.tokenId);
});

test('a hundred wrong passwords at once are five tries', async () => {
  const issued = await issueTo(store);
  const all = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) => activateWith(store, issued, String(1000 + n))),
  );
  expect(all.every((one) => one.status === 'rejected' && one.reason.code === 'refused')).toBe(true);
  const row = await store.ctx.db
    .selectFrom('registrations')
    .select(['activation_attempts', 'state'])
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ activation_attempts: 5, state: 'void' });
});

test('an unknown ID, a wrong password and a voided issue are answered alike and leave the same writes', async () => {
  const known = await issueTo(store);
  const voided = await issueTo(store, 'customer-2');
  for (let n = 0; n < 5; n += 1) await activateWith(store, voided, '0000').catch(() => undefined);
  const rows = async () => (await store.ctx.db.selectFrom('audit').select('sequence').execute()).length;
  const tried = async (userId: string, serviceId = SERVICE) => {
    const before = await rows();
    const error = await activateWith(store, { userId, serviceId }, '1111').then(
      () => null,
      (reason: Error & { code: string }) => ({ code: reason.code, message: reason.message }),
    );
    return { error, written: (await rows()) - before };
  };
  const wrong = await tried(known.userId!);
  expect(wrong).toMatchObject({ error: { code: 'refused' }, written: 1 });
  expect(await tried('123456789015')).toEqual(wrong);
  expect(await tried(voided.userId!)).toEqual(wrong);
  expect(await tried(known.userId!, '99999999')).toEqual(wrong);
});

test('the same device keys may ask for a lost answer again; other keys are told it was used', async () => {
  const issued = await issueTo(store);
  const first = await activateWith(store, issued);
  expect(await activateWith(store, issued)).toEqual(first);
  await expect(activateWith(store, issued, PASSWORD, device('other'))).rejects.toMatchObject({
    code: 'setup-used',
  });
  const { proofKey } = device();
  const { sealKey } = device('other');
  await expect(activateWith(store, issued, PASSWORD, { proofKey, sealKey })).rejects.toMatchObject({
    code: 'setup-used',
  });
  await expect(activateWith(store, issued, '0000')).rejects.toMatchObject({ code: 'refused' });
  await start(store.ctx, { institutionId: BANK, id: issued.id, code: codeOf(first, store.clock()) });
  await expect(activateWith(store, issued)).rejects.toMatchObject({ code: 'setup-used' });
});

test('of two devices that activate at once, one gets the token', async () => {
  const issued = await issueTo(store);
  const all = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name) => activateWith(store, issued, PASSWORD, device(name))),
  );
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('a device reads the state of its own token and of no other', async () => {
  const { issued } = await tokenInUse(store);
  const { thumbprint } = device().proofKey;
  expect(await stateForDevice(store.ctx, { tokenId: issued.tokenId!, thumbprint })).toEqual({
    state: 'in-use',
    loginOrigins: ['https://bank.example'],
    expiresAt: issued.expiresAt,
    pausedUntil: null,
  });
  const other = device('other').proofKey.thumbprint;
  expect(await stateForDevice(store.ctx, { tokenId: issued.tokenId!, thumbprint: other })).toBeNull();
  expect(await stateForDevice(store.ctx, { tokenId: 'FUDA-0000-0000', thumbprint })).toBeNull();
});

test('a repeated issue with one idempotency key answers the first registration and sends one mail', async () => {
  const ask = (customer: string, digest: number) =>
    issue(store.ctx, {
      institutionId: BANK,
      request: issueRequest(customer),
      idempotency: { key: 'issue-1', digest: new Uint8Array(32).fill(digest) },
      compose: composeMail,
    });
  const both = await Promise.all([ask('customer-1', 1), ask('customer-1', 1)]);
  expect(both[1]).toEqual(both[0]);
  expect(await ask('customer-1', 1)).toEqual(both[0]);
  expect(await store.ctx.db.selectFrom('outbox').select('id').execute()).toHaveLength(1);
  await expect(ask('customer-2', 2)).rejects.toMatchObject({ code: 'idempotency-mismatch' });
});

test('when the mail cannot be queued nothing is issued', async () => {
  const failing = issue(store.ctx, {
    institutionId: BANK,
    request: issueRequest(),
    compose: composeMail,
    enqueue: () => Promise.reject(new Error('no room')),
  });
  await expect(failing).rejects.toThrow('no room');
  expect(await store.ctx.db.selectFrom('registrations').select('id').execute()).toEqual([]);
  expect((await issueTo(store)).state).toBe('issued');
});

test('a mail is claimed once, tried again when it failed, and erased when it was sent', async () => {
  const issued = await issueTo(store);
  const [mail, ...more] = await claimMails(store.ctx, 10);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: 'customer@example.jp', text: issued.setupLink, tries: 1 });
  expect(await claimMails(store.ctx, 10)).toEqual([]);
  await markFailed(store.ctx, mail!.id, store.clock() + 5_000);
  store.clock.advance(5_000);
  const [again] = await claimMails(store.ctx, 10);
  expect(again).toMatchObject({ id: mail!.id, tries: 2 });
  await markSent(store.ctx, again!.id);
  const row = await store.ctx.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: 'sent', envelope: null });
  store.clock.advance(DAY);
  expect(await claimMails(store.ctx, 10)).toEqual([]);
});

test('a mail that waits, arrives late or is given up is told in the history, never to whom it goes', async () => {
  const told = async (id: string) => {
    const { events } = await listEvents(store.ctx, { institutionId: BANK, id });
    expect(JSON.stringify(events)).not.toContain('customer@');
    return events.filter(({ action }) => action.startsWith('mail')).map((e) => [e.action, e.details.tries]);
  };
  const fail = async (id: string) => {
    await claimMails(store.ctx, 10);
    await markFailed(store.ctx, id, store.clock() + 60_000);
    store.clock.advance(60_000);
  };
  const mailOf = async (registration: string) =>
    (
      await store.ctx.db
        .selectFrom('outbox')
        .select('id')
        .where('registration_id', '=', registration)
        .executeTakeFirstOrThrow()
    ).id;
  const late = await issueTo(store);
  expect(await told(late.id)).toEqual([]);
  await fail(await mailOf(late.id));
  await fail(await mailOf(late.id));
  expect(await told(late.id)).toEqual([['mail-delayed', 1]]);
  await claimMails(store.ctx, 10);
  await markSent(store.ctx, await mailOf(late.id));
  expect(await told(late.id)).toEqual([
    ['mail-delivered', 3],
    ['mail-delayed', 1],
  ]);
  const lost = await issueTo(store, 'customer-2');
  for (let n = 0; n < MAIL_TRIES + 1; n += 1) await fail(await mailOf(lost.id));
  expect(await told(lost.id)).toEqual([
    ['mail-given-up', MAIL_TRIES],
    ['mail-delayed', 1],
  ]);
});

test('a mail whose sender died is due again after a minute', async () => {
  await issueTo(store);
  await claimMails(store.ctx, 10);
  store.clock.advance(60_000);
  expect(await claimMails(store.ctx, 10)).toHaveLength(1);
});

test('a mail that cannot be opened is given up and holds up no other', async () => {
  await issueTo(store);
  await store.ctx.db
    .updateTable('outbox')
    .set({ envelope: new Uint8Array(40) })
    .execute();
  const second = await issueTo(store, 'customer-2');
  expect((await claimMails(store.ctx, 10)).map((mail) => mail.registrationId)).toEqual([second.id]);
  const states = await store.ctx.db.selectFrom('outbox').select('state').orderBy('id').execute();
  expect(states.map(({ state }) => state).sort()).toEqual(['failed', 'queued']);
});

test('a changed policy leaves issued tokens as they were issued', async () => {
  const issued = await issueTo(store);
  await loadPolicy(
    store.ctx,
    policyOf(BANK, SERVICE, {
      otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 60 },
      failureLimit: 3,
    }),
  );
  const activation = await activateWith(store, issued);
  expect(activation.otp).toEqual({ kind: 'time', algorithm: 'SHA-256', digits: 8, period: 30 });
  const newer = await issueTo(store, 'customer-2');
  expect(newer.failureLimit).toBe(3);
});
