import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { AuthorityContext } from '../context.ts';
import { claimMails, markFailed, markSent } from '../store/outbox.ts';

/** Where mails are handed over: `smtp://[user:password@]host:port` or `smtps://…`. */
export interface MailSettings {
  smtpUrl: string;
}

/** First wait after a failed try, in ms; it doubles up to an hour. */
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 60 * 60_000;
const BATCH = 10;

/** When to try again after `tries` failed ones, in ms from now. */
export const retryWait = (tries: number): number =>
  Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries - 1, 20));

/**
 * Makes the worker that empties the outbox. Each call hands every mail that is due to the SMTP server and
 * resolves when none is left to try now. A mail leaves the database only after the server took it; what
 * could not be delivered waits and is tried again. Calls never overlap. `close` waits for the mail under way.
 */
export function createDelivery(
  ctx: AuthorityContext,
  settings: MailSettings,
  log: (entry: Record<string, unknown>) => void,
): { deliver(): Promise<void>; close(): Promise<void> } {
  const transport = createTransport(transportOptions(settings.smtpUrl));
  let closing = false;
  const drain = async (): Promise<void> => {
    while (!closing) {
      const mails = await claimMails(ctx, BATCH);
      if (mails.length === 0) return;
      for (const mail of mails) {
        // A claim runs out by itself: what is left here is taken up again after a restart.
        if (closing) return;
        try {
          await transport.sendMail({
            from: mail.from,
            to: mail.to,
            subject: mail.subject,
            text: mail.text,
            ...(mail.html === null ? {} : { html: mail.html }),
            headers: { 'Auto-Submitted': 'auto-generated' },
            disableFileAccess: true,
            disableUrlAccess: true,
          });
        } catch (error) {
          await markFailed(ctx, mail.id, ctx.clock() + retryWait(mail.tries));
          // The server's words may quote the recipient, so only the kind of failure is noted.
          log({ event: 'mail-not-delivered', mail: mail.id, tries: mail.tries, reason: codeOf(error) });
          continue;
        }
        await markSent(ctx, mail.id);
      }
    }
  };
  let last: Promise<void> = Promise.resolve();
  return {
    deliver() {
      last = last.catch(() => undefined).then(drain);
      return last;
    },
    async close() {
      closing = true;
      await last.catch(() => undefined);
      transport.close();
    },
  };
}

/** TLS is required towards any server that is not on this machine. */
function transportOptions(smtpUrl: string): SMTPTransportOptions {
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(smtpUrl).hostname);
  return {
    url: smtpUrl,
    ...(local ? { ignoreTLS: true } : { requireTLS: true }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
