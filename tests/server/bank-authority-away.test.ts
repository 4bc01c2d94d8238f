import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor, finish, toConfirm } from '../support/bank-apply.ts';
import { heading, logIn, visitor } from '../support/bank-visitor.ts';
import { codeAt, makeDevice, openActivation, postActivate } from '../support/device.ts';

const HANAKO = ['midori-001', 'demo-hanako-1'] as const;

/** What the line between bank and authority does with the next calls. */
type Line = 'up' | 'down' | 'loses-one-answer' | 'garbles';

let house: RunningAuthority;
let between: Listener;
let bank: RunningBank;
let line: Line;
beforeEach(async () => {
  line = 'up';
  house = await startAuthority({ appAddress: APP_ADDRESS });
  between = await openListener(0);
  between.serve(async (request, env) => {
    const hangUp = () => {
      (env as { incoming: IncomingMessage }).incoming.socket.destroy();
      return new Response(null);
    };
    if (line === 'down') return hangUp();
    if (line === 'garbles') return Response.json({ v: 1, outcome: 'accepted' });
    const { pathname, search } = new URL(request.url);
    const body = request.method === 'POST' ? await request.text() : null;
    const headers = new Headers(request.headers);
    for (const name of ['connection', 'host', 'content-length', 'transfer-encoding']) headers.delete(name);
    const answer = await fetch(house.url + pathname + search, { method: request.method, headers, body });
    if (line === 'loses-one-answer' && request.method === 'POST') {
      line = 'up';
      return hangUp();
    }
    return Response.json(await answer.json(), { status: answer.status });
  });
  bank = await startBank({
    authority: { url: `http://127.0.0.1:${between.port}`, credential: house.credential },
    clock: house.clock,
  });
});
afterEach(async () => {
  await bank.close();
  await between.close();
  await house.close();
});

/** A customer whose token is in use. */
async function tokenInUse(): Promise<Activation> {
  const who = visitor(bank);
  await logIn(who, ...HANAKO);
  const { done } = await applyFor(who, HANAKO[0]);
  const [serviceId = '', userId = ''] = [...done.document.querySelectorAll('.id-number')].map(
    (each) => each.textContent ?? '',
  );
  const device = await makeDevice();
  const answer = await postActivate(house, device, { serviceId, userId }, '246810');
  const token = await openActivation(
    house,
    device,
    { serviceId, userId },
    (await answer.json()) as ActivateResponse,
  );
  await who.submit(await who.get('/otp/start'), '/otp/start', { code: codeAt(token, house.clock()) });
  house.clock.advance(60_000);
  return token;
}

describe('while the authority is away', () => {
  it('a customer who never applied logs in, and is told that the procedures wait', async () => {
    line = 'down';
    const who = visitor(bank);
    expect(heading(await logIn(who, ...HANAKO))).toBe('ホーム');
    const { done } = await applyFor(who, HANAKO[0]);
    expect(done.status).toBe(503);
    expect(heading(done)).toBe('ただいま一時的にお取扱いできません');
  });

  it('login with a code is refused as unavailable, nothing is charged, and it works afterwards', async () => {
    const token = await tokenInUse();
    for (const state of ['down', 'garbles'] as const) {
      line = state;
      for (let i = 0; i < 12; i += 1) {
        const away = await logIn(visitor(bank), ...HANAKO, codeAt(token, house.clock()));
        expect(away.status).toBe(503);
        expect(heading(away)).toBe('ワンタイムパスワードを確認できません');
      }
      expect((await logIn(visitor(bank), ...HANAKO)).status).toBe(503);
    }
    line = 'up';
    expect(heading(await logIn(visitor(bank), ...HANAKO, codeAt(token, house.clock())))).toBe('ホーム');
  });

  it('whoever is logged in keeps their balances', async () => {
    await tokenInUse();
    const who = visitor(bank);
    line = 'up';
    const other = await logIn(who, 'midori-002', 'demo-taro-2');
    await applyFor(who, 'midori-002');
    line = 'down';
    expect(heading(other)).toBe('ホーム');
    expect((await who.get('/menu')).text).toContain('確認できません');
    expect((await who.get('/otp')).status).toBe(503);
    expect((await who.get('/balances')).status).toBe(200);
  });

  it('an application that met it can be sent again from the same page, and is one application', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    const confirm = await toConfirm(who, HANAKO[0]);
    line = 'down';
    expect((await finish(who, HANAKO[0], confirm)).status).toBe(503);
    line = 'up';
    expect(heading(await finish(who, HANAKO[0], confirm))).toBe('申込の完了');
  });
});

describe('an answer lost on the way', () => {
  it('is asked for again under the same key: one application, and an accepted code stays accepted', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    line = 'loses-one-answer';
    const { done } = await applyFor(who, HANAKO[0]);
    expect(heading(done)).toBe('申込の完了');
    expect(done.document.querySelectorAll('.id-number')[1]?.textContent).toMatch(/^\d{12}$/);
    expect(done.document.querySelector('a[target="_blank"]')).not.toBeNull();
  });

  it('lets the customer in with the code that was accepted', async () => {
    const token = await tokenInUse();
    line = 'loses-one-answer';
    const code = codeAt(token, house.clock());
    expect(heading(await logIn(visitor(bank), ...HANAKO, code))).toBe('ホーム');
    expect((await logIn(visitor(bank), ...HANAKO, code)).status).toBe(401);
  });
});
