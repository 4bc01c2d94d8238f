import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
import { authorityError } from '../context.ts';
import type { PageInput } from './types.ts';

/** Rows of a page whose size nobody chose. */
const USUAL = 50;

/** How one list is paged: its name, what a cursor of it holds, and the position of a row. */
export interface Listing<Row, Position> {
  name: 'registrations' | 'events' | 'hardware';
  position: v.GenericSchema<unknown, Position>;
  of: (row: Row) => Position;
}

/**
 * Reads one page by position, never by count, so that rows added meanwhile neither repeat nor hide one. A
 * cursor is only a place in an order: every query names its tenant, so another's leads nowhere. `query` gets
 * the position to go on after (`null`: from the beginning) and how many rows to read at most. Errors:
 * `malformed` (not a cursor of this list).
 */
export async function readPage<Row, Position>(
  listing: Listing<Row, Position>,
  { limit = USUAL, cursor }: PageInput,
  query: (after: Position | null, rows: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; next: string | null }> {
  // One more than the page holds tells whether another page follows.
  const found = await query(cursor === undefined ? null : positionIn(listing, cursor), limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? cursorAt(listing, last) : null };
}

function cursorAt<Row, Position>(listing: Listing<Row, Position>, row: Row): string {
  return base64urlnopad.encode(new TextEncoder().encode(JSON.stringify([listing.name, listing.of(row)])));
}

function positionIn<Row, Position>(listing: Listing<Row, Position>, cursor: string): Position {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(base64urlnopad.decode(cursor));
    const [, position] = v.parse(
      v.strictTuple([v.literal(listing.name), listing.position]),
      JSON.parse(text),
    );
    return position;
  } catch {
    // What the decoders say quotes the cursor.
    throw authorityError('malformed', 'not a cursor of this list');
  }
}
