import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import { type OtpStatus, readOtpStatus } from '../otp.ts';
import type { Session } from '../session.ts';
import type { BankWeb } from '../web.ts';

/** Whether this customer's token stands in the way of a new one, suspended or paused as it may be. */
export const hasLostToken = (status: OtpStatus): boolean => status.kind !== 'none' && status.kind !== 'ended';

/** Ends the lost token; asked for twice it is done once. Throws `unavailable`. */
export async function endLostToken(web: BankWeb, session: Session): Promise<void> {
  const { store, authority, institution } = web;
  const status = await readOtpStatus(store, authority, institution.serviceId, session.customer);
  if (!hasLostToken(status) || status.kind === 'none' || status.kind === 'expired') return;
  try {
    await authority.cancel(status.registration.id, `recover-${status.registration.id}`);
  } catch (error) {
    // Ended meanwhile, by a second press of the button or by the desk: that is what was wanted.
    if (!isAppError(error, 'wrong-state')) throw error;
  }
  await audit(store, session.customer.ref, 'otp-recovered', {
    detail: { state: status.registration.state },
  });
}
