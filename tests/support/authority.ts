import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, createAuthority } from '../../authority/app.ts';
import { readPolicyFile } from '../../authority/commands/policy-file.ts';
import type { AuthorityContext } from '../../authority/context.ts';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import type { ProxySettings } from '../../authority/routes/client-address.ts';
import type { Limits } from '../../authority/routes/throttle.ts';
import { createMailbox, type Mailbox } from '../../bank/demo/mailbox.ts';
import { openListener } from '../../server/listen.ts';
import { type ManualClock, manualClock } from './clock.ts';

/** The demonstration policy's one service. */
export const SERVICE_ID = '10112235';

/** A real authority on a port of its own, with a real mailbox behind it. */
export interface RunningAuthority {
  /** The origin it signs with and devices bind to: the same as `url` unless `host` was given. */
  address: string;
  /** Where Node can reach it: `http://127.0.0.1:PORT`. */
  url: string;
  /** Credential of the institution in the policy. */
  credential: string;
  ctx: AuthorityContext;
  clock: ManualClock;
  mailbox: Mailbox;
  authority: Authority;
  /** What the authority's commands need to work on this one. */
  environment: Record<string, string>;
  /** Every line it logged. */
  log: string[];
  close(): Promise<void>;
}

const unlimited = { calls: 1_000_000, window: 60_000 };
/** Throttles out of the way: most suites are not about them. */
const NO_LIMITS: Limits = {
  devicePerAddress: unlimited,
  activatePerAddress: unlimited,
  activatePerUser: unlimited,
  verifyPerRegistration: unlimited,
};

/**
 * Boots authority and mailbox in this process over real sockets. Without `policy` it loads the みどり
 * demonstration's, with `loginOrigins` (default `http://midori.localhost:8610`).
 */
export async function startAuthority(
  options: {
    clock?: ManualClock;
    policy?: unknown;
    loginOrigins?: string[];
    appAddress?: string;
    /** Host name browsers use, e.g. `authority.localhost`; changes `address` only. */
    host?: string;
    limits?: Partial<Limits>;
    proxies?: ProxySettings;
    /** Another SMTP server than the mailbox's. */
    smtpUrl?: string;
  } = {},
): Promise<RunningAuthority> {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-authority-'));
  const clock = options.clock ?? manualClock();
  const log: string[] = [];
  const listener = await openListener(0);
  const mailbox = await createMailbox({ directory: join(directory, 'mail'), clock });
  const url = `http://127.0.0.1:${listener.port}`;
  const address = options.host ? `http://${options.host}:${listener.port}` : url;
  const kek = new Uint8Array(randomBytes(32));
  const appAddress = options.appAddress ?? 'http://app.localhost:8601';
  const authority = await createAuthority({
    databasePath: join(directory, 'authority.sqlite'),
    kek,
    clock,
    random: (n) => new Uint8Array(randomBytes(n)),
    settings: { address, appAddress },
    mail: { smtpUrl: options.smtpUrl ?? mailbox.smtpUrl },
    log: (line) => log.push(line),
    limits: { ...NO_LIMITS, ...options.limits },
    proxies: options.proxies ?? null,
  });
  const policy =
    options.policy ??
    (await readPolicyFile(
      new URL('../../bank/institutions/midori/token-policy.json', import.meta.url).pathname,
      options.loginOrigins ?? ['http://midori.localhost:8610'],
    ));
  await loadPolicy(authority.ctx, policy);
  const institutionId = (policy as { institution: { id: string } }).institution.id;
  const credential = await addCredential(authority.ctx, institutionId);
  listener.serve(authority.fetch);
  return {
    address,
    url,
    credential,
    ctx: authority.ctx,
    clock,
    mailbox,
    authority,
    environment: {
      FUDA_DATA: directory,
      FUDA_KEK: Buffer.from(kek).toString('base64'),
      FUDA_ADDRESS: address,
      FUDA_APP_ADDRESS: appAddress,
    },
    log,
    async close() {
      await listener.close();
      await authority.close();
      await mailbox.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
