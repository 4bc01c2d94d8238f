import { html } from 'hono/html';
import { csrfField, type Html } from '../../pages/html.ts';
import type { DeskPageContext } from '../types.ts';
import { textField } from './fields.ts';
import { deskFrame, deskNotice } from './frame.ts';

const REASONS = {
  first: null,
  refused: '担当者IDまたはパスワードが違います。入力し直してください。',
  later: '入力の誤りが続いたため、しばらくログインできません。時間をおいてからやり直してください。',
  stale: '画面が古くなっていました。もう一度入力してください。',
} as const;

/** The clerk's login; `refused` tells not which of the two was wrong. */
export function deskLoginPage(
  context: DeskPageContext,
  model: { id: string; reason: keyof typeof REASONS },
): Html {
  const reason = REASONS[model.reason];
  return deskFrame(context, {
    title: '窓口ログイン',
    body: html`${reason ? deskNotice('wrong', reason) : ''}
<form class="panel narrow" method="post" action="/login">
  ${csrfField(context.csrf)}
  ${textField('operator', '担当者ID', { value: model.id, autocomplete: 'username' })}
  ${textField('password', 'パスワード', { value: '', type: 'password', autocomplete: 'current-password' })}
  <p class="buttons"><button class="primary">ログイン</button></p>
</form>`,
  });
}
