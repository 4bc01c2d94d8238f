import { html } from 'hono/html';
import { csrfField, facts, fieldError, type Html, notice, steps } from './html.ts';
import { DEVICE_NAMES, OTP_TRAIL, setupTable } from './otp-parts.ts';
import type { Pages } from './pages.ts';

const APPLY_STEPS = ['入力', '確認', '完了'];

const invalid = (id: string, message: string | undefined): Html | string =>
  message ? html`aria-invalid="true" aria-describedby="${id}-error"` : '';

/** The application: input, confirmation, and the IDs it gives. */
export const otpApplyPages: Pick<Pages, 'applyForm' | 'applyConfirm' | 'applyDone'> = {
  applyForm(context, { input, errors }) {
    const wrong = Object.keys(errors).length > 0;
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用申込',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`${steps(APPLY_STEPS, 0)}
      <section class="card">
        ${wrong ? notice('warning', '入力内容をご確認ください。利用開始パスワードは、もう一度入力してください。') : ''}
        <form method="post" action="/otp/apply">
          ${csrfField(context.csrf)}
          <table class="form"><tbody>
            <tr><th scope="row"><label for="email">メールアドレス</label></th><td>
              <input id="email" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" value="${input.email}" ${invalid('email', errors.email)}>
              <p class="hint">サービスIDとユーザIDをお送りします。</p>${fieldError('email', errors.email)}</td></tr>
            <tr><th scope="row" id="device-label">お使いになる端末</th><td>
              <div role="radiogroup" aria-labelledby="device-label" ${invalid('device', errors.device)} class="choices">
                ${Object.entries(DEVICE_NAMES).map(
                  ([value, name]) =>
                    html`<label class="choice"><input type="radio" name="device" value="${value}" ${input.device === value ? html`checked` : ''}>${name}</label>`,
                )}
              </div>${fieldError('device', errors.device)}</td></tr>
            <tr><th scope="row"><label for="password">利用開始パスワード</label></th><td>
              <input id="password" name="activationPassword" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" size="12" ${invalid('password', errors.password)}>
              <p class="hint">お好きな数字4〜8桁。トークンアプリの設定で一度だけ使います。</p>${fieldError('password', errors.password)}</td></tr>
            <tr><th scope="row"><label for="repeat">利用開始パスワード<br class="wide-only">(確認)</label></th><td>
              <input id="repeat" name="activationPasswordRepeat" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" size="12" ${invalid('repeat', errors.repeat)}>
              ${fieldError('repeat', errors.repeat)}</td></tr>
          </tbody></table>
          <p class="hint">誕生日や電話番号など、推測されやすい数字は避けてください。</p>
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button><a class="button" href="/otp?said=stopped">申込を中止する</a></p>
        </form>
      </section>`,
    });
  },
  applyConfirm(context, { input, sealed }) {
    return context.institution.frame(context, {
      title: '申込内容の確認',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`${steps(APPLY_STEPS, 1)}
      <section class="card">
        <p>次の内容でお申込みを受け付けます。メールアドレスに誤りがないか、お確かめください。</p>
        ${facts([
          ['メールアドレス', input.email],
          ['お使いになる端末', DEVICE_NAMES[input.device] ?? ''],
          ['利用開始パスワード', '入力された数字(表示しません)'],
        ])}
        <form method="post" action="/otp/apply/confirm">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          <p class="buttons"><button class="button primary" type="submit" name="go" value="send">申し込む</button><button class="button" type="submit" name="go" value="back">戻る</button><a class="button" href="/otp?said=stopped">申込を中止する</a></p>
        </form>
      </section>`,
    });
  },
  applyDone(context, ids) {
    return context.institution.frame(context, {
      title: '申込の完了',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`${steps(APPLY_STEPS, 2)}
      <section class="card">
        ${notice('success', 'ワンタイムパスワードのお申込みを受け付けました。')}
        <p>${ids.email} 宛てに、同じ番号のメールをお送りしました。トークンアプリで次の番号を入力し、初期設定をしてください。</p>
        ${setupTable(ids)}
        <p class="hint">この画面は印刷してお手元に置くことができます。設定が済みましたら、「利用開始」のお手続きをしてください。</p>
        <p class="buttons screen-only"><a class="button" href="/otp">ご利用状況へ</a></p>
      </section>`,
    });
  },
};
