import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../../core/error.ts';
import { openForm, sealForm } from '../../form-seal.ts';
import { randomUuid } from '../../random-uuid.ts';
import {
  type Act,
  type ActDraft,
  type ActErrors,
  type ActInput,
  type ActName,
  isActName,
} from '../acts/act.ts';
import { ACTS } from '../acts/acts.ts';
import { isStateChanged } from '../acts/changed.ts';
import { auditActOnce, isActDone } from '../audit-once.ts';
import { actPage, LONGEST_REASON } from '../pages/act.ts';
import { deskMessage } from '../pages/message.ts';
import { sheetPage } from '../pages/sheet.ts';
import { type DeskRecord, noteOpening, readRecord } from '../record.ts';
import type { DeskContext, DeskEnv, DeskWeb } from '../types.ts';
import { deskField, deskPage, operatorContext } from '../web.ts';
import { hasEnded, isCheck } from '../words.ts';
import { showCustomer } from './customers.ts';

/** How long a confirming page may be pressed, ms. */
const CONFIRM_WITHIN = 10 * 60_000;

const draftSchema = v.strictObject({
  id: v.string(),
  registration: v.nullable(v.string()),
  live: v.boolean(),
  serial: v.nullable(v.string()),
  password: v.nullable(v.string()),
});

/**
 * A clerk's reason in one plain line: what is kept and read aloud needs no line breaks, and the authority takes
 * no control characters and none that turn the direction of writing.
 */
const readReason = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();

function checkWhy({ checked, reason }: { checked: string; reason: string }): ActErrors {
  return {
    ...(isCheck(checked) ? {} : { checked: '本人確認の方法を選んでください。' }),
    ...(reason === ''
      ? { reason: '理由を入力してください。' }
      : reason.length > LONGEST_REASON
        ? { reason: `理由は${LONGEST_REASON}文字までで入力してください。` }
        : {}),
  };
}

/** The confirming page of every act, and the press of its button. */
export function deskActRoutes(app: Hono<DeskEnv>, web: DeskWeb): void {
  const { store } = web;
  const purpose = (name: ActName, record: DeskRecord): string => `desk-${name}-${record.customer.ref}`;

  const draw = async (
    c: DeskContext,
    name: ActName,
    record: DeskRecord,
    page: {
      sealed: string;
      own: ActInput;
      input?: { checked: string; reason: string };
      errors?: ActErrors;
      away?: boolean;
    },
  ): Promise<Response> => {
    const act = ACTS[name];
    const errors = page.errors ?? {};
    const fields = act.draw ? await act.draw(web, record, page.own, errors) : null;
    const input = page.input ?? { checked: '', reason: '' };
    const context = operatorContext(web, c.get('session'));
    const model = { name, act, record, sealed: page.sealed, fields, input, errors, away: page.away === true };
    return deskPage(c, actPage(context, model), page.away ? 503 : page.errors ? 422 : 200);
  };

  /** The record and the act an address names; an answer where there is none. */
  const opened = async (
    c: DeskContext,
  ): Promise<{ record: DeskRecord; name: ActName; act: Act } | Response> => {
    const session = c.get('session');
    const name = c.req.param('act') ?? '';
    const record = isActName(name) ? await readRecord(web, c.req.param('ref') ?? '') : null;
    if (!isActName(name) || record === null)
      return deskPage(c, deskMessage(operatorContext(web, session), 'not-found'), 404);
    await noteOpening(web, session.operator, record.customer.ref);
    return { record, name, act: ACTS[name] };
  };

  app.get('/customers/:ref/acts/:act', async (c) => {
    const found = await opened(c);
    if (found instanceof Response) return found;
    const { record, name, act } = found;
    if (!act.offered(record, web)) return showCustomer(web, c, record, 'changed');
    const draft: ActDraft = {
      id: randomUuid(store.random),
      registration: record.token?.id ?? null,
      live: record.token !== null && !hasEnded(record.token),
      serial: record.restockable,
      password: null,
      ...act.prepare?.(web),
    };
    const sealed = sealForm(store, c.get('session').id, purpose(name, record), draft, CONFIRM_WITHIN);
    return draw(c, name, record, { sealed, own: {} });
  });

  app.post('/customers/:ref/acts/:act', async (c) => {
    const found = await opened(c);
    if (found instanceof Response) return found;
    const { record, name, act } = found;
    const session = c.get('session');
    const { ref } = record.customer;
    const sealed = await deskField(c, 'sealed', 4096);
    const draft = v.safeParse(draftSchema, openForm(store, session.id, purpose(name, record), sealed));
    if (!draft.success) return deskPage(c, deskMessage(operatorContext(web, session), 'bad-form'), 400);

    const own: Record<string, string> = {};
    for (const field of act.fields ?? []) own[field] = await deskField(c, field, 300);
    const input = {
      checked: await deskField(c, 'checked', 32),
      reason: readReason(await deskField(c, 'reason', 2000)),
    };
    const done = `/customers/${ref}?done=${name}`;
    const { id } = draft.output;
    // A sheet cannot be led to by an address: a second press asks for the same one again.
    if (draft.output.password === null && (await isActDone(web, ref, id))) return c.redirect(done, 303);
    const errors = { ...(await act.check?.(web, record, own)), ...checkWhy(input) };
    if (Object.keys(errors).length > 0) return draw(c, name, record, { sealed, own, input, errors });

    try {
      const { details, sheet } = await act.perform(web, {
        record,
        draft: draft.output,
        input: own,
        desk: { operator: session.operator.id, reason: input.reason },
      });
      await auditActOnce(web, {
        customerRef: ref,
        event: act.event,
        operator: session.operator,
        act: id,
        detail: { ...details, ...input },
      });
      if (sheet === undefined) return c.redirect(done, 303);
      const model = { record, sheet, appAddress: web.appAddress };
      return deskPage(c, sheetPage(operatorContext(web, session), model));
    } catch (error) {
      if (isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests'))
        return draw(c, name, record, { sealed, own, input, away: true });
      if (!isStateChanged(error)) throw error;
      const now = await readRecord(web, ref);
      return showCustomer(web, c, now ?? record, 'changed');
    }
  });
}
