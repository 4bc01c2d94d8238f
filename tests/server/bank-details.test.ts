import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { customerOf, hidden, mailedDigits, mailsTo, noted, plainBank } from '../support/bank-operations.ts';
import { giveToken } from '../support/bank-token.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const SAKURA = ['midori-003', 'demo-sakura-3'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({
    authority: house,
    clock: house.clock,
    institution: plainBank,
    smtpUrl: house.mailbox.smtpUrl,
  });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

const main = (page: Page): string =>
  (page.document.querySelector('main')?.textContent ?? '').replace(/\s+/gu, ' ');
async function inside(login: readonly [string, string], code = ''): Promise<Visitor> {
  const who = visitor(bank);
  expect(heading(await logIn(who, ...login, code))).toBe('ホーム');
  return who;
}
const change = async (who: Visitor, input: { email: string; phone: string }): Promise<Page> =>
  who.submit(await who.get('/details/change'), '/details/change', input);

describe('the details a customer registered', () => {
  it('hide the last four digits of the telephone number, and stand in the menu', async () => {
    const who = await inside(HANAKO);
    const page = await who.get('/details');
    expect(main(page)).toContain('090-0000-****');
    expect(page.text).not.toContain('0001');
    const current = page.document.querySelector('nav [aria-current="page"]');
    expect(current?.getAttribute('href') ?? '/details').toBe('/details');
    const form = await who.get('/details/change');
    expect(form.document.querySelector<HTMLInputElement>('#phone')?.value).toBe('');
    expect(form.text).not.toContain('0001');
  });

  it('change after a code, and both addresses are told apart: the old one hears of it', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const who = await inside(HANAKO, token.code());
    house.clock.advance(MINUTE);
    const confirm = await change(who, { email: 'new@demo.example', phone: '０８０-1234-5678' });
    expect(main(confirm)).toContain('hanako@demo.example→ new@demo.example');
    expect(main(confirm)).toContain('080-1234-5678');
    const wrong = await who.submit(confirm, '/details/confirm', { go: 'send', code: token.wrong() });
    expect(wrong.status).toBe(422);
    expect(main(wrong)).toContain('new@demo.example');
    expect(mailsTo(house, 'hanako@demo.example')).toEqual([]);
    const done = await who.submit(wrong, '/details/confirm', { go: 'send', code: token.code() });
    expect(heading(done)).toBe('変更の完了');
    expect(main(done)).toContain('080-1234-****');
    expect(await customerOf(bank, HANAKO[0])).toMatchObject({
      email: 'new@demo.example',
      phone: '+818012345678',
    });
    const [notice, ...others] = mailsTo(house, 'hanako@demo.example');
    expect(others).toEqual([]);
    expect(notice?.subject).toContain('お客さま情報の変更を受け付けました');
    for (const words of ['new@demo.example', '080-1234-5678', '0120-000-000', 'お心当たりのないとき'])
      expect(notice?.text).toContain(words);
    expect(mailsTo(house, 'new@demo.example')).toEqual([]);
    expect(await noted(bank, HANAKO[0], 'details-changed')).toEqual([
      { event: 'details-changed', email: true, phone: true },
    ]);
    // The next mail goes to the new address.
    expect(heading(await who.get('/details'))).toBe(bank.institution.menu.details);
  });

  it('keep what was typed beside what was wrong, on the way back too', async () => {
    const who = await inside(TARO);
    const refused = await change(who, { email: 'new@demo.example', phone: '050-1234-5678' });
    expect(refused.status).toBe(422);
    const error = refused.document.querySelector('#phone-error')?.textContent ?? '';
    expect(error).toContain('050');
    expect(error).toContain('0120-000-000');
    const value = (page: Page, name: string) =>
      page.document.querySelector<HTMLInputElement>(`#${name}`)?.value;
    expect([value(refused, 'email'), value(refused, 'phone')]).toEqual(['new@demo.example', '050-1234-5678']);
    expect((await change(who, { email: 'taro@demo.example', phone: '' })).status).toBe(422);
    expect(mailsTo(house, 'taro@demo.example')).toEqual([]);

    const confirm = await change(who, { email: 'new@demo.example', phone: '06 6123 4567' });
    const back = await who.submit(confirm, '/details/confirm', { go: 'back' });
    expect([value(back, 'email'), value(back, 'phone')]).toEqual(['new@demo.example', '06 6123 4567']);
    expect((await customerOf(bank, TARO[0])).email).toBe('taro@demo.example');
  });

  it('let somebody with an IP telephone only register another number', async () => {
    const who = await inside(SAKURA);
    expect((await customerOf(bank, SAKURA[0])).phone).toBe('+815000000003');
    const confirm = await change(who, { email: 'sakura@demo.example', phone: '045-123-4567' });
    const digits = mailedDigits(house, 'sakura@demo.example');
    expect(mailsTo(house, 'sakura@demo.example')[0]?.text).toContain('電話番号を 045');
    const done = await who.submit(confirm, '/details/confirm', { go: 'send', mailPassword: digits });
    expect(heading(done)).toBe('変更の完了');
    expect((await customerOf(bank, SAKURA[0])).phone).toBe('+81451234567');
  });

  it('stay as they are when the old address cannot be told', async () => {
    const away = await startBank({
      authority: house,
      clock: house.clock,
      institution: {
        ...plainBank,
        operations: { ...plainBank.operations, 'change-details': ['confirmation'] },
      },
    });
    try {
      const who = visitor(away);
      await logIn(who, ...TARO);
      const confirm = await change(who, { email: 'new@demo.example', phone: '' });
      const answer = await who.submit(confirm, '/details/confirm', {
        go: 'send',
        confirmation: 'kakunin-2',
      });
      expect(answer.status).toBe(503);
      expect(main(answer)).toContain('お手続きは行われていません');
      expect((await customerOf(away, TARO[0])).email).toBe('taro@demo.example');
      expect(await noted(away, TARO[0], 'details-changed')).toEqual([]);
    } finally {
      await away.close();
    }
  });

  it('are nobody else’s: a plan is its session’s, and its last page its customer’s', async () => {
    const who = await inside(SAKURA);
    const confirm = await change(who, { email: 'other@demo.example', phone: '' });
    const { id } = await bank.bank.store.db
      .selectFrom('plans')
      .select('id')
      .where('customer_ref', '=', (await customerOf(bank, HANAKO[0])).ref)
      .executeTakeFirstOrThrow();
    expect((await who.get(`/details/done?id=${id}`)).status).toBe(404);
    const taro = await inside(TARO);
    const answer = await taro.post('/details/confirm', {
      _csrf: hidden(await taro.get('/details'), '/logout', '_csrf'),
      sealed: hidden(confirm, '/details/confirm'),
      go: 'send',
      mailPassword: mailedDigits(house, 'sakura@demo.example'),
    });
    expect(answer.status).toBe(400);
    expect((await visitor(bank).get('/details')).location).toBe('/login');
  });
});
