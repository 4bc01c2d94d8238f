import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../core/i18n/format.ts';
import type { OtpStatus } from '../otp.ts';
import { facts, type Html, notice } from './html.ts';
import { DEVICE_NAMES, setupTable } from './otp-parts.ts';
import type { PageContext, Pages } from './pages.ts';

const DAY = 24 * 60 * 60 * 1000;
const JAPAN = 9 * 60 * 60 * 1000;

/** Midnight in Japan after `instant`, epoch ms. */
const nextDay = (instant: number): number => (Math.floor((instant + JAPAN) / DAY) + 1) * DAY - JAPAN;

const STATE_NAMES: Record<OtpStatus['kind'], string> = {
  none: 'お申込みなし',
  issued: '初期設定待ち',
  activated: '利用開始待ち',
  'in-use': 'ご利用中',
  suspended: '利用停止中',
  paused: '一時停止中',
  expired: '有効期限切れ',
  ended: '解除済み',
};

const stateBadge = (kind: OtpStatus['kind']): Html =>
  html`<p class="state"><span class="badge badge-${kind}">${STATE_NAMES[kind]}</span></p>`;

const cancelLink = html`<a class="button danger" href="/otp/cancel">利用解除</a>`;

const deskTable = ({ institution: { desk } }: PageContext): Html =>
  facts([
    [desk.name, html`<strong>${desk.phone}</strong>`],
    ['受付時間', desk.hours],
  ]);

function statusBody(context: PageContext, status: OtpStatus): Html {
  const { otp } = context.institution;
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
    case 'suspended':
      return html`<p>誤ったワンタイムパスワードが続けて入力されたため、利用を停止しています。再開のお手続きはお電話で承ります。</p>
        ${deskTable(context)}`;
    case 'paused':
      return html`<p>${
        status.over
          ? html`一時停止の期限(<strong>${formatDateTime(status.until, 'ja')}</strong>)が過ぎました。次にログインするには、再開のお手続きが必要です。お電話で承ります。`
          : html`お客さまのお申出により、<strong>${formatDateTime(status.until, 'ja')}</strong>まで一時停止しています。それまでは、ログインのときにワンタイムパスワードはいりません。`
      }</p>
        <p>トークンを使えるようになったときは、期限までに再開をお申し付けください。期限が過ぎると、再開するまでログインできません。</p>
        ${deskTable(context)}`;
    case 'expired':
      return html`<p>トークンの有効期限が過ぎました。あらためてお申込みください。</p>
        <p class="buttons"><a class="button primary" href="/otp/apply">利用申込</a></p>`;
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

/** Where the one-time password stands and what can be done next. */
export const otpStatusPages: Pick<Pages, 'otpStatus'> = {
  otpStatus(context, { status, said }) {
    return context.institution.frame(context, {
      title: context.institution.menu.otp,
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
};
