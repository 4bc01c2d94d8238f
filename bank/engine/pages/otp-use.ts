import { html } from 'hono/html';
import { csrfField, notice } from './html.ts';
import { OTP_TRAIL } from './otp-parts.ts';
import type { Pages } from './pages.ts';

/** Start of use with the first code, and cancelling. */
export const otpUsePages: Pick<Pages, 'startForm' | 'cancelForm' | 'cancelDone'> = {
  startForm(context, { refused }) {
    const { digits: count } = context.institution.otp;
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用開始',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`<section class="card">
        ${
          refused
            ? notice(
                'warning',
                'ワンタイムパスワードが正しくないか、すでに使われています。トークンの表示が新しくなってから、もう一度入力してください。続けて誤ると、利用を停止します。',
              )
            : ''
        }
        <p>トークンに表示されているワンタイムパスワードを入力してください。</p>
        <form method="post" action="/otp/start">
          ${csrfField(context.csrf)}
          <table class="form"><tbody>
            <tr><th scope="row"><label for="code">ワンタイムパスワード</label></th><td>
              <input id="code" name="code" class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="${count}" size="12" ${refused ? html`aria-invalid="true"` : ''}>
              <p class="hint">半角数字${count}桁</p></td></tr>
          </tbody></table>
          <p class="buttons"><button class="button primary" type="submit">利用を開始する</button><a class="button" href="/otp">中止する</a></p>
        </form>
      </section>`,
    });
  },
  cancelForm(context, { refused }) {
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用解除',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`<section class="card">
        ${
          refused
            ? notice(
                'warning',
                '確認用パスワードが正しくありません。続けて誤ると、お手続きができなくなります。',
              )
            : ''
        }
        ${notice(
          'info',
          html`解除すると、いまのトークンは使えなくなります。${
            context.institution.otp.reissue === 'next-day' ? '再発行のお申込みは、翌日から受け付けます。' : ''
          }`,
        )}
        <form method="post" action="/otp/cancel">
          ${csrfField(context.csrf)}
          <table class="form"><tbody>
            <tr><th scope="row"><label for="confirmation">確認用パスワード</label></th><td>
              <input id="confirmation" name="confirmation" type="password" autocomplete="off" maxlength="64" ${refused ? html`aria-invalid="true"` : ''}>
              <p class="hint">ご契約のときにお決めになった、お手続き用のパスワードです。</p></td></tr>
          </tbody></table>
          <p class="buttons"><button class="button danger" type="submit">利用を解除する</button><a class="button" href="/otp">中止する</a></p>
        </form>
      </section>`,
    });
  },
  cancelDone(context) {
    return context.institution.frame(context, {
      title: '利用解除の完了',
      section: 'otp',
      trail: OTP_TRAIL,
      body: html`<section class="card">
        ${notice('success', 'ワンタイムパスワードの利用を解除しました。')}
        <p>トークンアプリに残っているトークンは、もう使えません。アプリから消していただいて差し支えありません。</p>
        <p class="buttons"><a class="button primary" href="/otp">ご利用状況へ</a><a class="button" href="/menu">ホームへ</a></p>
      </section>`,
    });
  },
};
