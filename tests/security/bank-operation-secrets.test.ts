import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { mailedDigits, otherDigits, plainBank } from '../support/bank-operations.ts';
import { giveToken } from '../support/bank-token.ts';
import { heading, logIn, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({
    authority: house,
    clock: house.clock,
    institution: {
      ...plainBank,
      operations: { ...plainBank.operations, transfer: ['confirmation', 'mail', 'code'] },
    },
    smtpUrl: house.mailbox.smtpUrl,
  });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

/** How a secret could be hiding: as it is, in hexadecimal, and in both kinds of base64. */
const disguises = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/u, ''),
    bytes.toString('base64url'),
  ];
};

it('no password or code of an operation is in a page, a log line, the database or the audit', async () => {
  const secrets: string[] = [];
  const pages: string[] = [];
  const token = await giveToken(house, bank, HANAKO[0]);
  const who = visitor(bank);
  const first = token.code();
  await logIn(who, ...HANAKO, first);
  house.clock.advance(MINUTE);
  secrets.push(first);
  const confirm = await who.submit(await who.get('/transfer'), '/transfer', {
    from: '101-1000001',
    branch: '102',
    number: '1000002',
    amount: '321',
  });
  const mailPassword = mailedDigits(house, 'hanako@demo.example');
  const code = token.code();
  const right = { go: 'send', confirmation: 'kakunin-1', mailPassword, code };
  const wrong = { confirmation: 'geheim-7731', mailPassword: otherDigits(mailPassword), code: token.wrong() };
  secrets.push(right.confirmation, mailPassword, code, ...Object.values(wrong));
  pages.push(confirm.text);
  for (const [name, value] of Object.entries(wrong)) {
    const again = await who.submit(confirm, '/transfer/confirm', { ...right, [name]: value });
    expect(again.status).toBe(422);
    pages.push(again.text);
  }
  const done = await who.submit(confirm, '/transfer/confirm', right);
  expect(heading(done)).toBe('振込の完了');
  pages.push(done.text);

  const kept = [bank.databasePath, `${bank.databasePath}-wal`].map((path) =>
    readFileSync(path).toString('latin1'),
  );
  const audit = JSON.stringify(await bank.bank.store.db.selectFrom('audit').selectAll().execute());
  const said = [...bank.log, ...house.log].join('\n');
  for (const secret of secrets)
    for (const disguise of disguises(secret))
      for (const [where, text] of Object.entries({
        pages: pages.join('\n'),
        database: kept.join('\n'),
        audit,
        said,
      }))
        expect(text.includes(disguise), `${secret} as ${disguise} in ${where}`).toBe(false);
  // The search would find what is kept in the open.
  expect(kept.join('\n')).toContain('hanako@demo.example');
  expect(audit).toContain('mail-password-wrong');
});
