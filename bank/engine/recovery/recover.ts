import { isAppError } from '../../../core/error.ts';
import { waitsUntil } from '../apply/carry-out.ts';
import { audit } from '../audit.ts';
import { type OtpStatus, readOtpStatus } from '../otp.ts';
import type { Session } from '../session.ts';
import type { BankWeb } from '../web.ts';

/** Whether this customer's token stands in the way of a new one, suspended or paused as it may be. */
export const hasLostToken = (status: OtpStatus): boolean => status.kind !== 'none' && status.kind !== 'ended';

/**
 * Ends the lost token and says from when on (epoch ms) the customer may apply for a new one; `null` is at
 * once. Asked for twice it is done once. Throws `unavailable`.
 */
export async function endLostToken(web: BankWeb, session: Session): Promise<number | null> {
  const { store, authority, institution } = web;
  const status = await readOtpStatus(store, authority, institution.serviceId, session.customer);
  if (status.kind === 'none') return null;
  if (status.kind !== 'ended' && status.kind !== 'expired') {
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
  return waitsUntil(web, session);
}
