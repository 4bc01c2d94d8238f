import type { Hono } from 'hono';
import { audit } from '../../audit.ts';
import type { ActName } from '../acts/act.ts';
import { ACTS } from '../acts/acts.ts';
import { readHistory, readShown } from '../history.ts';
import { customerPage } from '../pages/customer.ts';
import { deskMessage } from '../pages/message.ts';
import { searchPage } from '../pages/search.ts';
import { type DeskRecord, noteOpening, readRecord } from '../record.ts';
import { checkSearch, EMPTY_SEARCH, findCustomers, readSearch, whoWaits } from '../search.ts';
import type { DeskContext, DeskEnv, DeskWeb } from '../types.ts';
import { deskField, deskPage, operatorContext } from '../web.ts';

/** Acts that make sense for a customer as they are now, in the order they are offered. */
const offered = (web: DeskWeb, record: DeskRecord) =>
  (Object.keys(ACTS) as ActName[])
    .map((name) => [name, ACTS[name]] as const)
    .filter(([, act]) => act.offered(record, web));

/** The customer's page, after whatever was said about it. */
export async function showCustomer(
  web: DeskWeb,
  c: DeskContext,
  record: DeskRecord,
  said: { done: string } | 'changed' | null,
): Promise<Response> {
  const shown = readShown(c.req.query('history'));
  const { ref } = record.customer;
  const history = await readHistory(web, ref, record.registrations, shown);
  return deskPage(
    c,
    customerPage(operatorContext(web, c.get('session')), {
      record,
      acts: offered(web, record),
      history,
      shown,
      said,
    }),
    said === 'changed' ? 409 : 200,
  );
}

/** Finding a customer and opening their record; what was searched for is never in an address. */
export function deskCustomerRoutes(app: Hono<DeskEnv>, web: DeskWeb): void {
  const { store } = web;

  app.get('/customers', async (c) => {
    const model = { input: EMPTY_SEARCH, errors: {}, found: null, waiting: await whoWaits(store) };
    return deskPage(c, searchPage(operatorContext(web, c.get('session')), model));
  });

  app.post('/customers', async (c) => {
    const session = c.get('session');
    const context = operatorContext(web, session);
    const input = readSearch({
      loginId: await deskField(c, 'loginId', 64),
      branch: await deskField(c, 'branch', 16),
      number: await deskField(c, 'number', 16),
      name: await deskField(c, 'name', 64),
      phone: await deskField(c, 'phone', 32),
    });
    const errors = checkSearch(input);
    if (Object.keys(errors).length > 0)
      return deskPage(c, searchPage(context, { input, errors, found: null }), 422);
    const found = await findCustomers(store, input);
    await audit(store, null, 'desk-searched', {
      actor: `desk:${session.operator.id}`,
      detail: { found: found.length },
    });
    return deskPage(c, searchPage(context, { input, errors, found }));
  });

  app.get('/customers/:ref', async (c) => {
    const session = c.get('session');
    const record = await readRecord(web, c.req.param('ref'));
    if (record === null) return deskPage(c, deskMessage(operatorContext(web, session), 'not-found'), 404);
    await noteOpening(web, session.operator, record.customer.ref);
    const done = c.req.query('done') ?? '';
    const said = Object.hasOwn(ACTS, done) ? { done: ACTS[done as ActName].title } : null;
    return showCustomer(web, c, record, said);
  });
}
