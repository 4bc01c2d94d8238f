import { html } from 'hono/html';
import { formRows } from './form-rows.ts';
import { csrfField, facts, notice, steps } from './html.ts';
import { type LoginPages, questionRows } from './login-parts.ts';

const STEPS = ['入力', '確認', 'ログイン'];
const TITLE = 'お客さま情報登録';
const stopButton = html`<button class="button" type="submit" formaction="/login/stop" formnovalidate>ログインをやめる</button>`;

/** Registration at the first login: answers, a look over them, done. */
export const registerPages: Pick<LoginPages, 'registerForm' | 'registerConfirm'> = {
  registerForm(context, { questions, typed, errors }) {
    return context.institution.frame(context, {
      title: TITLE,
      body: html`${steps(STEPS, 0)}
      <section class="card">
        ${
          Object.keys(errors).length > 0
            ? notice('warning', 'ご登録の前に、入力内容をお確かめください。')
            : ''
        }
        <p>はじめてのログインです。ご本人さまを確認するための質問に、お客さまだけがご存じの答えをご登録ください。いつもとちがう場所や時間のログインなどで、お尋ねすることがあります。</p>
        <form method="post" action="/register">
          ${csrfField(context.csrf)}
          ${formRows(context, questionRows(questions, { typed, errors }))}
          <p class="hint">ひらがな・カタカナ・漢字のちがいは区別します。空白や、全角・半角のちがいは区別しません。</p>
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button>${stopButton}</p>
        </form>
      </section>`,
    });
  },
  registerConfirm(context, { questions, typed, sealed }) {
    return context.institution.frame(context, {
      title: `${TITLE}の確認`,
      body: html`${steps(STEPS, 1)}
      <section class="card">
        <p>次の内容で登録します。よろしければ「登録する」を押してください。</p>
        ${facts(questions.map(({ id, text }) => [text, typed[id] ?? ''] as const))}
        <form method="post" action="/register/confirm">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          <p class="buttons"><button class="button primary" type="submit" name="go" value="send">登録する</button><button class="button" type="submit" name="go" value="back">入力に戻る</button>${stopButton}</p>
        </form>
      </section>`,
    });
  },
};
