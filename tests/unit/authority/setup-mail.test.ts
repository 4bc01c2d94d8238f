import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryWait } from '../../../authority/outbox/deliver.ts';
import { composeSetupMail } from '../../../authority/outbox/setup-mail.ts';
import type { SetupMailFacts } from '../../../authority/registrations/types.ts';
import { MAIL_TRIES } from '../../../authority/store/outbox.ts';

const facts = (name: string, language: 'ja' | 'en'): SetupMailFacts => ({
  institution: {
    id: 'bank',
    name: { ja: name, en: name },
    mailFrom: { name, address: 'otp@bank.example' },
  },
  service: { id: '10112235', name: { ja: name, en: name } },
  registrationId: '01890000-0000-7000-8000-000000000000',
  userId: '000000000018',
  setupLink: 'https://app.example/#setup?s=10112235&u=000000000018',
  setupExpiresAt: Date.UTC(2027, 5, 30, 3),
  language,
  to: 'customer@mail.example',
});

test('no name, however odd, adds a line to the mail or breaks its subject', () => {
  const lines = (name: string, language: 'ja' | 'en') =>
    composeSetupMail(facts(name, language)).text.split(/[\r\n\u2028\u2029]/u).length;
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('ja' as const, 'en' as const),
      (name, language) => {
        const mail = composeSetupMail(facts(`${name}\r\n${name}`, language));
        expect(mail.subject).not.toMatch(/[\r\n]/);
        expect(lines(`${name}\r\n${name}`, language)).toBe(lines('Bank', language));
      },
    ),
  );
});

test('the mail says by when, in Japan’s time, in its own language', () => {
  expect(composeSetupMail(facts('銀行', 'ja')).text).toContain('2027年6月30日');
  expect(composeSetupMail(facts('Bank', 'en')).text).toContain('30 June 2027');
});

test('waits between tries double from half a minute to an hour', () => {
  expect([1, 2, 3, 4].map(retryWait)).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(retryWait(50)).toBe(3_600_000);
  // RFC 5321 §4.5.4.1: four to five days before a mail is given up.
  const days = Array.from({ length: MAIL_TRIES - 1 }, (_, n) => retryWait(n + 1) / 86_400_000);
  expect(days.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(4);
});
