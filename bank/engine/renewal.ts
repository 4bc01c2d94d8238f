import type { InstitutionSettings } from './institution.ts';
import type { OtpStatus } from './otp.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The last moment (epoch ms) of a token in use once its renewal notice is due; `null` before, and for others. */
export function endsSoon(
  { otp }: Pick<InstitutionSettings, 'otp'>,
  status: OtpStatus | null,
  now: number,
): number | null {
  if (status?.kind !== 'in-use') return null;
  const { expiresAt } = status.registration;
  return expiresAt !== null && now >= expiresAt - otp.renewalNoticeDays * DAY ? expiresAt : null;
}
