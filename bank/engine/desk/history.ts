import type { Registration, RegistrationEvent } from '../../../core/protocol/relying-party/messages.ts';
import { authorityWords, bankWords } from './history-words.ts';
import { orAway } from './record.ts';
import type { DeskWeb } from './types.ts';

/** One line of a customer's history, in words. */
export interface HistoryLine {
  /** Epoch ms. */
  at: number;
  /** Whose record it is. */
  kept: 'bank' | 'authority';
  who: string;
  what: string;
  more: readonly string[];
  /** A clerk's own words. */
  reason: string | null;
}

export interface History {
  lines: readonly HistoryLine[];
  /** Whether there are older ones. */
  more: boolean;
  /** False when the authority could not be asked for its part. */
  complete: boolean;
}

/** As many lines a clerk sees first, and as many more each time; never more than `MOST`. */
export const HISTORY_STEP = 20;
const MOST = 500;

/** The number of lines asked for, from an address; anything odd is the first page. */
export function readShown(typed: string | undefined): number {
  const shown = Number(typed);
  return Number.isInteger(shown) && shown > HISTORY_STEP ? Math.min(shown, MOST) : HISTORY_STEP;
}

/**
 * The newest `shown` lines of the bank's audit and of the authority's history of each of the customer's
 * registrations, newest first. As many are read of each source as could be among them.
 */
export async function readHistory(
  web: DeskWeb,
  customerRef: string,
  registrations: readonly Registration[] | null,
  shown: number,
): Promise<History> {
  const names = await operatorNames(web);
  const bank = await bankLines(web, customerRef, shown + 1, names);
  const parts = await Promise.all(
    (registrations ?? []).map((each) => orAway(authorityLines(web, each, shown + 1, names))),
  );
  const lines = [...bank, ...parts.flatMap((part) => part ?? [])].sort(
    // At the same moment, what the bank did stands above what it asked of the authority for it.
    (a, b) => b.at - a.at || Number(a.kept === 'authority') - Number(b.kept === 'authority'),
  );
  return {
    lines: lines.slice(0, shown),
    more: lines.length > shown && shown < MOST,
    complete: registrations !== null && !parts.includes(null),
  };
}

async function operatorNames({ store }: DeskWeb): Promise<Map<string, string>> {
  const rows = await store.db.selectFrom('operators').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const clerk = (id: string, names: Map<string, string>): string => {
  const name = names.get(id);
  return name === undefined ? `窓口 ${id}` : `${name}(窓口 ${id})`;
};

async function bankLines(
  { store }: DeskWeb,
  customerRef: string,
  count: number,
  names: Map<string, string>,
): Promise<HistoryLine[]> {
  const rows = await store.db
    .selectFrom('audit')
    .select(['at', 'event', 'actor', 'detail'])
    .where('customer_ref', '=', customerRef)
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ at, event, actor, detail }) => {
    const details = JSON.parse(detail) as Record<string, unknown>;
    return {
      at,
      kept: 'bank',
      who: actor.startsWith('desk:')
        ? clerk(actor.slice('desk:'.length), names)
        : actor === 'customer'
          ? 'お客様'
          : '銀行(自動)',
      ...bankWords(event, details),
      reason: typeof details['reason'] === 'string' && actor.startsWith('desk:') ? details['reason'] : null,
    };
  });
}

async function authorityLines(
  { authority }: DeskWeb,
  { id }: Registration,
  count: number,
  names: Map<string, string>,
): Promise<HistoryLine[]> {
  const events: RegistrationEvent[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof authority.eventsOf>> = await authority.eventsOf(
      id,
      cursor ?? undefined,
    );
    events.push(...page.events);
    cursor = page.next;
  } while (cursor !== null && events.length < count);
  return events.map((event) => {
    const { operator, reason } = event.details;
    const byClerk = typeof operator === 'string';
    return {
      at: event.at,
      kept: 'authority',
      who: byClerk
        ? clerk(operator, names)
        : event.actor === 'device'
          ? 'お客様の端末'
          : event.actor === 'institution'
            ? '銀行(お客様の操作)'
            : '認証センター',
      ...authorityWords(event),
      reason: byClerk && typeof reason === 'string' ? reason : null,
    };
  });
}
