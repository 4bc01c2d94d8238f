import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bank, createBank } from '../../bank/engine/app.ts';
import type { Institution } from '../../bank/engine/institution.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { openListener } from '../../server/listen.ts';
import { type ManualClock, manualClock } from './clock.ts';

/** The demonstration bank on a port of its own. */
export interface RunningBank {
  bank: Bank;
  institution: Institution;
  /** What browsers call it. */
  origin: string;
  /** What browsers call its staff desk. */
  deskOrigin: string;
  /** Where Node can reach it. */
  url: string;
  clock: ManualClock;
  /** Every line it logged. */
  log: string[];
  databasePath: string;
  close(): Promise<void>;
}

export const APP_ADDRESS = 'http://app.localhost:8601';

/** Key that the tests' exchange signs incoming calls with. */
export const CALL_KEY = new Uint8Array(32).fill(7);

/** Boots a demonstration bank, みどり unless told, over real sockets with its demonstration customers. */
export async function startBank(options: {
  institution?: Institution;
  /** Takes the bank's own mails; nobody listens there unless told. */
  smtpUrl?: string;
  authority: { url: string; credential: string };
  clock?: ManualClock;
  /** `https` stands for a bank behind a TLS front. */
  scheme?: 'http' | 'https';
}): Promise<RunningBank> {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-bank-'));
  const clock = options.clock ?? manualClock();
  const log: string[] = [];
  const listener = await openListener(0);
  const institution = options.institution ?? midori;
  const origin = `${options.scheme ?? 'http'}://${institution.id}.localhost:${listener.port}`;
  const deskOrigin = `${options.scheme ?? 'http'}://desk.${institution.id}.localhost:${listener.port}`;
  const databasePath = join(directory, 'bank.sqlite');
  const bank = await createBank({
    institution,
    databasePath,
    clock,
    random: (length) => new Uint8Array(randomBytes(length)),
    publicOrigin: origin,
    deskOrigin,
    mail: { smtpUrl: options.smtpUrl ?? 'smtp://127.0.0.1:1' },
    callKey: CALL_KEY,
    authority: options.authority,
    appAddress: APP_ADDRESS,
    passwordCost: 10,
    log: (line) => log.push(line),
  });
  await bank.seed();
  listener.serve(bank.fetch);
  return {
    bank,
    institution,
    origin,
    deskOrigin,
    url: `http://127.0.0.1:${listener.port}`,
    clock,
    log,
    databasePath,
    async close() {
      await listener.close();
      await bank.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
