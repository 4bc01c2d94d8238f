import { html } from 'hono/html';
import * as v from 'valibot';
import { serialSchema } from '../../../../core/protocol/common.ts';
import { textField } from '../pages/fields.ts';
import { orAway } from '../record.ts';
import { hasEnded } from '../words.ts';
import type { Act } from './act.ts';
import { stateChanged } from './changed.ts';

const readSerial = (typed: string | undefined): string => (typed ?? '').normalize('NFKC').trim();

/** As many serial numbers of the stock are offered to choose from. */
const OFFERED = 50;

/** ハードウェアトークンのお渡し: hands one of the stock to the customer, whose application is answered by it. */
export const assign: Act = {
  title: 'ハードウェアトークンのお渡し',
  button: 'このトークンをお渡しする',
  event: 'otp-hardware-assigned',
  fields: ['serial'],
  offered: ({ registrations, token }, { institution }) =>
    registrations !== null &&
    institution.tokenForms.includes('hardware') &&
    (token === null || hasEnded(token)),
  explain: ({ openHardware }) => [
    openHardware
      ? 'お客様の申込みに対して、在庫のハードウェアトークンを割り当てます。'
      : 'お申込みはありませんが、窓口の判断で在庫のハードウェアトークンを割り当てます。',
    'トークン裏面の製造番号を、お渡しする現物と見比べてください。',
    'お客様がログイン後に最初の番号を入力すると、利用開始となります。',
  ],
  async draw(web, _record, input, errors) {
    const stock = await orAway(web.authority.hardware({ state: 'stocked' }));
    const serials = (stock?.hardware ?? [])
      .filter((each) => each.serviceId === web.institution.serviceId)
      .slice(0, OFFERED)
      .map((each) => each.serial);
    return html`${textField('serial', '製造番号', {
      value: input['serial'] ?? '',
      error: errors['serial'],
      hint: 'トークンの裏面にある英数字です。',
      list: 'stock',
    })}<datalist id="stock">${serials.map((serial) => html`<option value="${serial}"></option>`)}</datalist>`;
  },
  check: (_web, _record, input): Record<string, string> =>
    v.is(serialSchema, readSerial(input['serial']))
      ? {}
      : { serial: '製造番号を英数字とハイフンで入力してください。' },
  async perform(web, { record, draft, input, desk }) {
    const { store, authority, institution } = web;
    const { customer, openHardware } = record;
    const serial = readSerial(input['serial']);
    // Without an application the act itself is one: the bank then knows to ask for this customer's token.
    const application = openHardware?.id ?? draft.id;
    if (openHardware === null)
      await store.db
        .insertInto('applications')
        .values({
          id: draft.id,
          customer_ref: customer.ref,
          registration_id: null,
          email: customer.email,
          form: 'hardware',
          device: null,
          setup_link: null,
          created_at: store.clock(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    const assigned = await authority.assign(
      serial,
      { serviceId: institution.serviceId, customer: customer.ref, desk },
      draft.id,
    );
    await store.db
      .updateTable('applications')
      .set({ registration_id: assigned.id, closed_at: store.clock() })
      .where('id', '=', application)
      .where('registration_id', 'is', null)
      .execute();
    return { details: { serial } };
  },
};

/** 在庫に戻す: what ended at one customer may be handed out again. */
export const restock: Act = {
  title: 'ハードウェアトークンを在庫に戻す',
  button: '在庫に戻す',
  event: 'desk-restocked',
  offered: ({ restockable }) => restockable !== null,
  explain: ({ restockable }) => [
    `お客様から返却された製造番号 ${restockable ?? ''} のトークンを在庫に戻します。`,
    '在庫に戻すと、同じお客様にも、ほかのお客様にもお渡しできるようになります。現物が手元にあることを確かめてください。',
  ],
  async perform(web, { draft, desk }) {
    if (draft.serial === null) throw stateChanged();
    await web.authority.restock(draft.serial, desk, draft.id);
    return { details: { serial: draft.serial } };
  },
};
