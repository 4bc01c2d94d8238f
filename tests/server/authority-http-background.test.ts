import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../authority/audit/verify.ts';
import { startBackground } from '../../authority/background.ts';
import { startAuthority } from '../support/authority.ts';
import { issueBody, rpCall } from '../support/device.ts';

it('exports a signed head of the audit log that later shows when the log was cut short', async () => {
  const house = await startAuthority();
  const directory = mkdtempSync(join(tmpdir(), 'fuda-heads-'));
  const auditHeadFile = join(directory, 'outside', 'audit-heads.jws');
  try {
    await rpCall(house, 'POST', '/registrations', issueBody('audited'));
    const stop = await startBackground(house.authority, { auditHeadFile });
    stop();
    const heads = readFileSync(auditHeadFile, 'utf8').trim().split('\n');
    expect(heads).toHaveLength(1);
    expect(await verifyAudit(house.ctx, heads[0])).toMatchObject({ sound: true });
    await sql`delete from audit where sequence = (select max(sequence) from audit)`.execute(house.ctx.db);
    expect(await verifyAudit(house.ctx, heads[0])).toMatchObject({ sound: false, reason: 'truncated' });
  } finally {
    await house.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
