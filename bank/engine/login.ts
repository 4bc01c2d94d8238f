import { isAppError } from '../../core/error.ts';
import { audit } from './audit.ts';
import { type Customer, findCustomerByLoginId, normaliseLoginId } from './customers.ts';
import { codeAtLogin, readOtpStatus } from './otp.ts';
import { checkPassword } from './password.ts';
import { randomUuid } from './random-uuid.ts';
import { chargeTry, clearTries, refundTry, type ThrottleRule } from './throttle.ts';
import type { BankWeb } from './web.ts';

const MINUTE = 60_000;
/** More free tries than any authority's limit for wrong codes, so that the limit is met first. */
const BY_LOGIN_ID: ThrottleRule = { free: 10, firstWait: MINUTE, longestWait: 60 * MINUTE };
const BY_ADDRESS: ThrottleRule = { free: 100, firstWait: MINUTE, longestWait: 15 * MINUTE };

export interface LoginAttempt {
  loginId: string;
  password: string;
  /** The one-time password as typed; empty when none was. */
  code: string;
  address: string;
  onPhone: boolean;
}

/** `refused` is one answer for an unknown ID, a wrong password and a wrong, used or missing code. */
export type LoginResult =
  | { outcome: 'in'; customer: Customer; began: boolean }
  | { outcome: 'refused' | 'later' | 'suspended' | 'unavailable' };

/** Digits as people type or paste them: full width, with spaces or hyphens. Empty when not a code. */
export function readCode(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[\s-]/gu, '');
  return /^\d{6,10}$/u.test(plain) ? plain : '';
}

/**
 * Logs a customer in. The password comes first: a code is sent to the authority only behind the right one,
 * so nobody can charge a stranger's token by knowing the login ID.
 */
export async function logIn(web: BankWeb, attempt: LoginAttempt): Promise<LoginResult> {
  const { store, authority, institution } = web;
  const loginId = normaliseLoginId(attempt.loginId);
  const free =
    (await chargeTry(store, BY_ADDRESS, 'address', attempt.address)) &&
    (await chargeTry(store, BY_LOGIN_ID, 'login-id', loginId));
  if (!free) {
    await audit(store, null, 'login-throttled');
    return { outcome: 'later' };
  }
  const customer = await findCustomerByLoginId(store, loginId);
  const right = await checkPassword(store, customer?.ref ?? null, 'login', attempt.password);
  if (!customer || !right) {
    await audit(store, customer?.ref ?? null, 'login-refused');
    return { outcome: 'refused' };
  }
  const succeed = async (began: boolean): Promise<LoginResult> => {
    await clearTries(store, 'login-id', loginId);
    await refundTry(store, 'address', attempt.address);
    await audit(store, customer.ref, 'login');
    if (began) await audit(store, customer.ref, 'otp-started');
    return { outcome: 'in', customer, began };
  };
  try {
    const status = await readOtpStatus(store, authority, institution.serviceId, customer);
    const asked = codeAtLogin(status, attempt.onPhone);
    if (asked === 'none' || asked === 'paused' || status.kind === 'none') return await succeed(false);
    if (asked === 'suspended' || asked === 'pause-over' || asked === 'expired') {
      await audit(store, customer.ref, 'login-suspended');
      return { outcome: 'suspended' };
    }
    if (asked === 'begins-use' && attempt.code.trim() === '') return await succeed(false);
    const code = readCode(attempt.code);
    if (code !== '') {
      const call = asked === 'begins-use' ? authority.start : authority.verify;
      const answer = await call(status.registration.id, code, randomUuid(store.random));
      if (answer.outcome === 'accepted') return await succeed(asked === 'begins-use');
      if (answer.outcome === 'suspended' || answer.state === 'suspended') {
        await audit(store, customer.ref, 'login-suspended');
        return { outcome: 'suspended' };
      }
    }
    await audit(store, customer.ref, 'login-code-refused');
    return { outcome: 'refused' };
  } catch (error) {
    if (isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests', 'malformed')) {
      // Not the customer's doing: the try is given back, and nobody gets in without the code.
      await refundTry(store, 'login-id', loginId);
      await refundTry(store, 'address', attempt.address);
      await audit(store, customer.ref, 'login-unavailable');
      return { outcome: 'unavailable' };
    }
    if (isAppError(error, 'wrong-state', 'not-found')) {
      await audit(store, customer.ref, 'login-code-refused');
      return { outcome: 'refused' };
    }
    throw error;
  }
}
