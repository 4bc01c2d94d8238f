import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority } from '../authority/app.ts';
import { startBackground } from '../authority/background.ts';
import { addCredential } from '../authority/institutions/credentials.ts';
import { loadPolicy } from '../authority/institutions/policy.ts';
import { readPskc } from '../authority/pskc/read.ts';
import { stockTokens } from '../authority/registrations/hardware/stock.ts';
import { createMailbox } from '../bank/demo/mailbox.ts';
import { createPhone, type PhoneCaller, type PhoneLine } from '../bank/demo/phone.ts';
import { createBank, type DemoCustomer } from '../bank/engine/app.ts';
import { CALL_PATH } from '../bank/engine/routes/calls.ts';
import type { Clock } from '../core/clock/clock.ts';
import { createPwaServer } from '../pwa/serve.ts';
import { type Listener, openListener } from '../server/listen.ts';
import { BUILT } from './build.ts';
import { byHost } from './by-host.ts';
import { createHardwareTokens } from './hardware-tokens.ts';
import { BANK_IDS, type BankId, INSTITUTIONS, type PerBank, perBank } from './institutions.ts';
import { demoKey, keptKey, keptSecret } from './key.ts';
import type { Ports } from './ports.ts';

/** Where each server is; a bank goes by its name. */
type Addresses = PerBank<string> & Record<'authority' | 'app' | 'mailbox', string>;

/** Everything that runs, at the addresses browsers use (`*.localhost` always means this machine). */
export interface Demo {
  urls: Addresses;
  /** The banks' staff desks, under host names of their own. */
  desks: PerBank<string>;
  /** What customers hold in their hands: telephones and hardware tokens. */
  devices: { phone: string; token: string };
  /** For servers on this machine: `*.localhost` names resolve in browsers only. */
  loopback: Addresses;
  customers: PerBank<readonly DemoCustomer[]>;
  /** Stops all of it; resolves when every port is free again. */
  close(): Promise<void>;
}

/**
 * Starts the authority, the demonstration banks, the token app's server and the mailbox in this process.
 * Ports that are 0 or missing are any free ones. Throws `port-taken` when one is in use; whatever had
 * started is stopped again.
 */
export async function runDemo(options: {
  dataDirectory: string;
  ports: Partial<Ports>;
  clock: Clock;
  /** Where mail goes; `null` is the local mailbox. */
  smtpUrl: string | null;
  /** log2 of scrypt's N for the customers' passwords; the bank's own choice unless told. */
  passwordCost?: number;
  log?: (line: string) => void;
}): Promise<Demo> {
  const { dataDirectory, ports, clock } = options;
  await mkdir(dataDirectory, { recursive: true });
  const inData = (name: string) => join(dataDirectory, name);
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const logging = options.log ? { log: options.log } : {};
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const listen = async (port = 0): Promise<Listener> => {
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
      aoba: await listen(ports.aoba),
      kamome: await listen(ports.kamome),
    };
    const devicesAt = await listen(ports.devices);
    const named = (host: (name: keyof typeof at) => string): Addresses =>
      Object.fromEntries(
        (Object.keys(at) as (keyof typeof at)[]).map((name) => [
          name,
          `http://${host(name)}:${at[name].port}`,
        ]),
      ) as Addresses;
    const urls = named((name) => `${name === 'mailbox' ? 'mail' : name}.localhost`);
    const loopback = named(() => '127.0.0.1');
    const desks = perBank((id) => `http://desk.${id}.localhost:${at[id].port}`);

    const devices = {
      phone: `http://phone.localhost:${devicesAt.port}`,
      token: `http://token.localhost:${devicesAt.port}`,
    };

    const mailbox = await createMailbox({
      ...(ports.smtp === undefined ? {} : { smtpPort: ports.smtp }),
      directory: inData('mailbox'),
      clock,
    });
    closers.push(() => mailbox.close());
    at.mailbox.serve(mailbox.fetch);
    const mail = { smtpUrl: options.smtpUrl ?? mailbox.smtpUrl };

    const authority = await createAuthority({
      databasePath: inData('authority.sqlite'),
      kek: await demoKey(dataDirectory),
      clock,
      random,
      settings: { address: urls.authority, appAddress: urls.app },
      mail,
      ...logging,
    });
    closers.push(() => authority.close());
    const auditHeadFile = inData('audit-heads.jws');
    closers.push(await startBackground(authority, { auditHeadFile, log: options.log ?? (() => {}) }));
    at.authority.serve(authority.fetch);

    const hardware = await createHardwareTokens({ directory: dataDirectory, clock, random });
    const lines: PhoneLine[] = [];
    const callers: PhoneCaller[] = [];
    const startBank = async (id: BankId): Promise<DemoCustomer[]> => {
      const institution = INSTITUTIONS[id];
      await loadPolicy(authority.ctx, institution.tokenPolicy([urls[id]]));
      if (institution.tokenForms.includes('hardware')) {
        const { file, key } = hardware.pskc;
        const tokens = readPskc(file, { key });
        await stockTokens(authority.ctx, { institutionId: id, serviceId: institution.serviceId, tokens });
      }
      const credential = await keptSecret(inData(`${id}-credential`), () =>
        addCredential(authority.ctx, institution.id),
      );
      const { phoneVerification } = institution;
      const callKey = phoneVerification ? await keptKey(inData(`${id}-call-key`)) : null;
      const bank = await createBank({
        institution,
        databasePath: inData(`${id}.sqlite`),
        clock,
        random,
        publicOrigin: urls[id],
        deskOrigin: desks[id],
        mail,
        callKey,
        authority: { url: loopback.authority, credential },
        appAddress: urls.app,
        ...(options.passwordCost === undefined ? {} : { passwordCost: options.passwordCost }),
        ...logging,
      });
      closers.push(() => bank.close());
      at[id].serve(bank.fetch);
      const people = await bank.seed();
      if (phoneVerification && callKey) {
        const { number, printed } = phoneVerification;
        const webhookUrl = `${loopback[id]}${CALL_PATH}`;
        lines.push({ name: institution.name, number, printed, webhookUrl, key: callKey });
        callers.push(...people.map(({ name, phone }) => ({ name, number: phone })));
      }
      return people;
    };
    const customers = {} as Record<BankId, readonly DemoCustomer[]>;
    for (const id of BANK_IDS) customers[id] = await startBank(id);

    const phone = createPhone({ lines, callers, clock, random });
    devicesAt.serve(byHost({ 'phone.localhost': phone.fetch, 'token.localhost': hardware.fetch }));
    at.app.serve(createPwaServer({ directory: BUILT.pwa, authority: urls.authority }).fetch);
    return { urls, desks, devices, loopback, customers, close };
  } catch (error) {
    await close();
    throw error;
  }
}
