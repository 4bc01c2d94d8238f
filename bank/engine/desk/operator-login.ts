import { audit } from '../audit.ts';
import { isSecret } from '../password.ts';
import { chargeTry, clearTries, refundTry, type ThrottleRule } from '../throttle.ts';
import type { DeskWeb, Operator } from './types.ts';

const MINUTE = 60_000;
const BY_OPERATOR: ThrottleRule = { free: 5, firstWait: MINUTE, longestWait: 60 * MINUTE };
const BY_ADDRESS: ThrottleRule = { free: 30, firstWait: MINUTE, longestWait: 15 * MINUTE };

/** `refused` is one answer for an unknown clerk and a wrong password. */
export type OperatorLogin = { outcome: 'in'; operator: Operator } | { outcome: 'refused' | 'later' };

/** Logs a clerk in; tries are charged before the password is looked at, known names or not. */
export async function logInOperator(
  { store }: DeskWeb,
  attempt: { id: string; password: string; address: string },
): Promise<OperatorLogin> {
  const name = attempt.id.trim().toLowerCase().slice(0, 64);
  const free =
    (await chargeTry(store, BY_ADDRESS, 'desk-address', attempt.address)) &&
    (await chargeTry(store, BY_OPERATOR, 'operator', name));
  if (!free) {
    await audit(store, null, 'desk-login-throttled', { actor: 'bank' });
    return { outcome: 'later' };
  }
  const row = await store.db.selectFrom('operators').selectAll().where('id', '=', name).executeTakeFirst();
  const right = await isSecret(store, row ?? null, attempt.password);
  if (!row || !right) {
    await audit(store, null, 'desk-login-refused', { actor: row ? `desk:${row.id}` : 'bank' });
    return { outcome: 'refused' };
  }
  await clearTries(store, 'operator', name);
  await refundTry(store, 'desk-address', attempt.address);
  await audit(store, null, 'desk-login', { actor: `desk:${row.id}` });
  return { outcome: 'in', operator: { id: row.id, name: row.name } };
}
