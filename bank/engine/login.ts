import { isAppError } from '../../core/error.ts';
import { canBeAsked } from './additional-authentication.ts';
import { audit } from './audit.ts';
import {
  accountName,
  type Customer,
  findCustomerByAccount,
  findCustomerByLoginId,
  normaliseLoginId,
} from './customers.ts';
import { codePageDue, nextStage } from './login-stages.ts';
import { type CodeAtLogin, codeAtLogin, type OtpStatus, readOtpStatus } from './otp.ts';
import { checkPassword } from './password.ts';
import { randomUuid } from './random-uuid.ts';
import { scoreLogin } from './risk/risk.ts';
import type { SessionStage } from './store/schema.ts';
import { chargeTry, refundTry, type ThrottleRule } from './throttle.ts';
import type { BankWeb } from './web.ts';

const MINUTE = 60_000;
/** More free tries than any authority's limit for wrong codes, so that the limit is met first. */
const BY_LOGIN_ID: ThrottleRule = { free: 10, firstWait: MINUTE, longestWait: 60 * MINUTE };
const BY_ADDRESS: ThrottleRule = { free: 100, firstWait: MINUTE, longestWait: 15 * MINUTE };

/** How somebody names themselves, as typed. */
export type NameGiven =
  | { by: 'login-id'; loginId: string }
  | { by: 'representative-account'; branch: string; account: string };

export interface LoginAttempt {
  name: NameGiven;
  password: string;
  /** The one-time password as typed; empty when none was, or when it has a page of its own. */
  code: string;
  address: string;
  onPhone: boolean;
  /** What the browser's cookie carries (`risk/browser.ts`). */
  browser: string | null;
}

/** Why nobody is let in although the password was right: the pages' words for it. */
export type LoginStop = 'suspended' | 'paused' | 'expired';

/** `refused` is one answer for an unknown name, a wrong password and a wrong, used or missing code. */
export type LoginResult =
  | { outcome: 'on'; customer: Customer; stage: SessionStage; began: boolean; riskEvent: number | null }
  | { outcome: 'refused' | 'later' | 'unavailable' }
  | { outcome: 'stopped'; why: LoginStop };

/** Digits as people type or paste them: full width, with spaces or hyphens. Empty when not a code. */
export function readCode(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[\s-]/gu, '');
  return /^\d{6,10}$/u.test(plain) ? plain : '';
}

/** Why this state of the token lets nobody in, or `null` when it does, with or without a code. */
export const stopOf = (asked: CodeAtLogin): LoginStop | null =>
  asked === 'pause-over' ? 'paused' : asked === 'suspended' || asked === 'expired' ? asked : null;

/** Wrong tries of a customer are counted together however they were named; unknown names alike. */
async function find(web: BankWeb, name: NameGiven): Promise<{ customer: Customer | null; counted: string }> {
  if (name.by === 'login-id') {
    const counted = normaliseLoginId(name.loginId);
    return { customer: await findCustomerByLoginId(web.store, counted), counted };
  }
  const customer = await findCustomerByAccount(web.store, name.branch, name.account);
  return { customer, counted: customer?.login_id ?? `account ${accountName(name.branch, name.account)}` };
}

/**
 * Sends a code to the authority, which spends it; `began` when it began the token's use. The same key
 * repeats the first answer. Throws `unavailable`.
 */
export async function spendCode(
  web: BankWeb,
  customer: Customer,
  status: OtpStatus,
  asked: 'needed' | 'begins-use',
  typed: string,
  keyOf: (code: string) => string = () => randomUuid(web.store.random),
): Promise<'accepted' | 'began' | 'refused' | 'suspended'> {
  const { store, authority } = web;
  const refuse = async () => {
    await audit(store, customer.ref, 'login-code-refused');
    return 'refused' as const;
  };
  const code = readCode(typed);
  if (code === '' || status.kind === 'none') return refuse();
  const call = asked === 'begins-use' ? authority.start : authority.verify;
  try {
    const answer = await call(status.registration.id, code, keyOf(code));
    if (answer.outcome === 'accepted') {
      if (asked === 'needed') return 'accepted';
      await audit(store, customer.ref, 'otp-started');
      return 'began';
    }
    if (answer.outcome !== 'suspended' && answer.state !== 'suspended') return refuse();
    await audit(store, customer.ref, 'login-suspended');
    return 'suspended';
  } catch (error) {
    if (isAppError(error, 'wrong-state', 'not-found')) return refuse();
    throw error;
  }
}

export const statusAtLogin = (web: BankWeb, customer: Customer): Promise<OtpStatus> =>
  readOtpStatus(web.store, web.authority, web.institution.serviceId, customer);

/** Who somebody is by name and password; `counted` is what their tries are counted under. */
export type Identified =
  | { outcome: 'known'; customer: Customer; counted: string }
  | { outcome: 'refused' | 'later' };

/**
 * Looks at name and password, and charges the try before: one answer for an unknown name and a wrong
 * password. Whoever goes on with `known` clears or gives back the tries.
 */
export async function identify(
  web: BankWeb,
  { name, password, address }: Pick<LoginAttempt, 'name' | 'password' | 'address'>,
): Promise<Identified> {
  const { store } = web;
  const { customer, counted } = await find(web, name);
  const free =
    (await chargeTry(store, BY_ADDRESS, 'address', address)) &&
    (await chargeTry(store, BY_LOGIN_ID, 'login-id', counted));
  if (!free) {
    await audit(store, null, 'login-throttled');
    return { outcome: 'later' };
  }
  const right = await checkPassword(store, customer?.ref ?? null, 'login', password);
  if (!customer || !right) {
    await audit(store, customer?.ref ?? null, 'login-refused');
    return { outcome: 'refused' };
  }
  return { outcome: 'known', customer, counted };
}

/**
 * The first step of a login: the password, then the code where it was typed beside it, then the risk. The
 * password comes first, so that nobody can charge a stranger's token by knowing the name; and the code
 * before any question, because it is spent by being looked at and only that it was right is kept.
 */
export async function logIn(web: BankWeb, attempt: LoginAttempt): Promise<LoginResult> {
  const { store, institution } = web;
  const identified = await identify(web, attempt);
  if (identified.outcome !== 'known') return identified;
  const { customer, counted } = identified;
  try {
    const status = await statusAtLogin(web, customer);
    const asked = codeAtLogin(status, attempt.onPhone);
    const why = stopOf(asked);
    if (why) {
      await audit(store, customer.ref, 'login-suspended', { detail: { why } });
      return { outcome: 'stopped', why };
    }
    if (asked === 'paused' && status.kind === 'paused')
      await audit(store, customer.ref, 'login-paused', { detail: { until: status.until } });
    let began = false;
    const typed = attempt.code.trim() !== '';
    if (institution.login.code === 'same-page' && (asked === 'needed' || (asked === 'begins-use' && typed))) {
      const spent = await spendCode(web, customer, status, asked, attempt.code);
      if (spent === 'refused') return { outcome: 'refused' };
      if (spent === 'suspended') return { outcome: 'stopped', why: 'suspended' };
      began = spent === 'began';
    }
    const askable = canBeAsked(web, customer);
    const risk = await scoreLogin(web, customer, attempt, askable);
    const stage = nextStage(web, customer, {
      answers: askable && risk.high,
      code: codePageDue(web, asked),
      status,
      began,
      onPhone: attempt.onPhone,
    });
    return { outcome: 'on', customer, stage, began, riskEvent: risk.event };
  } catch (error) {
    if (!isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests', 'malformed')) throw error;
    // Not the customer's doing: the try is given back, and nobody gets in without the code.
    await refundTry(store, 'login-id', counted);
    await refundTry(store, 'address', attempt.address);
    await audit(store, customer.ref, 'login-unavailable');
    return { outcome: 'unavailable' };
  }
}
