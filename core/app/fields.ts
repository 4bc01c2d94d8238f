import { ACTIVATION_PASSWORD, isUserId, SERVICE_ID } from '../protocol/ids.ts';
import type { SetUpFailure } from './types.ts';

/** What a person filled in at set-up. */
export interface SetUpInput {
  serviceId: string;
  userId: string;
  activationPassword: string;
  consent: boolean;
}

/** Spaces, and every dash that a keyboard or a mail program may have put between groups of digits. */
const SEPARATORS = /[\s\p{Pd}\u2212\u30fc\uff70]/gu;

/** A number as meant: full-width digits made ASCII, spaces and hyphens taken out. */
export const tidyNumber = (typed: string): string => typed.normalize('NFKC').replace(SEPARATORS, '');

/** The fields as meant, or the first that cannot be right. */
export function readFields(
  input: SetUpInput,
): { serviceId: string; userId: string; activationPassword: string } | SetUpFailure {
  const serviceId = tidyNumber(input.serviceId);
  const userId = tidyNumber(input.userId);
  const activationPassword = tidyNumber(input.activationPassword);
  if (!SERVICE_ID.test(serviceId)) return 'service-id';
  if (!isUserId(userId)) return 'user-id';
  if (!ACTIVATION_PASSWORD.test(activationPassword)) return 'activation-password';
  if (!input.consent) return 'consent';
  return { serviceId, userId, activationPassword };
}
