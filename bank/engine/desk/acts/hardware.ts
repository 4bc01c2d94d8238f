import { html } from 'hono/html';
import * as v from 'valibot';
import { serialSchema } from '../../../../core/protocol/common.ts';
import { closeHardwareApplication, orderHardwareToken } from '../../hardware-application.ts';
import { textField } from '../pages/fields.ts';
import { orAway } from '../record.ts';
import { ENDED_STATES, hasEnded } from '../words.ts';
import type { Act } from './act.ts';
import { isStateChanged, stateChanged } from './changed.ts';

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
      must: true,
    })}<datalist id="stock">${serials.map((serial) => html`<option value="${serial}"></option>`)}</datalist>`;
  },
  async check(web, { customer }, input): Promise<Record<string, string>> {
    const serial = readSerial(input['serial']);
    if (!v.is(serialSchema, serial)) return { serial: '製造番号を英数字とハイフンで入力してください。' };
    const stock = await orAway(web.authority.hardware({ serial }));
    if (stock === null) return {};
    const found = stock.hardware.find((each) => each.serial === serial);
    if (found?.serviceId !== web.institution.serviceId)
      return { serial: 'この製造番号のトークンはありません。現物と見比べてください。' };
    // Already this customer's: the answer to a press before this one was lost.
    if (found.state === 'stocked' || found.customer === customer.ref) return {};
    return { serial: IN_OTHER_HANDS[ENDED_STATES.includes(found.state) ? 'ended' : 'live'] };
  },
  async perform(web, { record, draft, input, desk }) {
    const { store, authority, institution } = web;
    const { customer, openHardware } = record;
    const serial = readSerial(input['serial']);
    // Without an application the act itself is one: the bank then knows to ask for this customer's token.
    const application = openHardware?.id ?? draft.id;
    if (openHardware === null) {
      const order = { id: draft.id, customerRef: customer.ref, email: customer.email };
      if ((await orderHardwareToken(store, order)) === 'other') throw stateChanged();
    }
    try {
      const request = { serviceId: institution.serviceId, customer: customer.ref, desk };
      const assigned = await authority.assign(serial, request, draft.id);
      await closeHardwareApplication(store, application, assigned.id);
    } catch (error) {
      if (openHardware === null && isStateChanged(error))
        await closeHardwareApplication(store, application, null);
      throw error;
    }
    return { details: { serial } };
  },
};

const IN_OTHER_HANDS = {
  ended: 'このトークンは利用を終えています。先に、使っていたお客様の画面で在庫に戻してください。',
  live: 'このトークンは、すでにほかのお客様にお渡ししています。',
} as const;

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
