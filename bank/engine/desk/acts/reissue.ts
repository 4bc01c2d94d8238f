import { html } from 'hono/html';
import * as v from 'valibot';
import { emailSchema, maskEmail } from '../../email-address.ts';
import type { BankStore } from '../../store/store.ts';
import { radioField, textField } from '../pages/fields.ts';
import { hasEnded } from '../words.ts';
import type { Act } from './act.ts';
import { stateChanged } from './changed.ts';

/** Eight uniform digits, the most an activation password can have: drawn again where a byte would favour some. */
export function makeActivationPassword(random: BankStore['random']): string {
  let digits = '';
  while (digits.length < 8)
    for (const byte of random(16)) if (byte < 250 && digits.length < 8) digits += String(byte % 10);
  return digits;
}

const isDevice = (typed: string | undefined): typed is 'phone' | 'pc' => typed === 'phone' || typed === 'pc';

/**
 * 発行・再発行: ends what is alive and issues a new token in an app. The activation password is made by chance,
 * travels in the sealed form and comes out once, on the sheet for the customer.
 */
export const reissue: Act = {
  title: '発行・再発行(アプリ)',
  button: '発行する',
  event: 'desk-reissued',
  grave: true,
  fields: ['email', 'device', 'language'],
  offered: ({ registrations }, { institution }) =>
    registrations !== null && institution.tokenForms.includes('software'),
  explain: ({ token }) => [
    ...(token && !hasEnded(token)
      ? ['いまのトークンの利用を終わらせてから、新しいトークンを発行します。元に戻すことはできません。']
      : ['新しいトークンを発行します。']),
    'サービスID・ユーザIDを印刷し、同じ内容をメールでもお客様へ送ります。',
    '利用開始パスワードは自動で作られ、印刷した用紙にだけ載ります。控えを取らず、必ずご本人にお渡しください。',
    '再発行までの待ち時間と回数の上限は、窓口の再発行には適用しません。',
  ],
  prepare: ({ store }) => ({ password: makeActivationPassword(store.random) }),
  draw: (_web, { customer }, input, errors) =>
    html`${textField('email', 'メールの送り先', {
      value: input['email'] ?? '',
      error: errors['email'],
      hint: `空欄のままなら、届出のアドレス ${maskEmail(customer.email)} へ送ります。`,
      type: 'email',
    })}${radioField('device', 'お使いになる端末', {
      value: input['device'] ?? '',
      error: errors['device'],
      choices: [
        ['phone', 'スマートフォン'],
        ['pc', 'パソコン'],
      ],
    })}${radioField('language', 'ご案内メールの言葉', {
      value: input['language'] ?? 'ja',
      error: undefined,
      choices: [
        ['ja', '日本語'],
        ['en', 'English'],
      ],
    })}`,
  check(_web, _record, input): Record<string, string> {
    const errors: Record<string, string> = {};
    const email = (input['email'] ?? '').trim();
    if (email !== '' && !v.is(emailSchema, email))
      errors['email'] = 'メールアドレスの形式をお確かめください。';
    if (!isDevice(input['device'])) errors['device'] = '端末を選んでください。';
    return errors;
  },
  async perform(web, { record, draft, input, desk }) {
    const { store, authority, institution } = web;
    const device = input['device'];
    if (draft.password === null || !isDevice(device)) throw stateChanged();
    const typed = (input['email'] ?? '').trim();
    const email = typed === '' ? record.customer.email : typed;
    if (draft.live && draft.registration !== null)
      await authority.cancel(draft.registration, `${draft.id}-ends`, desk);
    // Written before the call: should its answer be lost, the bank still knows to ask.
    await store.db
      .insertInto('applications')
      .values({
        id: draft.id,
        customer_ref: record.customer.ref,
        registration_id: null,
        email,
        form: 'software',
        device,
        setup_link: null,
        created_at: store.clock(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const issued = await authority.issue(
      {
        serviceId: institution.serviceId,
        customer: record.customer.ref,
        desk,
        device: { kind: device },
        activationPassword: draft.password,
        mail: { to: email, language: input['language'] === 'en' ? 'en' : 'ja' },
      },
      draft.id,
    );
    const link = issued.setupLink;
    const ours = URL.canParse(link) && new URL(link).origin === web.appAddress;
    await store.db
      .updateTable('applications')
      .set({ registration_id: issued.id, setup_link: ours ? link : null })
      .where('id', '=', draft.id)
      .where('registration_id', 'is', null)
      .execute();
    if (issued.userId === null) throw stateChanged();
    return {
      details: { device },
      sheet: {
        serviceId: issued.serviceId,
        userId: issued.userId,
        activationPassword: draft.password,
        setupExpiresAt: issued.setupExpiresAt,
        device,
      },
    };
  },
};
