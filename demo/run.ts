import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority } from '../authority/app.ts';
import { startBackground } from '../authority/background.ts';
import { addCredential } from '../authority/institutions/credentials.ts';
import { loadPolicy } from '../authority/institutions/policy.ts';
import { createMailbox } from '../bank/demo/mailbox.ts';
import { createBank, type DemoCustomer } from '../bank/engine/app.ts';
import { midori } from '../bank/institutions/midori/index.ts';
import type { Clock } from '../core/clock/clock.ts';
import { createPwaServer } from '../pwa/serve.ts';
import { type Listener, openListener } from '../server/listen.ts';
import { BUILT } from './build.ts';
import { demoKey } from './key.ts';
import type { Ports } from './ports.ts';

/** Everything that runs, at the addresses browsers use (`*.localhost` always means this machine). */
export interface Demo {
  urls: { authority: string; app: string; midori: string; mailbox: string };
  /** For servers on this machine: `*.localhost` names resolve in browsers only. */
  loopback: { authority: string; app: string; midori: string; mailbox: string };
  customers: readonly DemoCustomer[];
  /** Stops all of it; resolves when every port is free again. */
  close(): Promise<void>;
}

/** The bank's credential at the authority: made once, then read again from the data folder. */
async function keptCredential(file: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const made = await make();
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}

/**
 * Starts the authority, the demonstration bank, the token app's server and the mailbox in this process.
 * Ports of 0 take free ones. Throws `port-taken` when one is in use; whatever had started is stopped again.
 */
export async function runDemo(options: {
  dataDirectory: string;
  ports: Ports;
  clock: Clock;
  /** Where mail goes; `null` is the local mailbox. */
  smtpUrl: string | null;
  log?: (line: string) => void;
}): Promise<Demo> {
  const { dataDirectory, ports, clock } = options;
  await mkdir(dataDirectory, { recursive: true });
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const listen = async (port: number): Promise<Listener> => {
    const listener = await openListener(port);
    closers.push(() => listener.close());
    return listener;
  };

  try {
    const at = {
      authority: await listen(ports.authority),
      app: await listen(ports.app),
      midori: await listen(ports.midori),
      mailbox: await listen(ports.mailbox),
    };
    const urls = {
      authority: `http://authority.localhost:${at.authority.port}`,
      app: `http://app.localhost:${at.app.port}`,
      midori: `http://midori.localhost:${at.midori.port}`,
      mailbox: `http://mail.localhost:${at.mailbox.port}`,
    };
    const loopback = {
      authority: `http://127.0.0.1:${at.authority.port}`,
      app: `http://127.0.0.1:${at.app.port}`,
      midori: `http://127.0.0.1:${at.midori.port}`,
      mailbox: `http://127.0.0.1:${at.mailbox.port}`,
    };

    const mailbox = await createMailbox({
      smtpPort: ports.smtp,
      directory: join(dataDirectory, 'mailbox'),
      clock,
    });
    closers.push(() => mailbox.close());
    at.mailbox.serve(mailbox.fetch);

    const authority = await createAuthority({
      databasePath: join(dataDirectory, 'authority.sqlite'),
      kek: await demoKey(dataDirectory),
      clock,
      random,
      settings: { address: urls.authority, appAddress: urls.app },
      mail: { smtpUrl: options.smtpUrl ?? mailbox.smtpUrl },
      ...(options.log ? { log: options.log } : {}),
    });
    closers.push(() => authority.close());
    const auditHeadFile = join(dataDirectory, 'audit-heads.jws');
    closers.push(await startBackground(authority, { auditHeadFile, log: options.log ?? (() => {}) }));
    at.authority.serve(authority.fetch);

    await loadPolicy(authority.ctx, midori.tokenPolicy([urls.midori]));
    const credential = await keptCredential(join(dataDirectory, 'midori-credential'), () =>
      addCredential(authority.ctx, midori.id),
    );
    const bank = await createBank({
      institution: midori,
      databasePath: join(dataDirectory, 'midori.sqlite'),
      clock,
      random,
      publicOrigin: urls.midori,
      deskOrigin: `http://desk.midori.localhost:${at.midori.port}`,
      mail: { smtpUrl: options.smtpUrl ?? mailbox.smtpUrl },
      callKey: null,
      authority: { url: loopback.authority, credential },
      appAddress: urls.app,
      ...(options.log ? { log: options.log } : {}),
    });
    closers.push(() => bank.close());
    at.midori.serve(bank.fetch);

    at.app.serve(createPwaServer({ directory: BUILT.pwa, authority: urls.authority }).fetch);
    return { urls, loopback, customers: await bank.seed(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
