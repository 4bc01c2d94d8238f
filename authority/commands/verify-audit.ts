import { readFile } from 'node:fs/promises';
import { verifyAudit } from '../audit/verify.ts';
import { runCommand } from './run.ts';

/**
 * `node authority/commands/verify-audit.ts [HEAD-FILE]` walks the audit log; with a file of exported heads
 * it also compares the log with the last of them. Exit code 1 when the log is not what was written.
 */
await runCommand(async (ctx, [headFile]) => {
  const heads = headFile ? (await readFile(headFile, 'utf8')).trim().split('\n') : [];
  const verdict = await verifyAudit(ctx, heads.at(-1));
  if (verdict.sound) return `The log is sound: ${verdict.rows} rows.`;
  throw new Error(`The log is not what was written: ${verdict.reason} at row ${verdict.sequence}.`);
});
