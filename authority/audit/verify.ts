import { timingSafeEqual } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import * as v from 'valibot';
import type { AuthorityContext } from '../context.ts';
import { AUDIT_HEAD_TYPE, type AuditHead, chainMac, GENESIS } from './audit.ts';

/** Sound, or the first row (by sequence) at which the log stops being what was written. */
export type AuditVerdict =
  | { sound: true; rows: number }
  | { sound: false; sequence: number; reason: 'altered' | 'missing' | 'truncated' | 'head-forged' };

const PAGE = 1000;
const headSchema = v.object({
  v: v.literal(1),
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  mac: v.string(),
  time: v.number(),
});

/**
 * Walks the whole chain. With `head`, as `exportHead` once gave it, a log cut short or rewritten from a
 * point before that head is found as well, which the chain by itself cannot show.
 */
export async function verifyAudit(ctx: AuthorityContext, head?: string): Promise<AuditVerdict> {
  const expected = head === undefined ? null : await readHead(ctx, head);
  if (expected === 'forged') return { sound: false, sequence: 0, reason: 'head-forged' };
  let previous = GENESIS;
  let next = 1;
  for (;;) {
    const rows = await ctx.db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>=', next)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      if (row.sequence !== next) return { sound: false, sequence: next, reason: 'missing' };
      const mac = chainMac(ctx, previous, row);
      if (row.mac.length !== mac.length || !timingSafeEqual(mac, row.mac)) {
        return { sound: false, sequence: next, reason: 'altered' };
      }
      if (expected?.sequence === next && expected.mac !== Buffer.from(mac).toString('base64url')) {
        return { sound: false, sequence: next, reason: 'altered' };
      }
      previous = mac;
      next += 1;
    }
    if (rows.length < PAGE) break;
  }
  if (expected !== null && expected.sequence >= next) {
    return { sound: false, sequence: next, reason: 'truncated' };
  }
  return { sound: true, rows: next - 1 };
}

async function readHead(ctx: AuthorityContext, head: string): Promise<AuditHead | 'forged'> {
  try {
    const key = await importJWK({ ...ctx.keys.signing.publicJwk }, 'ES256');
    const { payload, protectedHeader } = await compactVerify(head, key, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== AUDIT_HEAD_TYPE) return 'forged';
    return v.parse(headSchema, JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return 'forged';
  }
}
