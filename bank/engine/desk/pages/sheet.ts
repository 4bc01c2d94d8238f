import { html } from 'hono/html';
import { formatDateTime } from '../../../../core/i18n/format.ts';
import { digits, type Html } from '../../pages/html.ts';
import type { Sheet } from '../acts/act.ts';
import type { DeskRecord } from '../record.ts';
import type { DeskPageContext } from '../types.ts';
import { HOLDER_WORDS } from '../words.ts';
import { deskFacts, deskFrame, deskNotice, FIRST_PAGE } from './frame.ts';

/**
 * The sheet for the customer. The activation password is printed but not shown on the screen, unless the
 * clerk opens it; it is kept nowhere, so the page cannot be had again.
 */
export function sheetPage(
  context: DeskPageContext,
  { record, sheet, appAddress }: { record: DeskRecord; sheet: Sheet; appAddress: string },
): Html {
  const { institution } = context;
  const { customer } = record;
  return deskFrame(context, {
    title: '発行の完了',
    trail: [FIRST_PAGE, [`${customer.name} 様`, `/customers/${customer.ref}`]],
    body: html`${deskNotice(
      'done',
      'トークンを発行しました。ブラウザーの印刷でこの用紙を印刷し、ご本人にお渡しください。',
    )}
<div class="screen">${deskNotice(
      'info',
      'この用紙は今回しか表示できません。利用開始パスワードはどこにも保存されないため、印刷できなかったときは、もう一度発行してください。',
    )}</div>
<section class="panel sheet" aria-labelledby="sheet">
  <h2 id="sheet">${institution.name} ワンタイムパスワード 利用開始のご案内</h2>
  <p>${customer.name} 様</p>
  ${deskFacts([
    ['お使いになる端末', HOLDER_WORDS[sheet.device]],
    ['サービスID', html`<span class="large">${digits(sheet.serviceId)}</span>`],
    ['ユーザID', html`<span class="large">${digits(sheet.userId)}</span>`],
    [
      '利用開始パスワード',
      html`<span class="large paper">${digits(sheet.activationPassword)}</span><details class="screen"><summary>画面には表示していません(印刷できないときだけ開く)</summary><span class="large activation-password">${digits(
        sheet.activationPassword,
      )}</span></details>`,
    ],
    ['初期設定の期限', sheet.setupExpiresAt === null ? '—' : formatDateTime(sheet.setupExpiresAt, 'ja')],
  ])}
  <ol class="explain">
    <li>${sheet.device === 'phone' ? `スマートフォンで ${appAddress} を開きます。` : 'パソコンのブラウザーに追加したアプリを開きます。'}</li>
    <li>「トークンを追加」を選び、サービスID・ユーザID・利用開始パスワードを入力します。</li>
    <li>${institution.name}にログインし、利用開始の手続きをします。</li>
  </ol>
  <p>この用紙の番号をほかの人に教えないでください。職員がお聞きすることもありません。初期設定が終わったら、用紙を細かく切って捨ててください。</p>
  <p>お問い合わせ: ${institution.desk.name} ${institution.desk.phone} (${institution.desk.hours})</p>
</section>
<p class="buttons screen"><a class="button" href="/customers/${customer.ref}">お客様の画面へ</a></p>`,
  });
}
