import { html } from 'hono/html';
import { factorRows } from './factor-fields.ts';
import { formRows } from './form-rows.ts';
import { csrfField, type Html, notice } from './html.ts';
import type { Confirming } from './operations-models.ts';
import type { PageContext } from './pages.ts';

/** The form of a confirming page: the plan, the fields the operation asks for, its buttons. */
export function confirmingForm(
  context: PageContext,
  { sealed, factors, fault }: Confirming,
  { action, buttons }: { action: string; buttons: Html },
): Html {
  const rows = factorRows(context, factors, fault);
  return html`${fault ? notice('warning', '入力内容をご確認ください。お手続きはまだ行われていません。') : ''}
    ${factors.mail ? notice('info', html`<strong>${factors.mail.sentTo}</strong> へ、取引認証パスワードをメールでお送りしました。メールの内容をお確かめのうえ、書かれた数字を入力してください。届かないときは、迷惑メールに入っていないかお確かめください。`) : ''}
    <form method="post" action="${action}">
      ${csrfField(context.csrf)}
      <input type="hidden" name="sealed" value="${sealed}">
      ${rows.length > 0 ? formRows(context, rows) : ''}
      <p class="buttons">${buttons}</p>
    </form>`;
}
