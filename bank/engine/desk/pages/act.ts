import { html } from 'hono/html';
import { csrfField, type Html } from '../../pages/html.ts';
import type { Act, ActErrors, ActName } from '../acts/act.ts';
import type { DeskRecord } from '../record.ts';
import type { DeskPageContext } from '../types.ts';
import { CHECKS } from '../words.ts';
import { selectField, textArea } from './fields.ts';
import { deskFacts, deskFrame, deskNotice, FIRST_PAGE } from './frame.ts';
import { stateBadge } from './token.ts';

/** The longest reason, in characters; the authority's own limit. */
export const LONGEST_REASON = 200;

export interface ActModel {
  name: ActName;
  act: Act;
  record: DeskRecord;
  sealed: string;
  /** The act's own fields. */
  fields: Html | null;
  input: { checked: string; reason: string };
  errors: ActErrors;
  /** The authority did not answer: the same button may be pressed again. */
  away: boolean;
}

/** The confirming page of an act: what will happen, to whom, and why. */
export function actPage(context: DeskPageContext, model: ActModel): Html {
  const { name, act, record, errors } = model;
  const address = `/customers/${record.customer.ref}`;
  return deskFrame(context, {
    title: act.title,
    trail: [FIRST_PAGE, [`${record.customer.name} 様`, address]],
    body: html`${
      model.away
        ? deskNotice(
            'wrong',
            '認証センターから返事がなく、手続きが完了したかどうか確認できません。少し待ってから、この画面のボタンをもう一度押してください。二重に行われることはありません。',
          )
        : Object.keys(errors).length > 0
          ? deskNotice('wrong', '入力を確かめてください。手続きはまだ行われていません。')
          : ''
    }
<section class="panel" aria-labelledby="what"><h2 id="what">手続きの内容</h2>
${deskFacts([
  ['お客様', `${record.customer.name} 様(${record.customer.login_id})`],
  [
    'いまの状態',
    record.token === null
      ? html`<span class="badge over">お申込みなし</span>`
      : html`${stateBadge(record.token.state)}${record.token.serial ? ` 製造番号 ${record.token.serial}` : ''}`,
  ],
])}
<ul class="explain">${act.explain(record).map((each) => html`<li>${each}</li>`)}</ul>
</section>
<form class="panel" method="post" action="${address}/acts/${name}">
  ${csrfField(context.csrf)}<input type="hidden" name="sealed" value="${model.sealed}">
  ${model.fields ?? ''}
  ${selectField('checked', '本人確認', {
    value: model.input.checked,
    error: errors['checked'],
    choices: Object.entries(CHECKS),
  })}
  ${textArea('reason', '理由', {
    value: model.input.reason,
    error: errors['reason'],
    maxLength: LONGEST_REASON,
    hint: `${LONGEST_REASON}文字まで。担当者名とともに記録に残ります。パスワード・番号は書かないでください。`,
  })}
  <p class="buttons"><button class="${act.grave ? 'danger' : 'primary'}">${act.button}</button><a class="button" href="${address}">やめる</a></p>
</form>`,
  });
}
