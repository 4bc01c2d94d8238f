import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { altered } from '../support/altered.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { refOf } from '../support/bank-token.ts';
import {
  answersOn,
  heading,
  type Page,
  register,
  startLogIn,
  type Visitor,
  visitor,
} from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const PHONE = { 'user-agent': 'Mozilla/5.0 (Linux; Android 16) Mobile' };
const TITLE = 'お客さま情報登録';

let house: RunningAuthority;
let bank: RunningBank;
let who: Visitor;
let form: Page;
beforeEach(async () => {
  house = await startAuthority();
  bank = await startBank({ authority: house, clock: house.clock });
  who = visitor(bank);
  form = await startLogIn(who, ...HANAKO);
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

const registeredAt = async () => {
  const row = await bank.bank.store.db
    .selectFrom('customers')
    .select('registered_at')
    .where('ref', '=', await refOf(bank, HANAKO[0]))
    .executeTakeFirstOrThrow();
  return row.registered_at;
};
const standsIn = (page: Page, name: string) =>
  page.document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value;

describe('the first login', () => {
  it('asks for an answer to every question, shows them once more, and then lets in', async () => {
    expect(heading(form)).toBe(TITLE);
    expect(Object.keys(answersOn(form))).toHaveLength(3);
    expect(form.document.querySelector('nav.menu, .who')).toBeNull();
    const confirm = await who.submit(form, '/register', answersOn(form));
    expect(heading(confirm)).toBe(`${TITLE}の確認`);
    for (const answer of Object.values(answersOn(form))) expect(confirm.text).toContain(answer);
    expect(await registeredAt()).toBeNull();
    expect(heading(await who.submit(confirm, '/register/confirm', { go: 'send' }))).toBe('ホーム');
    expect(await registeredAt()).toBe(bank.clock());
    expect((await who.get('/register')).location).toBe('/menu');
    expect(heading(await startLogIn(visitor(bank), ...HANAKO))).toBe('ホーム');
    const rows = await bank.bank.store.db
      .selectFrom('audit')
      .select('event')
      .where('event', 'in', ['login', 'answers-registered'])
      .execute();
    expect(rows.map((row) => row.event)).toEqual(['answers-registered', 'login', 'login']);
  });

  it('keeps what was typed beside a message at the field that is empty or says the same again', async () => {
    const [first = '', second = '', third = ''] = Object.keys(answersOn(form));
    const page = await who.submit(form, '/register', {
      [first]: ' <b>ポチ</b> ',
      [second]: '',
      [third]: '<B>ポ チ</B>',
    });
    expect(page.status).toBe(422);
    expect(standsIn(page, first)).toBe('<b>ポチ</b>');
    expect(page.document.querySelector('td b, dd b')).toBeNull();
    expect(page.document.querySelector(`#${first}-error`)).toBeNull();
    expect(page.document.querySelector(`#${second}-error`)).not.toBeNull();
    expect(page.document.querySelector(`#${third}-error`)).not.toBeNull();
  });

  it('can go back with the answers in place, and be broken off with nothing registered', async () => {
    const answers = answersOn(form);
    const confirm = await who.submit(form, '/register', answers);
    const back = await who.submit(confirm, '/register/confirm', { go: 'back' });
    for (const [name, value] of Object.entries(answers)) expect(standsIn(back, name)).toBe(value);
    const login = await who.submit(back, '/login/stop', {});
    expect(heading(login)).toBe('ログイン');
    expect((await who.get('/menu')).location).toBe('/login');
    expect(await registeredAt()).toBeNull();
    expect(heading(await startLogIn(who, ...HANAKO))).toBe(TITLE);
  });

  it('cannot be confirmed with another session’s step, an altered one, or an old one', async () => {
    const confirm = await who.submit(form, '/register', answersOn(form));
    const sealed = standsIn(confirm, 'sealed') ?? '';
    const other = visitor(bank);
    const theirs = await startLogIn(other, 'midori-002', 'demo-taro-2');
    const csrf = standsIn(theirs, '_csrf') ?? '';
    const foreign = await other.post('/register/confirm', { _csrf: csrf, sealed, go: 'send' });
    expect(foreign.status).toBe(400);
    for (const each of [altered(sealed), ''])
      expect((await who.submit(confirm, '/register/confirm', { sealed: each, go: 'send' })).status).toBe(400);
    bank.clock.advance(9 * MINUTE);
    await who.get('/register');
    bank.clock.advance(MINUTE);
    expect((await who.submit(confirm, '/register/confirm', { go: 'send' })).status).toBe(400);
    expect(await registeredAt()).toBeNull();
  });

  it('keeps no answer as it was typed', async () => {
    await register(who, form);
    const rows = await bank.bank.store.db.selectFrom('answers').selectAll().execute();
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => Buffer.from(row.salt).toString('hex'))).size).toBe(3);
    expect(JSON.stringify(rows)).not.toContain('答え');
    expect(bank.log.join()).not.toContain('答え');
  });

  it('goes on to the application on a phone where the bank wants a token there', async () => {
    const institution = { ...midori, login: { ...midori.login, phoneNeedsToken: true } };
    const strict = await startBank({ authority: house, clock: house.clock, institution });
    try {
      const phone = visitor(strict, PHONE);
      const page = await startLogIn(phone, ...HANAKO);
      expect(heading(page)).toBe(TITLE);
      await register(phone, page);
      expect((await phone.get('/otp/apply')).status).toBe(200);
      expect((await phone.get('/menu')).location).toBe('/otp/apply');
    } finally {
      await strict.close();
    }
  });

  it('asks for nothing at a bank without additional authentication', async () => {
    const plain = await startBank({ authority: house, clock: house.clock, institution: aoba });
    try {
      const visit = visitor(plain);
      await startLogIn(visit, 'aoba-001', 'demo-kaoru-1');
      expect((await visit.get('/menu')).status).toBe(200);
      expect((await visit.get('/register')).location).toBe('/menu');
    } finally {
      await plain.close();
    }
  });
});
