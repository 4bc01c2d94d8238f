import { html } from 'hono/html';
import { formatDateTime } from '../../../../core/i18n/format.ts';
import { csrfField, type Html } from '../../pages/html.ts';
import { type Found, MOST_FOUND, type SearchErrors, type SearchInput, type Waiting } from '../search.ts';
import type { DeskPageContext } from '../types.ts';
import { textField } from './fields.ts';
import { deskFrame, deskNotice } from './frame.ts';

/** Finding a customer; `found` is `null` before the first search. */
export function searchPage(
  context: DeskPageContext,
  model: {
    input: SearchInput;
    errors: SearchErrors;
    found: readonly Found[] | null;
    /** Who waits for a hardware token, oldest first. */
    waiting?: readonly Waiting[];
  },
): Html {
  const { input, errors, found } = model;
  return deskFrame(context, {
    title: 'お客様をさがす',
    body: html`${errors.all ? deskNotice('wrong', errors.all) : ''}
<form class="panel" method="post" action="/customers">
  ${csrfField(context.csrf)}
  <p class="hint">わかっている項目だけ入力してください。複数入力したときは、すべてに当てはまるお客様をさがします。</p>
  <div class="columns">
    ${textField('loginId', 'ログインID', { value: input.loginId })}
    ${textField('name', '氏名(一部でも可)', {
      value: input.name,
      error: errors.name,
      hint: '漢字またはカナで2文字以上',
    })}
    ${textField('branch', '支店番号', { value: input.branch, error: errors.branch, numeric: true, hint: '3桁' })}
    ${textField('number', '口座番号', { value: input.number, error: errors.number, numeric: true, hint: '7桁' })}
    ${textField('phone', '電話番号の下4桁', { value: input.phone, error: errors.phone, numeric: true })}
  </div>
  <p class="buttons"><button class="primary">さがす</button></p>
</form>
${found === null ? '' : results(context, found)}${waitingList(model.waiting ?? [])}`,
  });
}

function results({ institution }: DeskPageContext, found: readonly Found[]): Html {
  if (found.length === 0) return deskNotice('info', '当てはまるお客様はいません。条件を変えてください。');
  const branchName = (code: string | null): string =>
    institution.branches.find((each) => each.code === code)?.name ?? code ?? '—';
  return html`<section aria-labelledby="found">
<h2 id="found">さがした結果</h2>
${
  found.length > MOST_FOUND
    ? deskNotice(
        'info',
        `${MOST_FOUND}人を超えています。条件を増やしてください。はじめの${MOST_FOUND}人を表示しています。`,
      )
    : ''
}
<table class="list"><thead><tr><th scope="col">氏名</th><th scope="col">ログインID</th><th scope="col">口座</th><th scope="col">電話番号</th></tr></thead>
<tbody>${found.slice(0, MOST_FOUND).map(
    (each) => html`<tr>
  <td data-label="氏名"><a href="/customers/${each.ref}">${each.name}</a></td>
  <td data-label="ログインID">${each.loginId}</td>
  <td data-label="口座">${each.accountEnd ? `${branchName(each.branch)} ••••${each.accountEnd}` : '—'}</td>
  <td data-label="電話番号">${each.phoneEnd ? `下4桁 ${each.phoneEnd}` : '登録なし'}</td>
</tr>`,
  )}</tbody></table>
</section>`;
}

const waitingList = (waiting: readonly Waiting[]): Html =>
  waiting.length === 0
    ? html``
    : html`<section aria-labelledby="waiting">
<h2 id="waiting">ハードウェアトークンのお渡し待ち(${waiting.length}件)</h2>
<table class="list"><thead><tr><th scope="col">氏名</th><th scope="col">お申込み</th></tr></thead>
<tbody>${waiting.map(
        (each) => html`<tr>
  <td data-label="氏名"><a href="/customers/${each.ref}">${each.name}</a></td>
  <td data-label="お申込み">${formatDateTime(each.createdAt, 'ja')}</td>
</tr>`,
      )}</tbody></table>
</section>`;
