import { html } from 'hono/html';
import { formatDateTime } from '../../../../core/i18n/format.ts';
import type { Html } from '../../pages/html.ts';
import { HISTORY_STEP, type History } from '../history.ts';
import { deskNotice } from './frame.ts';

const KEPT = { bank: '銀行', authority: '認証センター' } as const;

/** What happened, newest first, with who and why; the way to older lines keeps the place. */
export function historyList(history: History, address: string, shown: number): Html {
  return html`${
    history.complete
      ? ''
      : deskNotice('info', '認証センターの記録の一部を読めませんでした。銀行の記録だけを表示しています。')
  }
<table class="list history"><thead><tr><th scope="col">日時</th><th scope="col">だれが</th><th scope="col">内容</th><th scope="col">理由</th><th scope="col">記録</th></tr></thead>
<tbody>${history.lines.map(
    (line) => html`<tr>
  <td data-label="日時">${formatDateTime(line.at, 'ja')}</td>
  <td data-label="だれが">${line.who}</td>
  <td data-label="内容">${line.what}${line.more.length > 0 ? html`<small>${line.more.join('・')}</small>` : ''}</td>
  <td data-label="理由" class="${line.reason === null ? 'empty' : ''}">${line.reason ?? '—'}</td>
  <td data-label="記録">${KEPT[line.kept]}</td>
</tr>`,
  )}</tbody></table>
${
  history.more
    ? html`<p class="buttons"><a class="button" href="${address}?history=${shown + HISTORY_STEP}#history">さらに前の履歴を見る</a></p>`
    : html`<p class="hint">履歴はここまでです。</p>`
}`;
}
