import { createTransport } from 'nodemailer';
import { AppError } from '../../core/error.ts';

/** How long the mail server may take for one mail, ms: somebody is waiting for the page. */
const TIMEOUT = 5000;

/**
 * Sends the bank's own mails, one at a time and at once: what they carry is short-lived, so a queue would
 * deliver what is no longer good. Text only. Errors: `unavailable` when the server does not take it.
 */
export function createMailer(
  from: { name: string; address: string },
  { smtpUrl }: { smtpUrl: string },
): (mail: { to: string; subject: string; text: string }) => Promise<void> {
  const url = new URL(smtpUrl);
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 25)),
    secure: url.protocol === 'smtps:',
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
  });
  return async ({ to, subject, text }) => {
    try {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (cause) {
      throw new AppError('unavailable', 'the mail server did not take the mail', { cause });
    }
  };
}
