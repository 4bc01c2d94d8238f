import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, CALL_KEY, type RunningBank, startBank } from '../support/bank.ts';
import { manualClock } from '../support/clock.ts';

const run = promisify(execFile);
const text = readFileSync(new URL('../../docs/integration-calls.md', import.meta.url), 'utf8');

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS, clock: manualClock(Date.now()) });
  bank = await startBank({ authority: house, clock: house.clock });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

/** The commands the page gives, run by a shell as they stand. */
async function commands(key: string): Promise<unknown> {
  const [script = ''] = /^ {4}BODY=(?:.|\n {4})*$/mu.exec(text) ?? [];
  expect(script).toContain('curl');
  const { stdout } = await run('bash', ['-euc', script], {
    env: { ...process.env, BANK: bank.url, KEY: key },
  });
  return JSON.parse(stdout) as unknown;
}

describe('the page for those who report calls', () => {
  it('gives commands that the bank takes for a signed call, once', async () => {
    const key = Buffer.from(CALL_KEY).toString('hex');
    const answer = { v: 1, outcome: 'refused', reason: 'not-expected' };
    expect(await commands(key)).toEqual(answer);
    expect(await commands(key)).toEqual(answer);
    const calls = await bank.bank.store.db.selectFrom('calls').selectAll().execute();
    expect(calls.map((each) => each.id)).toEqual(['call-7f3a9c21']);
    expect(await commands('00'.repeat(32))).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('names every reason the bank can give', () => {
    const source = readFileSync(new URL('../../bank/engine/phone/incoming-call.ts', import.meta.url), 'utf8');
    const [, list = ''] = /const REASONS[^=]*= \[([^\]]*)\]/u.exec(source) ?? [];
    const reasons = [...list.matchAll(/'([a-z-]+)'/gu)].map(([, reason]) => reason);
    expect(reasons.length).toBeGreaterThan(5);
    for (const reason of reasons) expect(text).toContain(`| \`${reason}\` |`);
  });
});
