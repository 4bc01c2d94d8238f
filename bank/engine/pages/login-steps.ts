import { html } from 'hono/html';
import { codeField, formRows } from './form-rows.ts';
import { csrfField, notice } from './html.ts';
import { type LoginPages, loginCodeField, questionRows } from './login-parts.ts';

/** Ends the login from any of its pages. */
const stopButton = html`<button class="button" type="submit" formaction="/login/stop" formnovalidate>ログインをやめる</button>`;

const timeHint = html`<p class="hint">ログインIDとパスワードの入力から5分を過ぎると、はじめからやり直しになります。</p>`;

/** Pages of a login between the password and its end. */
export const loginStepPages: Pick<LoginPages, 'loginCode' | 'loginAnswers'> = {
  loginCode(context, { code, refused, mayWait }) {
    const { otp } = context.institution;
    const name = loginCodeField(context.institution);
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード認証',
      body: html`<section class="card">
        ${
          refused
            ? notice(
                'warning',
                'ワンタイムパスワードが正しくないか、すでに使われています。トークンの表示が新しくなってから、もう一度入力してください。続けて誤ると、利用を停止します。',
              )
            : ''
        }
        ${code ? notice('info', 'トークンアプリのワンタイムパスワードを入力しました。表示が新しくなったときは、入力し直してください。') : ''}
        <p>${
          mayWait
            ? 'トークンの初期設定がお済みです。ワンタイムパスワードを入力すると、ご利用開始となり、次のログインからも入力が必要になります。'
            : 'トークンに表示されているワンタイムパスワードを入力してください。'
        }</p>
        <form method="post" action="/login/code">
          ${csrfField(context.csrf)}
          ${formRows(context, [
            {
              id: name,
              label: 'ワンタイムパスワード',
              control: codeField(context, {
                id: name,
                name,
                digits: otp.digits,
                value: code,
                wrong: refused,
              }),
              hint: `半角数字${otp.digits}桁`,
            },
          ])}
          ${timeHint}
          <p class="buttons"><button class="button primary" type="submit">ログイン</button>${
            mayWait
              ? html`<button class="button" type="submit" name="go" value="later">いまは入力せずにログイン</button>`
              : ''
          }${stopButton}</p>
        </form>
      </section>`,
    });
  },
  loginAnswers(context, { questions, refused }) {
    const { desk } = context.institution;
    return context.institution.frame(context, {
      title: '追加認証',
      body: html`<section class="card">
        ${
          refused ? notice('warning', '答えが正しくありません。続けて誤ると、ログインできなくなります。') : ''
        }
        <p>いつもとちがうご利用のようすのため、ご本人さまであることを確認します。ご登録いただいた答えを入力してください。</p>
        <form method="post" action="/login/answers">
          ${csrfField(context.csrf)}
          ${formRows(context, questionRows(questions, { wrong: refused }))}
          ${timeHint}
          <p class="hint">答えをお忘れのときは、${desk.name}(${desk.phone})へお電話ください。</p>
          <p class="buttons"><button class="button primary" type="submit">次へ</button>${stopButton}</p>
        </form>
      </section>`,
    });
  },
};
