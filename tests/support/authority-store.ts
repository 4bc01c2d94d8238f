import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOTP, Secret, TOTP } from 'otpauth';
import { type AuthorityContext, openAuthority } from '../../authority/context.ts';
import { loadPolicy, type Policy } from '../../authority/institutions/policy.ts';
import { activate } from '../../authority/registrations/activate.ts';
import { issue } from '../../authority/registrations/issue.ts';
import { start } from '../../authority/registrations/start.ts';
import type { OutgoingMail, ProofKey, SetupMailFacts } from '../../authority/registrations/types.ts';
import type { Activation } from '../../core/protocol/device/messages.ts';
import type { IssueResponse } from '../../core/protocol/relying-party/messages.ts';
import { type ManualClock, manualClock } from './clock.ts';

export const DAY = 24 * 60 * 60_000;
export const PASSWORD = '48151623';

/** A policy with one time-based service, changed where a test needs it. */
export function policyOf(
  id: string,
  serviceId: string,
  change: Partial<Policy['services'][number]> = {},
): Policy {
  return {
    institution: {
      id,
      name: { ja: '試験銀行', en: 'Test Bank' },
      mailFrom: { name: 'Test Bank', address: 'otp@bank.example' },
    },
    services: [
      {
        id: serviceId,
        name: { ja: '個人', en: 'Personal' },
        issuePath: 'bank-first',
        otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 30 },
        validityDays: 1825,
        renewalNoticeDays: 180,
        failureLimit: 10,
        renewalDays: 731,
        reissue: 'next-day',
        issueLimit: null,
        hardware: false,
        mayMove: false,
        setupValidDays: 14,
        activationLimit: 5,
        loginOrigins: ['https://bank.example'],
        ...change,
      },
    ],
  };
}

export const BANK = 'test-bank';
export const SERVICE = '10000001';

export interface Store {
  ctx: AuthorityContext & { close(): Promise<void> };
  clock: ManualClock;
  path: string;
  kek: Uint8Array;
  close(): Promise<void>;
}

export const settings = { address: 'http://authority.example', appAddress: 'http://app.example' };
export const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n));

/** The authority's domain over a real database file in a directory of its own. */
export async function openStore(
  change: Partial<Policy['services'][number]> = {},
  clock: ManualClock = manualClock(),
): Promise<Store> {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-store-'));
  const path = join(directory, 'authority.sqlite');
  const kek = random(32);
  const ctx = await openAuthority({ databasePath: path, kek, clock, random, settings });
  await loadPolicy(ctx, policyOf(BANK, SERVICE, change));
  return {
    ctx,
    clock,
    path,
    kek,
    async close() {
      await ctx.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export const composeMail = (facts: SetupMailFacts): OutgoingMail => ({
  institutionId: facts.institution.id,
  registrationId: facts.registrationId,
  from: facts.institution.mailFrom,
  to: facts.to,
  subject: 'set-up',
  text: facts.setupLink,
  html: null,
});

export function issueRequest(customer = 'customer-1', serviceId = SERVICE, activationPassword = PASSWORD) {
  return {
    v: 1 as const,
    serviceId,
    customer,
    device: { kind: 'phone' as const },
    activationPassword,
    mail: { to: 'customer@example.jp', language: 'ja' as const },
  };
}

export function issueTo(store: Store, customer?: string, institutionId = BANK, serviceId = SERVICE) {
  return issue(store.ctx, {
    institutionId,
    request: issueRequest(customer, serviceId),
    compose: composeMail,
  });
}

/** Two device keys as the HTTP side would hand them over; their contents do not matter to the store. */
export function device(name = 'device'): { proofKey: ProofKey; sealKey: string } {
  const part = (what: string) => createHash('sha256').update(`${name}/${what}`).digest('base64url');
  return {
    proofKey: {
      thumbprint: part('thumbprint'),
      jwk: { kty: 'EC', crv: 'P-256', x: part('x'), y: part('y') },
    },
    sealKey: (part('seal') + part('seal-2') + part('seal-3')).slice(0, 87),
  };
}

export function activateWith(
  store: Store,
  ids: { serviceId?: string; userId: string | null },
  activationPassword = PASSWORD,
  keys = device(),
): Promise<Activation> {
  return activate(store.ctx, {
    request: {
      v: 1,
      serviceId: ids.serviceId ?? SERVICE,
      userId: ids.userId ?? '',
      activationPassword,
      sealKey: keys.sealKey,
      device: { kind: 'phone' },
    },
    proofKey: keys.proofKey,
  });
}

/** The code by an independent library. `at`: epoch ms for time-based tokens, the counter for event-based ones. */
export function codeOf(activation: Activation, at: number): string {
  const { algorithm, digits, period } = activation.otp;
  const secret = new Secret({ buffer: new Uint8Array(Buffer.from(activation.seed, 'base64url')).buffer });
  const common = { secret, algorithm: algorithm.replace('-', ''), digits };
  return period === null
    ? new HOTP(common).generate({ counter: at })
    : new TOTP({ ...common, period }).generate({ timestamp: at });
}

/** A code that no step near `at` has. */
export function wrongCode(activation: Activation, at: number): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((step) => codeOf(activation, at + step * 30_000)));
  for (let n = 0; ; n += 1) {
    const code = String(n).padStart(activation.otp.digits, '0');
    if (!near.has(code)) return code;
  }
}

export interface InUse {
  issued: IssueResponse;
  activation: Activation;
}

/** Issued, activated and started; the clock stands one step later, so that the current code is fresh. */
export async function tokenInUse(store: Store, customer?: string): Promise<InUse> {
  const issued = await issueTo(store, customer);
  const activation = await activateWith(store, issued);
  const code = codeOf(activation, store.clock());
  const started = await start(store.ctx, { institutionId: BANK, id: issued.id, code });
  if (started.outcome !== 'accepted') throw new Error('the token did not start');
  store.clock.advance(30_000);
  return { issued, activation };
}
