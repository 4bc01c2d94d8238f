import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Authority } from './app.ts';
import { auditHead, exportHead } from './audit/audit.ts';
import { reportable } from './routes/errors.ts';

const MAIL_EVERY = 5_000;
const HEAD_EVERY = 60_000;

/**
 * What an authority does beside answering: retries mails every few seconds and, each minute in which the
 * audit log grew, appends its signed head to `auditHeadFile`. Resolves once the first head is written;
 * the function it gives stops both. Keep that file where whoever can edit the database cannot write.
 */
export async function startBackground(
  authority: Pick<Authority, 'ctx' | 'deliverMail'>,
  options: { auditHeadFile: string; log?: (line: string) => void },
): Promise<() => void> {
  const { ctx } = authority;
  let exported = -1;
  const exportIfGrown = async () => {
    const { sequence } = await auditHead(ctx);
    if (sequence === exported) return;
    await appendFile(options.auditHeadFile, `${await exportHead(ctx)}\n`, { mode: 0o600 });
    exported = sequence;
  };
  const guarded = (event: string, work: () => Promise<void>) => () => {
    work().catch((error: unknown) => {
      options.log?.(JSON.stringify({ time: ctx.clock(), event, ...reportable(error) }));
    });
  };
  await mkdir(dirname(options.auditHeadFile), { recursive: true });
  await exportIfGrown();
  const timers = [
    setInterval(guarded('delivery-stopped', authority.deliverMail), MAIL_EVERY),
    setInterval(guarded('audit-head-not-exported', exportIfGrown), HEAD_EVERY),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
