import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import type { Session } from '../session.ts';
import type { BankStore } from '../store/store.ts';
import type { BankWeb } from '../web.ts';
import { isKnownBrowser } from './browser.ts';
import { networkKey } from './network.ts';
import { type Assessment, assess } from './score.ts';
import type { RiskSettings, Signal } from './settings.ts';

const MINUTE = 60_000;

/** What came of looking: `event` is the row it was written down in, `null` where the bank scores nothing. */
export interface RiskFinding {
  event: number | null;
  high: boolean;
}

/** Failures that count as attempts; each login that got past its password stands in `risk_events`. */
const FAILED_ATTEMPTS = ['login-refused', 'login-code-refused', 'login-suspended'] as const;

/** Attempts to log in as this customer within the window before now. */
async function attemptsOf(store: BankStore, customerRef: string, minutes: number): Promise<number> {
  const since = store.clock() - minutes * MINUTE;
  const failed = await store.db
    .selectFrom('audit')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('customer_ref', '=', customerRef)
    .where('event', 'in', FAILED_ATTEMPTS)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  const scored = await store.db
    .selectFrom('risk_events')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('customer_ref', '=', customerRef)
    .where('operation', '=', 'login')
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(failed.count) + Number(scored.count);
}

/** True when a login from this network came to its end before. */
async function isKnownNetwork(store: BankStore, customerRef: string, network: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('risk_events')
    .select('id')
    .where('customer_ref', '=', customerRef)
    .where('network', '=', network)
    .where('completed_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes down what was found, in the bank's records and its audit. */
async function note(
  store: BankStore,
  customerRef: string,
  operation: string,
  network: string,
  { signals, score, high }: Assessment,
  asked: boolean,
): Promise<RiskFinding> {
  const { id } = await store.db
    .insertInto('risk_events')
    .values({
      at: store.clock(),
      customer_ref: customerRef,
      operation,
      network,
      signals: JSON.stringify(signals),
      score,
      asked: asked ? 1 : 0,
      completed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const detail = { operation, score, signals: signals.join(' '), asked };
  await audit(store, customerRef, 'risk-scored', { actor: 'bank', detail });
  return { event: id, high };
}

/** Scores a login whose password was right. `high` is for the caller to act on. */
export async function scoreLogin(
  web: BankWeb,
  customer: Customer,
  from: { browser: string | null; address: string },
  canAsk: boolean,
): Promise<RiskFinding> {
  const { store, institution } = web;
  const settings = institution.risk;
  if (!settings) return { event: null, high: false };
  const network = networkKey(store, customer.ref, from.address);
  const found = assess(settings, {
    browserKnown: await isKnownBrowser(store, customer.ref, from.browser),
    networkKnown: await isKnownNetwork(store, customer.ref, network),
    at: store.clock(),
    attempts: (await attemptsOf(store, customer.ref, settings.velocity.minutes)) + 1,
  });
  return note(store, customer.ref, 'login', network, found, canAsk && found.high);
}

/**
 * Scores an operation of somebody logged in. The login made its browser and its network known, so what was
 * found about them then still counts; a network that changed meanwhile is looked at anew.
 */
export async function scoreOperation(
  web: BankWeb,
  settings: RiskSettings,
  session: Session,
  operation: string,
  address: string,
): Promise<RiskFinding> {
  const { store } = web;
  const { ref } = session.customer;
  const network = networkKey(store, ref, address);
  const login =
    session.riskEvent === null
      ? undefined
      : await store.db
          .selectFrom('risk_events')
          .select(['signals', 'network'])
          .where('id', '=', session.riskEvent)
          .executeTakeFirst();
  const signals = login ? (JSON.parse(login.signals) as Signal[]) : [];
  const found = assess(settings, {
    browserKnown: login !== undefined && !signals.includes('unknown-browser'),
    networkKnown:
      login?.network === network
        ? !signals.includes('new-network')
        : await isKnownNetwork(store, ref, network),
    at: store.clock(),
    attempts: await attemptsOf(store, ref, settings.velocity.minutes),
  });
  return note(store, ref, operation, network, found, found.high);
}

/** Notes that the login a finding belongs to came to its end: its network is known from now on. */
export async function completeFinding(store: BankStore, event: number | null): Promise<void> {
  if (event === null) return;
  await store.db
    .updateTable('risk_events')
    .set({ completed_at: store.clock() })
    .where('id', '=', event)
    .execute();
}
