import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../../core/clock/clock.ts';
import { AppError } from '../../core/error.ts';
import { mailboxPages } from './mailbox-pages.ts';
import { openMailStore, type StoredMail } from './mailbox-store.ts';

export type MailboxError = 'port-taken';

/** A mailbox for demonstrations: a real SMTP server on the loopback, and pages that show what arrived. */
export interface Mailbox {
  /** The pages: `/` lists, `/mails/:id` shows one. */
  fetch(request: Request): Response | Promise<Response>;
  readonly smtpPort: number;
  readonly smtpUrl: string;
  /** Newest first. */
  messages(): StoredMail[];
  close(): Promise<void>;
}

/** Largest mail taken, in bytes. */
const LARGEST = 256 * 1024;

/**
 * Opens the mailbox. `smtpPort` 0 takes any free port; a taken one is `port-taken`. Mails are kept in
 * `directory` and are all there after a restart; a mail is acknowledged only once it is on disk.
 */
export async function createMailbox(options: {
  directory: string;
  clock: Clock;
  smtpPort?: number;
}): Promise<Mailbox> {
  const store = openMailStore(options.directory);
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    banner: 'Fuda demonstration mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    logger: false,
    closeTimeout: 1000,
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      let length = 0;
      stream.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= LARGEST) parts.push(part);
      });
      stream.on('error', (error: Error) => callback(error));
      stream.on('end', () => {
        if (length > LARGEST) {
          callback(Object.assign(new Error('The mail is too large'), { responseCode: 552 }));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        store.add(Buffer.concat(parts), { to, receivedAt: options.clock() }).then(
          () => callback(null),
          () => callback(Object.assign(new Error('The mail could not be stored'), { responseCode: 451 })),
        );
      });
    },
  });
  await listen(server, options.smtpPort ?? 0);
  // A client that drops its connection is no reason for the mailbox to end.
  server.on('error', () => undefined);
  const smtpPort = (server.server.address() as AddressInfo).port;
  const pages = mailboxPages(() => store.list());
  return {
    fetch: (request) => pages.fetch(request),
    smtpPort,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    messages: () => store.list(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error) => {
      const taken = 'code' in cause && cause.code === 'EADDRINUSE';
      reject(
        taken ? new AppError<MailboxError>('port-taken', `port ${port} is already in use`, { cause }) : cause,
      );
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve();
    });
  });
}
