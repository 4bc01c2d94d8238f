import { html } from 'hono/html';
import type { Html } from '../../pages/html.ts';
import type { DeskPageContext } from '../types.ts';
import { deskFrame } from './frame.ts';

const MESSAGES = {
  'logged-out': ['ログアウトしました', '続けて業務を行うときは、もう一度ログインしてください。'],
  'session-expired': [
    'ログインの有効時間が過ぎました',
    '10分間操作がないとき、またはログインから8時間が過ぎたときは、自動でログアウトします。もう一度ログインしてください。',
  ],
  'bad-form': [
    'この画面からは手続きできません',
    '画面が古くなっているか、正しい画面から送られていません。はじめの画面からやり直してください。手続きは行われていません。',
  ],
  'not-found': ['見つかりません', 'お探しの画面またはお客様はありません。'],
  failed: [
    '処理できませんでした',
    'システムの不具合です。手続きが済んでいるかどうかを、お客様の画面の履歴でお確かめください。',
  ],
} as const;

export type DeskMessage = keyof typeof MESSAGES;

/** A page with one message and the way on. */
export function deskMessage(context: DeskPageContext, kind: DeskMessage): Html {
  const [title, text] = MESSAGES[kind];
  return deskFrame(context, {
    title,
    body: html`<p>${text}</p>
<p><a class="button" href="${context.operator ? '/customers' : '/login'}">${
      context.operator ? 'お客様をさがす' : 'ログイン画面へ'
    }</a></p>`,
  });
}
