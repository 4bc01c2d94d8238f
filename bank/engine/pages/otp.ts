import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../core/i18n/format.ts';
import type { OtpStatus } from '../otp.ts';
import { csrfField, digits, facts, fieldError, type Html, notice, steps } from './html.ts';
import type { PageContext, Pages } from './pages.ts';

const APPLY_STEPS = ['入力', '確認', '完了'];
const DEVICE_NAMES: Record<string, string> = { phone: 'スマートフォン', pc: 'パソコン' };
const DAY = 24 * 60 * 60 * 1000;
const JAPAN = 9 * 60 * 60 * 1000;

/** Midnight in Japan after `instant`, epoch ms. */
const nextDay = (instant: number): number => (Math.floor((instant + JAPAN) / DAY) + 1) * DAY - JAPAN;

/** The two IDs, the link into the token app, and until when they work. */
const setupTable = (ids: {
  serviceId: string;
  userId: string;
  setupLink: string | null;
  setupExpiresAt: number | null;
}): Html => html`${facts([
  ['サービスID(8桁)', html`<strong class="id-number">${digits(ids.serviceId)}</strong>`],
  ['ユーザID(12桁)', html`<strong class="id-number">${digits(ids.userId)}</strong>`],
  [
    '利用開始パスワード',
    html`お申込みのときにお決めになった4〜8桁の数字<br><span class="hint">画面やメールには表示されません。</span>`,
  ],
  ...(ids.setupExpiresAt === null
    ? []
    : [['初期設定の期限', `${formatDateTime(ids.setupExpiresAt, 'ja')}まで`] as const]),
])}
${
  ids.setupLink
    ? html`<p class="buttons screen-only"><a class="button primary" href="${ids.setupLink}" target="_blank" rel="noopener noreferrer">トークンアプリで設定する</a></p>
      <p class="hint screen-only">お使いになる端末でこのボタンを押すか、メールのリンクを開くと、番号が入った設定画面が開きます。パソコンの拡張機能では、番号を入力してください。</p>`
    : ''
}`;

const STATE_NAMES: Record<OtpStatus['kind'], string> = {
  none: 'お申込みなし',
  issued: '初期設定待ち',
  activated: '利用開始待ち',
  'in-use': 'ご利用中',
  blocked: '利用停止中',
  ended: '解除済み',
};

const stateBadge = (kind: OtpStatus['kind']): Html =>
  html`<p class="state"><span class="badge badge-${kind}">${STATE_NAMES[kind]}</span></p>`;

const cancelLink = html`<a class="button danger" href="/otp/cancel">利用解除</a>`;

function statusBody(context: PageContext, status: OtpStatus): Html {
  const { desk, otp } = context.institution;
  switch (status.kind) {
    case 'none':
      return html`<p>ワンタイムパスワードは、${otp.period}秒ごとに変わる${otp.digits}桁の数字です。スマートフォンのアプリまたはパソコンの拡張機能に表示され、ログインのときに入力します。ご利用は無料です。</p>
        <ol class="guide"><li>この画面からお申込み</li><li>届いた番号でトークンアプリを設定</li><li>表示された数字で利用開始</li></ol>
        <p class="buttons"><a class="button primary" href="/otp/apply">利用申込</a></p>`;
    case 'issued':
      return html`<p>トークンアプリで、次の番号とお決めになった利用開始パスワードを入力してください。同じ番号をメールでもお送りしています。</p>
        ${setupTable({
          serviceId: status.registration.serviceId,
          userId: status.registration.userId ?? '',
          setupLink: status.setupLink,
          setupExpiresAt: status.registration.setupExpiresAt,
        })}
        <p class="buttons">${cancelLink}</p>`;
    case 'activated':
      return html`<p>トークンの初期設定が済みました。トークンに表示されたワンタイムパスワードを入力すると、利用開始となります。スマートフォンからは、ワンタイムパスワードを入れてログインすることでも開始できます。</p>
        ${facts([
          ['トークンID', status.registration.tokenId ?? ''],
          ['端末', DEVICE_NAMES[status.registration.device.kind] ?? ''],
        ])}
        <p class="buttons"><a class="button primary" href="/otp/start">利用開始</a>${cancelLink}</p>`;
    case 'in-use':
      return html`<p>ログインのときに、トークンに表示された${otp.digits}桁のワンタイムパスワードを入力してください。</p>
        ${facts([
          ['トークンID', status.registration.tokenId ?? ''],
          ['端末', DEVICE_NAMES[status.registration.device.kind] ?? ''],
          [
            '利用開始',
            status.registration.startedAt === null ? '' : formatDateTime(status.registration.startedAt, 'ja'),
          ],
          [
            '有効期限',
            status.registration.expiresAt === null ? '' : formatDate(status.registration.expiresAt, 'ja'),
          ],
        ])}
        <p class="buttons">${cancelLink}</p>
        <p class="hint">機種を変えるときは、利用解除のあと、新しい端末でお申込みください。アプリのトークンを消す前に、ここで利用解除をしてください。</p>`;
    case 'blocked':
      return html`<p>誤ったワンタイムパスワードが続けて入力されたため、またはトークンが使えない状態のため、利用を停止しています。再開のお手続きはお電話で承ります。</p>
        ${facts([
          [desk.name, html`<strong>${desk.phone}</strong>`],
          ['受付時間', desk.hours],
        ])}`;
    case 'ended': {
      const { endedAt, state } = status.registration;
      const waits =
        otp.reissue === 'next-day' && (state === 'cancelled' || state === 'revoked') && endedAt !== null;
      const from = waits && endedAt !== null ? nextDay(endedAt) : 0;
      return html`<p>${
        state === 'cancelled' || state === 'revoked'
          ? 'ワンタイムパスワードは解除されています。いまはログインIDとパスワードだけでログインできます。'
          : '初期設定が行われないまま、前回のお申込みは無効になりました。もう一度お申込みください。'
      }</p>
        ${
          context.now < from
            ? html`<p>再発行のお申込みは、<strong>${formatDate(from, 'ja')}</strong>から受け付けます。</p>`
            : html`<p class="buttons"><a class="button primary" href="/otp/apply">利用申込</a></p>`
        }`;
    }
  }
}

const invalid = (id: string, message: string | undefined): Html | string =>
  message ? html`aria-invalid="true" aria-describedby="${id}-error"` : '';

/** Everything about the one-time password: status, application, start of use, cancelling. */
export const otpPages: Pick<
  Pages,
  'otpStatus' | 'applyForm' | 'applyConfirm' | 'applyDone' | 'startForm' | 'cancelForm' | 'cancelDone'
> = {
  otpStatus(context, { status, said }) {
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード',
      section: 'otp',
      body: html`
        ${said === 'stopped' ? notice('info', '申込を中止しました。お申込みは行われていません。') : ''}
        ${said === 'started' ? notice('success', '利用を開始しました。次回のログインから、ワンタイムパスワードの入力が必要です。') : ''}
        <section class="card">
          <h2>ご利用状況</h2>
          ${stateBadge(status.kind)}
          ${statusBody(context, status)}
        </section>`,
    });
  },
  applyForm(context, { input, errors }) {
    const wrong = Object.keys(errors).length > 0;
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用申込',
      section: 'otp',
      trail: [['ワンタイムパスワード', '/otp']],
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
      trail: [['ワンタイムパスワード', '/otp']],
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
      trail: [['ワンタイムパスワード', '/otp']],
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
  startForm(context, { refused }) {
    const { digits: count } = context.institution.otp;
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用開始',
      section: 'otp',
      trail: [['ワンタイムパスワード', '/otp']],
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
      trail: [['ワンタイムパスワード', '/otp']],
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
      trail: [['ワンタイムパスワード', '/otp']],
      body: html`<section class="card">
        ${notice('success', 'ワンタイムパスワードの利用を解除しました。')}
        <p>トークンアプリに残っているトークンは、もう使えません。アプリから消していただいて差し支えありません。</p>
        <p class="buttons"><a class="button primary" href="/otp">ご利用状況へ</a><a class="button" href="/menu">ホームへ</a></p>
      </section>`,
    });
  },
};
