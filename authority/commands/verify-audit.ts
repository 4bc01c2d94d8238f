import { verifyAudit } from '../audit/verify.ts';
import { readGivenFile } from './given-file.ts';
import { runCommand } from './run.ts';

/**
 * `npx node authority/commands/verify-audit.ts [HEAD-FILE]` walks the audit log; with a file of exported heads
 * it also compares the log with the last of them. Exit code 1 when the log is not what was written.
 */
await runCommand(
  {
    name: 'verify-audit',
    words: '[HEAD-FILE]',
    least: 0,
    most: 1,
    does: 'Walks the audit log, and compares it with the last head of the file. Exit code 1 when it was changed.',
  },
  async (ctx, [headFile]) => {
    const heads = headFile ? (await readGivenFile(headFile)).toString('utf8').trim().split('\n') : [];
    const verdict = await verifyAudit(ctx, heads.at(-1));
    if (verdict.sound) return `The log is sound: ${verdict.rows} rows.`;
    throw new Error(`The log is not what was written: ${verdict.reason} at row ${verdict.sequence}.`);
  },
);
