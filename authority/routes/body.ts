import type { Context } from 'hono';
import * as v from 'valibot';
import { Refusal } from './problem.ts';

/** The largest body any route reads, in bytes. */
export const BODY_LIMIT = 16 * 1024;

/**
 * The one place where input meets a schema. What a validator says about bad input quotes that input, so its
 * words are dropped here: the caller learns at most the path of the field, in names the schema itself knows.
 */
export function parseInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const field = knownPath(result.issues[0]);
  throw new Refusal('malformed', field === '' ? {} : { field });
}

/** A surplus key is the sender's own word (`expected` is then "never"), so the path stops before it. */
function knownPath(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  return (issue.expected === 'never' ? keys.slice(0, -1) : keys).join('.');
}

/** The JSON value in `bytes`. `JSON.parse` quotes what it cannot read, so its error goes no further. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('malformed');
  }
}

/** The raw body; 415 for another content type than JSON, 413 as soon as it is longer than the limit. */
export async function readBytes(c: Context): Promise<Uint8Array<ArrayBuffer>> {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('malformed', { status: 415 });
  if (Number(c.req.header('Content-Length') ?? 0) > BODY_LIMIT) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.length;
    if (length > BODY_LIMIT) throw tooLarge();
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const tooLarge = () => new Refusal('malformed', { status: 413, headers: { Connection: 'close' } });
