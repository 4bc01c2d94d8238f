import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../authority/audit/verify.ts';
import { openAuthority } from '../../authority/context.ts';
import { openSeed } from '../../authority/keys/seeds.ts';
import { listRegistrations } from '../../authority/registrations/read.ts';
import { BANK, openStore, random, settings } from '../support/authority-store.ts';

const ROUNDS = 8;

test('killed at any moment, the authority leaves whole registrations and loses none it answered for', async () => {
  const store = await openStore();
  const promised: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = spawn(process.execPath, ['tests/support/issue-until-killed.ts'], {
      env: {
        ...process.env,
        DATABASE: store.path,
        KEK: Buffer.from(store.kek).toString('hex'),
        ROUND: String(round),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    // Killed after a different number of answers each round, somewhere inside the next piece of work.
    child.stdout.on('data', (part) => {
      text += part;
      if (text.split('\n').length > 1 + round) child.kill('SIGKILL');
    });
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    promised.push(...text.split('\n').slice(0, -1));
  }

  const raw = new DatabaseSync(store.path);
  expect(raw.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  raw.close();
  const ctx = await openAuthority({
    databasePath: store.path,
    kek: store.kek,
    clock: store.clock,
    random,
    settings,
  });
  for (const customer of promised) {
    const { registrations } = await listRegistrations(ctx, { institutionId: BANK, customer });
    expect(registrations.map(({ state }) => state)).toEqual(['in-use']);
  }
  const rows = await ctx.db.selectFrom('registrations').selectAll().execute();
  expect(rows.length).toBeLessThanOrEqual(promised.length + ROUNDS);
  const audit = await ctx.db.selectFrom('audit').select(['registration_id', 'action']).execute();
  for (const row of rows) {
    // Seed, mail and audit came with the registration or not at all; so did every later step.
    expect(await openSeed(ctx, row)).toHaveLength(32);
    const mails = await ctx.db
      .selectFrom('outbox')
      .select('id')
      .where('registration_id', '=', row.id)
      .execute();
    expect(mails).toHaveLength(1);
    const steps = audit.filter((entry) => entry.registration_id === row.id).map(({ action }) => action);
    const expected = { issued: 1, activated: 2, 'in-use': 3 }[row.state as 'issued' | 'activated' | 'in-use'];
    expect(steps).toEqual(['issued', 'activated', 'started'].slice(0, expected));
    expect(row.state === 'in-use').toBe(row.last_step >= 0 && row.attempts === 0 && row.started_at !== null);
  }
  expect(await verifyAudit(ctx)).toMatchObject({ sound: true });
  await ctx.close();
  await store.close();
});
