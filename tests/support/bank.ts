import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bank, createBank } from '../../bank/engine/app.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { openListener } from '../../server/listen.ts';
import { type ManualClock, manualClock } from './clock.ts';

/** The demonstration bank on a port of its own. */
export interface RunningBank {
  bank: Bank;
  /** What browsers call it. */
  origin: string;
  /** Where Node can reach it. */
  url: string;
  clock: ManualClock;
  /** Every line it logged. */
  log: string[];
  databasePath: string;
  close(): Promise<void>;
}

export const APP_ADDRESS = 'http://app.localhost:8601';

/** Boots the みどり bank over real sockets with its demonstration customers. */
export async function startBank(options: {
  authority: { url: string; credential: string };
  clock?: ManualClock;
  /** `https` stands for a bank behind a TLS front. */
  scheme?: 'http' | 'https';
}): Promise<RunningBank> {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-bank-'));
  const clock = options.clock ?? manualClock();
  const log: string[] = [];
  const listener = await openListener(0);
  const origin = `${options.scheme ?? 'http'}://midori.localhost:${listener.port}`;
  const databasePath = join(directory, 'bank.sqlite');
  const bank = await createBank({
    institution: midori,
    databasePath,
    clock,
    random: (length) => new Uint8Array(randomBytes(length)),
    publicOrigin: origin,
    authority: options.authority,
    appAddress: APP_ADDRESS,
    passwordCost: 10,
    log: (line) => log.push(line),
  });
  await bank.seed();
  listener.serve(bank.fetch);
  return {
    bank,
    origin,
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
