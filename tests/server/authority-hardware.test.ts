import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOTP, Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy, type Policy } from '../../authority/institutions/policy.ts';
import { openSeed } from '../../authority/keys/seeds.ts';
import { stockTokens } from '../../authority/registrations/hardware/stock.ts';
import type { StockToken } from '../../authority/registrations/hardware/stock-token.ts';
import type { Hardware, HardwareList, Registration } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { DAY, policyOf } from '../support/authority-store.ts';
import { issueBody, rpCall } from '../support/device.ts';

const BANK = 'aoba-test';
const SERVICE = '10112235';
const OTHER_SERVICE = '20000002';
const DESK = { operator: 'desk-07', reason: 'returned at the counter' };

const seedOf = (name: string) => new TextEncoder().encode(`seed-of-${name}`.padEnd(20, '.'));

function token(serial: string, change: Partial<StockToken> = {}): StockToken {
  return {
    serial,
    manufacturer: 'Maker',
    model: 'M-1',
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 60 },
    seed: seedOf(serial),
    counter: 0,
    startsAt: null,
    expiresAt: null,
    ...change,
  };
}

function policy(change: Partial<Policy['services'][number]> = {}): Policy {
  const hardware = { hardware: true, failureLimit: 3, reissue: 'next-day' as const, ...change };
  const { institution, services } = policyOf(BANK, SERVICE, hardware);
  const second = { ...services[0]!, id: OTHER_SERVICE, hardware: false };
  return { institution, services: [services[0]!, second] };
}

let house: RunningAuthority;
beforeEach(async () => {
  house = await startAuthority({ policy: policy() });
});
afterEach(() => house.close());

const stock = (...tokens: StockToken[]) =>
  stockTokens(house.ctx, { institutionId: BANK, serviceId: SERVICE, tokens });

async function call<Answer>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  more: { credential?: string; idempotencyKey?: string } = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await rpCall(house, method, path, body, more);
  return { status: response.status, answer: (await response.json()) as Answer };
}

const assign = (serial: string, customer: string, more: Record<string, unknown> = {}, key?: string) =>
  call<Registration & { code?: string }>(
    'POST',
    `/hardware/${serial}/assign`,
    { v: 1, serviceId: SERVICE, customer, ...more },
    key === undefined ? {} : { idempotencyKey: key },
  );

const restock = (serial: string) =>
  call<Hardware & { v: number; code?: string }>('POST', `/hardware/${serial}/restock`, { v: 1, desk: DESK });

const list = async (query = '') => (await call<HardwareList>('GET', `/hardware${query}`)).answer;

const say = (id: string, use: 'start' | 'verify', code: string) =>
  call<{ outcome: string; state: string; attemptsLeft: number }>('POST', `/registrations/${id}/${use}`, {
    v: 1,
    code,
  });

/** What the device shows, by an independent library. */
const shown = (serial: string, at = house.clock()) =>
  new TOTP({
    secret: new Secret({ buffer: seedOf(serial).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: 60,
  }).generate({ timestamp: at });

const cancel = (id: string) => call('POST', `/registrations/${id}/cancel`, { v: 1, by: 'customer' });

const auditOf = (action: string) =>
  house.ctx.db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('sequence').execute();

describe('loading a delivery', () => {
  it('makes stocked registrations that are nobody’s, with the seed in an envelope', async () => {
    expect(await stock(token('A1'), token('A2', { model: null }))).toEqual({ added: 2, known: 0 });
    const rows = await house.ctx.db.selectFrom('registrations').selectAll().orderBy('serial').execute();
    expect(rows[0]).toMatchObject({
      institution_id: BANK,
      service_id: SERVICE,
      issue_path: 'hardware',
      device_kind: 'hardware',
      state: 'stocked',
      serial: 'A1',
      manufacturer: 'Maker',
      model: 'M-1',
      customer: null,
      user_id: null,
      token_id: null,
      otp_kind: 'time',
      otp_digits: 6,
      otp_period: 60,
      failure_limit: 3,
      last_step: -1,
      expires_at: house.clock() + 1825 * DAY,
    });
    expect(Buffer.from(rows[0]!.seed).includes(Buffer.from('seed-of'))).toBe(false);
    expect(await openSeed(house.ctx, rows[0]!)).toEqual(seedOf('A1'));
    await expect(openSeed(house.ctx, { ...rows[0]!, id: rows[1]!.id })).rejects.toThrow();
  });

  it('leaves no seed readable in the database or its write-ahead log', async () => {
    await stock(token('A1'));
    const directory = house.environment['FUDA_DATA']!;
    const files = readdirSync(directory).filter((name) => name.startsWith('authority.sqlite'));
    expect(files.length).toBeGreaterThan(1);
    for (const name of files) {
      const bytes = readFileSync(join(directory, name));
      expect(bytes.includes(Buffer.from(seedOf('A1')))).toBe(false);
    }
  });

  it('is recorded, one line for the delivery and one for each token', async () => {
    await stock(token('A1'), token('A2'));
    expect((await auditOf('stocked')).map((row) => JSON.parse(row.details))).toEqual([
      { service: SERVICE, serial: 'A1' },
      { service: SERVICE, serial: 'A2' },
    ]);
    const [line, ...rest] = await auditOf('stock-loaded');
    expect(rest).toEqual([]);
    expect(JSON.parse(line!.details)).toEqual({ service: SERVICE, added: 2, known: 0 });
  });

  it('changes nothing the second time, whatever became of the tokens, and adds only what is new', async () => {
    await stock(token('A1'), token('A2'));
    const { answer } = await assign('A1', 'customer-1');
    await cancel(answer.id);
    const rows = () => house.ctx.db.selectFrom('registrations').selectAll().orderBy('id').execute();
    const before = await rows();
    expect(await stock(token('A1'), token('A2'))).toEqual({ added: 0, known: 2 });
    expect(await rows()).toEqual(before);
    expect(await auditOf('stock-loaded')).toHaveLength(1);
    expect(await stock(token('A1'), token('A3'))).toEqual({ added: 1, known: 1 });
  });

  it('is refused whole for a serial number that is known with another seed, parameters or service', async () => {
    await stock(token('A1'));
    const conflict = { code: 'serial-conflict', message: expect.stringContaining('token 2') };
    const other = token('A1', { seed: seedOf('else') });
    await expect(stock(token('B1'), other)).rejects.toMatchObject(conflict);
    const longer = token('A1', { otp: { kind: 'time', algorithm: 'SHA-1', digits: 8, period: 60 } });
    await expect(stock(token('B1'), longer)).rejects.toMatchObject(conflict);
    await loadPolicy(house.ctx, {
      ...policy(),
      services: policy().services.map((service) => ({ ...service, hardware: true })),
    });
    await expect(
      stockTokens(house.ctx, {
        institutionId: BANK,
        serviceId: OTHER_SERVICE,
        tokens: [token('B1'), token('A1')],
      }),
    ).rejects.toMatchObject(conflict);
    expect((await list()).hardware.map(({ serial }) => serial)).toEqual(['A1']);
  });

  it('is refused whole for what this authority could not serve', async () => {
    const unfit: StockToken[] = [
      token('no spaces'),
      token('x'.repeat(33)),
      token('A1', { otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 5 } }),
      token('A1', { otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: null } }),
      token('A1', { otp: { kind: 'event', algorithm: 'SHA-1', digits: 9 as 8, period: null } }),
      token('A1', { seed: new Uint8Array(15) }),
      token('A1', { counter: -1 }),
      // From there a look ahead would leave the exact numbers.
      token('A1', { counter: Number.MAX_SAFE_INTEGER - 1000 }),
      token('A1', { startsAt: house.clock() + 1 }),
      token('A1', { expiresAt: house.clock() }),
    ];
    for (const each of unfit) {
      await expect(stock(token('B1'), each)).rejects.toMatchObject({
        code: 'token-unfit',
        message: expect.stringMatching(/^token 2: /),
      });
    }
    await expect(stock(token('B1'), token('B1'))).rejects.toMatchObject({ code: 'serial-repeated' });
    expect((await list()).hardware).toEqual([]);
  });

  it('needs a service of the institution whose policy has hardware tokens', async () => {
    const into = (institutionId: string, serviceId: string) =>
      stockTokens(house.ctx, { institutionId, serviceId, tokens: [token('A1')] });
    await expect(into(BANK, OTHER_SERVICE)).rejects.toMatchObject({ code: 'hardware-not-offered' });
    await expect(into(BANK, '99999999')).rejects.toMatchObject({ code: 'unknown-service' });
    await loadPolicy(house.ctx, policyOf('another', '30000003', { hardware: true }));
    await expect(into('another', SERVICE)).rejects.toMatchObject({ code: 'unknown-service' });
    expect(await into('another', '30000003').catch(() => null)).toEqual({ added: 1, known: 0 });
  });
});

describe('a hardware token’s life', () => {
  it('goes from the stock to a customer, starts with its first code and verifies from then on', async () => {
    await stock(token('A1'));
    const { status, answer } = await assign('A1', 'customer-1');
    expect(status).toBe(201);
    expect(answer).toMatchObject({
      state: 'assigned',
      issuePath: 'hardware',
      customer: 'customer-1',
      serial: 'A1',
      device: { kind: 'hardware' },
      userId: null,
      tokenId: null,
    });
    expect((await say(answer.id, 'verify', shown('A1'))).answer).toMatchObject({
      outcome: 'not-usable',
      state: 'assigned',
    });
    expect((await say(answer.id, 'start', shown('A1'))).answer).toMatchObject({
      outcome: 'accepted',
      state: 'in-use',
    });
    expect((await say(answer.id, 'verify', shown('A1'))).answer.outcome).toBe('used');
    house.clock.advance(60_000);
    expect((await say(answer.id, 'verify', shown('A1'))).answer.outcome).toBe('accepted');
  });

  it('counts wrong first codes and suspends before the start, too', async () => {
    await stock(token('A1'));
    const { id } = (await assign('A1', 'customer-1')).answer;
    const right = new Set([-60_000, 0, 60_000].map((off) => shown('A1', house.clock() + off)));
    const wrong = ['000000', '111111', '222222', '333333'].find((code) => !right.has(code))!;
    for (const left of [2, 1, 0]) {
      expect((await say(id, 'start', wrong)).answer).toMatchObject({ outcome: 'wrong', attemptsLeft: left });
    }
    expect((await say(id, 'start', shown('A1'))).answer.outcome).toBe('suspended');
    await call('POST', `/registrations/${id}/lift`, { v: 1, desk: DESK });
    expect((await say(id, 'start', shown('A1'))).answer.outcome).toBe('accepted');
  });

  it('of the event-based kind begins at the counter that its maker named', async () => {
    const event = { kind: 'event' as const, algorithm: 'SHA-1' as const, digits: 6 as const, period: null };
    await stock(token('E1', { otp: event, counter: 100 }));
    const { id } = (await assign('E1', 'customer-1')).answer;
    const device = new HOTP({
      secret: new Secret({ buffer: seedOf('E1').buffer }),
      algorithm: 'SHA1',
      digits: 6,
    });
    expect((await say(id, 'start', device.generate({ counter: 99 }))).answer.outcome).toBe('used');
    expect((await say(id, 'start', device.generate({ counter: 100 }))).answer.outcome).toBe('accepted');
  });

  it('ends when its maker says so', async () => {
    await stock(token('A1', { expiresAt: house.clock() + DAY }));
    const { id } = (await assign('A1', 'customer-1')).answer;
    await say(id, 'start', shown('A1'));
    house.clock.advance(DAY);
    expect((await say(id, 'verify', shown('A1'))).answer).toMatchObject({
      outcome: 'not-usable',
      state: 'expired',
    });
    expect((await list()).hardware).toMatchObject([{ serial: 'A1', state: 'expired' }]);
    expect((await restock('A1')).answer.code).toBe('wrong-state');
  });
});

describe('assignment', () => {
  it('is refused for what is not in stock, and says nothing of what the institution never had', async () => {
    await stock(token('A1'));
    expect((await assign('A1', 'customer-1')).status).toBe(201);
    expect(await assign('A1', 'customer-2')).toMatchObject({ status: 409, answer: { code: 'wrong-state' } });
    expect(await assign('B9', 'customer-2')).toMatchObject({ status: 404, answer: { code: 'not-found' } });
    expect(await assign('not%20one', 'customer-2')).toMatchObject({ status: 404 });
  });

  it('is refused for another service than the stock’s, and where the policy has no hardware', async () => {
    await stock(token('A1'));
    const other = await assign('A1', 'customer-1', { serviceId: OTHER_SERVICE });
    expect(other.answer.code).toBe('wrong-state');
    expect((await assign('A1', 'customer-1', { serviceId: '99999999' })).answer.code).toBe('not-found');
    await loadPolicy(house.ctx, policy({ hardware: false }));
    expect((await assign('A1', 'customer-1')).answer.code).toBe('wrong-state');
  });

  it('keeps to one live registration a customer, over apps and hardware alike', async () => {
    await stock(token('A1'), token('A2'));
    const issued = await call<Registration>('POST', '/registrations', issueBody('customer-1'));
    expect((await assign('A1', 'customer-1')).answer.code).toBe('already-registered');
    expect((await assign('A1', 'customer-1', { desk: DESK })).answer.code).toBe('already-registered');
    expect((await assign('A1', 'customer-2')).status).toBe(201);
    expect((await assign('A2', 'customer-2')).answer.code).toBe('already-registered');
    const app = await call<{ code: string }>('POST', '/registrations', issueBody('customer-2'));
    expect(app.answer.code).toBe('already-registered');
    await cancel(issued.answer.id);
  });

  it('finds room where a set-up or a hardware token ran out of time and nobody wrote it down', async () => {
    const stored = async (id: string) =>
      (
        await house.ctx.db
          .selectFrom('registrations')
          .select('state')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).state;
    const setUp = await call<Registration>('POST', '/registrations', issueBody('customer-1'));
    house.clock.set(setUp.answer.setupExpiresAt!);
    await stock(token('A1', { expiresAt: house.clock() + DAY }));
    expect(await stored(setUp.answer.id)).toBe('issued');
    const handed = await assign('A1', 'customer-1');
    expect(handed.status).toBe(201);
    expect(await stored(setUp.answer.id)).toBe('void');

    house.clock.advance(DAY);
    expect(await stored(handed.answer.id)).toBe('assigned');
    const app = await call<Registration>('POST', '/registrations', issueBody('customer-1'));
    expect(app.status).toBe(201);
    expect(await stored(handed.answer.id)).toBe('expired');
    expect((await assign('A1', 'customer-2')).answer.code).toBe('wrong-state');
  });

  it('waits for the re-issue rule, unless the desk hands it out', async () => {
    await stock(token('A1'), token('A2'));
    const first = await assign('A1', 'customer-1');
    await cancel(first.answer.id);
    expect((await assign('A2', 'customer-1')).answer.code).toBe('reissue-too-early');
    const handed = await assign('A2', 'customer-1', { desk: DESK });
    expect(handed.status).toBe(201);
    const line = (await auditOf('assigned')).at(-1)!;
    expect(JSON.parse(line.details)).toEqual({ serial: 'A2', by: 'desk', ...DESK });
    await cancel(handed.answer.id);
    house.clock.advance(DAY);
    await stock(token('A3'));
    expect((await assign('A3', 'customer-1')).status).toBe(201);
  });

  it('answers a repeated call as the first, and refuses its key for another token', async () => {
    await stock(token('A1'), token('A2'));
    const first = await assign('A1', 'customer-1', {}, 'key-1');
    expect(await assign('A1', 'customer-1', {}, 'key-1')).toEqual(first);
    expect(await assign('A2', 'customer-1', {}, 'key-1')).toMatchObject({
      status: 422,
      answer: { code: 'idempotency-mismatch' },
    });
  });

  it('of one token to many customers at once succeeds once', async () => {
    await stock(token('A1'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => assign('A1', `customer-${index}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });
});

describe('a cancelled hardware token', () => {
  async function cancelledToken() {
    await stock(token('A1'));
    const { id } = (await assign('A1', 'customer-1')).answer;
    await say(id, 'start', shown('A1'));
    await cancel(id);
    return id;
  }

  it('verifies nothing and is refused until the desk takes it back', async () => {
    const id = await cancelledToken();
    house.clock.advance(DAY);
    expect((await say(id, 'verify', shown('A1'))).answer).toMatchObject({
      outcome: 'not-usable',
      state: 'cancelled',
    });
    expect((await assign('A1', 'customer-2')).answer.code).toBe('wrong-state');
    expect((await stock(token('A1'))).added).toBe(0);
    expect((await assign('A1', 'customer-2')).answer.code).toBe('wrong-state');
    const back = await restock('A1');
    expect(back).toMatchObject({
      status: 200,
      answer: { v: 1, serial: 'A1', state: 'stocked', customer: null, manufacturer: 'Maker' },
    });
    expect(back.answer.registrationId).not.toBe(id);
    const next = await assign('A1', 'customer-2');
    expect(next).toMatchObject({ status: 201, answer: { id: back.answer.registrationId } });
    expect((await say(next.answer.id, 'start', shown('A1'))).answer.outcome).toBe('accepted');
  });

  it('does not accept in its new life what was spent in an earlier one', async () => {
    const spent = shown('A1');
    await cancelledToken();
    await restock('A1');
    const second = (await assign('A1', 'customer-2')).answer;
    expect((await say(second.id, 'start', spent)).answer.outcome).toBe('used');
    await cancel(second.id);
    await restock('A1');
    const third = (await assign('A1', 'customer-3')).answer;
    expect((await say(third.id, 'start', spent)).answer.outcome).toBe('used');
    house.clock.advance(60_000);
    expect((await say(third.id, 'start', shown('A1'))).answer.outcome).toBe('accepted');
  });

  it('comes back by the desk’s act, recorded at both of its registrations, once', async () => {
    const id = await cancelledToken();
    const { answer } = await restock('A1');
    expect((await restock('A1')).answer.code).toBe('wrong-state');
    const details = { serial: 'A1', by: 'desk', ...DESK };
    const lines = [...(await auditOf('returned')), ...(await auditOf('restocked'))];
    expect(lines.map((line) => [line.registration_id, JSON.parse(line.details)])).toEqual([
      [id, details],
      [answer.registrationId, details],
    ]);
    expect((await call<Registration>('GET', `/registrations/${id}`)).answer.state).toBe('cancelled');
    expect((await restock('B9')).status).toBe(404);
  });

  it('has its seed in an envelope of the new registration’s own', async () => {
    await cancelledToken();
    const { answer } = await restock('A1');
    const rows = await house.ctx.db.selectFrom('registrations').selectAll().execute();
    const fresh = rows.find(({ id }) => id === answer.registrationId)!;
    const old = rows.find(({ id }) => id !== answer.registrationId)!;
    expect(await openSeed(house.ctx, fresh)).toEqual(seedOf('A1'));
    expect(fresh.token_key).not.toEqual(old.token_key);
    await expect(openSeed(house.ctx, { ...old, id: fresh.id })).rejects.toThrow();
  });
});

describe('the list of hardware tokens', () => {
  it('has every token once, by serial number, in pages that neither repeat nor lose one', async () => {
    const serials = Array.from({ length: 7 }, (_, index) => `S-${index}`);
    await stock(...serials.map((serial) => token(serial)).reverse());
    const { id } = (await assign('S-3', 'customer-1')).answer;
    await cancel(id);
    await restock('S-3');
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: HardwareList = await list(`?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.hardware.map(({ serial }) => serial));
      cursor = page.next;
      pages += 1;
      if (pages === 1) await stock(token('S-0-late'), token('S-9'));
    } while (cursor !== null);
    expect(seen).toEqual([...serials, 'S-9']);
    expect(pages).toBe(3);
  });

  it('can be asked for one state or one token, as they are now', async () => {
    await stock(token('A1'), token('A2'), token('A3', { expiresAt: house.clock() + DAY }), token('A4'));
    await assign('A2', 'customer-1');
    const gone = (await assign('A4', 'customer-2')).answer;
    await cancel(gone.id);
    house.clock.advance(DAY);
    const serials = async (query: string) => (await list(query)).hardware.map(({ serial }) => serial);
    expect(await serials('?state=stocked')).toEqual(['A1']);
    expect(await serials('?state=assigned')).toEqual(['A2']);
    expect(await serials('?state=expired')).toEqual(['A3']);
    expect(await serials('?state=cancelled')).toEqual(['A4']);
    expect(await serials('?serial=A2')).toEqual(['A2']);
    expect(await serials('?serial=A2&state=stocked')).toEqual([]);
    for (const bad of ['?state=lost', '?serial=%20', '?limit=0', '?limit=101', '?cursor=x']) {
      expect((await call<{ code: string }>('GET', `/hardware${bad}`)).answer.code).toBe('malformed');
    }
    expect((await list('?serial=A2')).hardware[0]).toMatchObject({ customer: 'customer-1', model: 'M-1' });
  });

  it('is the institution’s own: the same serial number elsewhere is another token', async () => {
    await loadPolicy(house.ctx, policyOf('another', '30000003', { hardware: true }));
    const credential = await addCredential(house.ctx, 'another');
    await stock(token('A1'));
    const theirs = await call<HardwareList>('GET', '/hardware', undefined, { credential });
    expect(theirs.answer.hardware).toEqual([]);
    await stockTokens(house.ctx, {
      institutionId: 'another',
      serviceId: '30000003',
      tokens: [token('A1', { seed: seedOf('else') })],
    });
    expect((await list()).hardware).toMatchObject([{ serviceId: SERVICE }]);
  });
});
