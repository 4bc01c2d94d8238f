import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedFor, askedOf } from '../../../bank/engine/factors/asked.ts';
import type { Factor } from '../../../bank/engine/institution.ts';
import type { OtpStatus } from '../../../bank/engine/otp.ts';
import type { Registration } from '../../../core/protocol/relying-party/messages.ts';

const STARTED = 1_800_000_000_000;

const registration = (startedAt: number | null): Registration => ({
  v: 1,
  id: '01890000-0000-7000-8000-000000000000',
  serviceId: '10112235',
  issuePath: 'bank-first',
  customer: 'c_1',
  userId: '000000000000',
  tokenId: null,
  device: { kind: 'phone' },
  serial: null,
  state: 'in-use',
  issuedAt: STARTED,
  setupExpiresAt: null,
  activatedAt: STARTED,
  startedAt,
  endedAt: null,
  expiresAt: null,
  pausedUntil: null,
  reissueFrom: null,
  failures: 0,
  failureLimit: 5,
});

const begun = registration(STARTED);
const unbegun = registration(null);
const STATUS = {
  none: { kind: 'none' },
  activated: { kind: 'activated', registration: unbegun },
  inUse: { kind: 'in-use', registration: begun },
  suspended: { kind: 'suspended', registration: begun },
  suspendedBefore: { kind: 'suspended', registration: unbegun },
  expired: { kind: 'expired', registration: begun },
  paused: { kind: 'paused', registration: begun, until: STARTED, over: false },
  pauseOver: { kind: 'paused', registration: begun, until: STARTED, over: true },
  ended: { kind: 'ended', registration: begun },
} satisfies Record<string, OtpStatus>;

const MAILS = { digits: 8, validMinutes: 10, limit: 3 };
const person = (status: OtpStatus, more: Partial<AskedFor['customer']> = {}): AskedFor => ({
  institution: { mailPassword: MAILS },
  customer: { mail_password: 1, method: 'code', ...more },
  status,
});
/** Names of what is asked for, and the message of a stop. */
const asked = (factors: readonly Factor[], who: AskedFor): string[] => {
  const { stop, ...fields } = askedOf(factors, who);
  return [
    ...Object.entries(fields)
      .filter(([, value]) => value)
      .map(([name]) => name),
    ...(stop ? [`stop: ${stop}`] : []),
  ].sort();
};

describe('what an operation asks for', () => {
  it('is a code only while a token is in use', () => {
    expect(asked(['code'], person(STATUS.inUse))).toEqual(['code']);
    for (const status of [STATUS.none, STATUS.activated, STATUS.suspendedBefore, STATUS.paused, STATUS.ended])
      expect(asked(['code'], person(status)), status.kind).toEqual([]);
  });

  it('is refused while a token that was in use cannot give one', () => {
    expect(asked(['code'], person(STATUS.suspended))).toEqual(['stop: suspended']);
    expect(asked(['code'], person(STATUS.expired))).toEqual(['stop: expired']);
    expect(asked(['confirmation', 'code'], person(STATUS.pauseOver))).toEqual([
      'confirmation',
      'stop: paused',
    ]);
    expect(asked(['confirmation'], person(STATUS.suspended))).toEqual(['confirmation']);
  });

  it('is the customer’s choice of code or mail, and mail before the use began', () => {
    const either: Factor[] = ['code-or-mail'];
    expect(asked(either, person(STATUS.none))).toEqual(['mail']);
    expect(asked(either, person(STATUS.activated, { method: 'mail' }))).toEqual(['mail']);
    expect(asked(either, person(STATUS.inUse))).toEqual(['code']);
    expect(asked(either, person(STATUS.inUse, { method: 'mail' }))).toEqual(['mail']);
    expect(asked(either, person(STATUS.paused))).toEqual(['mail']);
    expect(asked(either, person(STATUS.suspended))).toEqual(['stop: suspended']);
  });

  it('is the code, or else the confirmation password, for who switched mails off', () => {
    const off = { mail_password: 0 };
    expect(asked(['code-or-mail'], person(STATUS.inUse, off))).toEqual(['code']);
    expect(asked(['code-or-mail'], person(STATUS.inUse, { ...off, method: 'mail' }))).toEqual(['code']);
    expect(asked(['code-or-mail'], person(STATUS.none, off))).toEqual(['confirmation']);
    expect(asked(['mail'], person(STATUS.none, off))).toEqual(['confirmation']);
    expect(asked(['mail'], person(STATUS.inUse, off))).toEqual(['code']);
    expect(asked(['mail'], person(STATUS.suspended, off))).toEqual(['stop: suspended']);
    expect(asked(['code', 'code-or-mail'], person(STATUS.none, off))).toEqual(['confirmation']);
  });

  it('is never nothing where a mail would have been asked for, and never a mail nobody sends', () => {
    const factor = fc.constantFrom<Factor>(
      'confirmation',
      'code',
      'mail',
      'code-or-mail',
      'phone',
      'card-number',
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(factor),
        fc.constantFrom(...Object.values(STATUS)),
        fc.constantFrom<0 | 1>(0, 1),
        fc.constantFrom<'code' | 'mail'>('code', 'mail'),
        fc.boolean(),
        (factors, status, mail_password, method, mails) => {
          const who = {
            institution: { mailPassword: mails ? MAILS : null },
            customer: { mail_password, method },
            status,
          };
          const names = asked(factors, who);
          if (factors.includes('mail') || factors.includes('code-or-mail')) expect(names).not.toEqual([]);
          if (!mails || mail_password === 0) expect(names).not.toContain('mail');
          for (const always of ['confirmation', 'phone'] as const)
            if (factors.includes(always)) expect(names).toContain(always);
          if (status.kind !== 'in-use') expect(names).not.toContain('code');
        },
      ),
    );
  });
});
