import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../core/i18n/format.ts';
import { methodsOf } from '../methods.ts';
import type { OtpStatus } from '../otp.ts';
import { endsSoon } from '../renewal.ts';
import { csrfField, facts, type Html, notice } from './html.ts';
import type { OperationPages } from './operations-models.ts';
import { DEVICE_NAMES, METHOD_NAMES, momentWords, setupTable } from './otp-parts.ts';
import type { PageContext } from './pages.ts';

type Of<Kind extends OtpStatus['kind']> = Extract<OtpStatus, { kind: Kind }>;

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

const stateBadge = (status: OtpStatus): Html =>
  html`<p class="state"><span class="badge badge-${status.kind}">${
    status.kind === 'none' && status.ordered ? 'お申込み受付中' : STATE_NAMES[status.kind]
  }</span></p>`;

/** Somebody who may only apply for now cannot end anything. */
const cancelLink = ({ limited }: PageContext): Html | string =>
  limited ? '' : html`<a class="button danger" href="/otp/cancel">利用解除</a>`;

const applyLink = html`<a class="button primary" href="/otp/apply">利用申込</a>`;

const deskTable = ({ institution: { desk } }: PageContext): Html =>
  facts([
    [desk.name, html`<strong>${desk.phone}</strong>`],
    ['受付時間', desk.hours],
  ]);

/** Which token it is: an app's by its ID and device, a hardware token by the number on its back. */
const tokenFacts = ({ serial, tokenId, device }: Of<'in-use'>['registration']): [string, string][] =>
  serial === null
    ? [
        ['トークンID', tokenId ?? ''],
        ['端末', DEVICE_NAMES[device.kind] ?? ''],
      ]
    : [
        ['トークンの種類', 'ハードウェアトークン'],
        ['シリアル番号', serial],
      ];

function noneBody({ institution: { otp, tokenForms } }: PageContext, { ordered }: Of<'none'>): Html {
  if (ordered)
    return html`<p>ハードウェアトークンのお申込みを受け付けています。お手もとに届くまで、お待ちください。届きましたら、この画面から利用を開始していただけます。</p>
      ${facts([['お申込み', formatDateTime(ordered.createdAt, 'ja')]])}
      <p class="buttons"><a class="button" href="/otp/apply/withdraw">申込を取りやめる</a></p>`;
  const places = tokenForms.includes('hardware')
    ? tokenForms.includes('software')
      ? 'スマートフォンのアプリ、パソコンの拡張機能、または専用の端末(ハードウェアトークン)'
      : '専用の端末(ハードウェアトークン)'
    : 'スマートフォンのアプリまたはパソコンの拡張機能';
  return html`<p>ワンタイムパスワードは、${otp.period}秒ごとに変わる${otp.digits}桁の数字です。${places}に表示され、ログインのときに入力します。ご利用は無料です。</p>
    <ol class="guide"><li>この画面からお申込み</li><li>${
      tokenForms.includes('software') ? '届いた番号でトークンアプリを設定' : '届いたトークンをご用意'
    }</li><li>表示された数字で利用開始</li></ol>
    <p class="buttons">${applyLink}</p>`;
}

/** From the notice on before its end: what to do, so that nobody is surprised by a token that stopped. */
function renewalNotice({ institution, now }: PageContext, status: Of<'in-use'>): Html | string {
  const { serial } = status.registration;
  const end = endsSoon(institution, status, now);
  if (end === null) return '';
  const until = formatDate(end, 'ja');
  return notice(
    'warning',
    serial === null && institution.otp.renewable
      ? html`<p><strong>トークンの有効期限が近づいています(${until})。</strong></p>
        <p>トークンアプリを開き、このトークンの「有効期限を延長する」を押してください。インターネットにつながっていれば、いまのトークンのまま期限が延びます。期限を過ぎると、ログインできなくなります。</p>`
      : html`<p><strong>トークンの有効期限が近づいています(${until})。</strong></p>
        <p>${
          serial === null
            ? '期限までに、ここで利用解除をして、新しくお申込みください。'
            : `新しいトークンのお届けについて、${institution.desk.name}(${institution.desk.phone})へお電話ください。`
        }期限を過ぎると、ログインできなくなります。</p>`,
  );
}

/** The choice made at the start of use; empty where there is none. */
function methodSection(context: PageContext): Html | string {
  const { institution, customer, csrf } = context;
  const other = methodsOf(institution).find((method) => method !== customer?.method);
  if (methodsOf(institution).length < 2 || !customer || !other) return '';
  return html`<section class="card">
    <h2>認証方式</h2>
    <p>振込のほかのお手続き(メールアドレスの変更など)で、ご本人の確認に使うものです。</p>
    ${facts([['現在の認証方式', html`<strong>${METHOD_NAMES[customer.method]}</strong>`]])}
    <form method="post" action="/otp/method">
      ${csrfField(csrf)}
      <input type="hidden" name="method" value="${other}">
      <p class="buttons"><button class="button" type="submit">${METHOD_NAMES[other]}に変更する</button></p>
    </form>
  </section>`;
}

function inUseBody(context: PageContext, status: Of<'in-use'>): Html {
  const { registration } = status;
  const { startedAt, expiresAt } = registration;
  return html`${renewalNotice(context, status)}
    <p>ログインのときに、トークンに表示された${context.institution.otp.digits}桁のワンタイムパスワードを入力してください。</p>
    ${facts([
      ...tokenFacts(registration),
      ['利用開始', startedAt === null ? '' : formatDateTime(startedAt, 'ja')],
      ['有効期限', expiresAt === null ? '' : formatDate(expiresAt, 'ja')],
    ])}
    <p class="buttons">${cancelLink(context)}</p>
    <p class="hint">${
      registration.serial === null
        ? '機種を変えるときは、利用解除のあと、新しい端末でお申込みください。アプリのトークンを消す前に、ここで利用解除をしてください。'
        : `トークンをなくされたときや、こわれたときは、${context.institution.desk.name}(${context.institution.desk.phone})へお電話ください。`
    }</p>`;
}

function endedBody(context: PageContext, { registration }: Of<'ended'>): Html {
  const { state, reissueFrom } = registration;
  return html`<p>${
    state === 'cancelled' || state === 'revoked'
      ? 'ワンタイムパスワードは解除されています。いまはワンタイムパスワードなしでログインできます。'
      : '初期設定が行われないまま、前回のお申込みは無効になりました。もう一度お申込みください。'
  }</p>
  ${
    reissueFrom !== null && context.now < reissueFrom
      ? html`<p>再発行のお申込みは、<strong>${momentWords(reissueFrom)}</strong>から受け付けます。</p>`
      : html`<p class="buttons">${applyLink}</p>`
  }`;
}

function statusBody(context: PageContext, status: OtpStatus): Html {
  switch (status.kind) {
    case 'none':
      return noneBody(context, status);
    case 'issued':
      return html`<p>トークンアプリで、次の番号とお決めになった利用開始パスワードを入力してください。同じ番号をメールでもお送りしています。</p>
        ${setupTable({
          serviceId: status.registration.serviceId,
          userId: status.registration.userId ?? '',
          setupLink: status.setupLink,
          setupExpiresAt: status.registration.setupExpiresAt,
        })}
        <p class="buttons">${cancelLink(context)}</p>`;
    case 'activated':
      return html`<p>${
        status.registration.serial === null
          ? 'トークンの初期設定が済みました。トークンに表示されたワンタイムパスワードを入力すると、利用開始となります。スマートフォンからは、ワンタイムパスワードを入れてログインすることでも開始できます。'
          : 'ハードウェアトークンをお渡ししました。お手もとに届きましたら、トークンに表示されたワンタイムパスワードを入力して、利用を開始してください。'
      }</p>
        ${facts(tokenFacts(status.registration))}
        <p class="buttons"><a class="button primary" href="/otp/start">利用開始</a>${cancelLink(context)}</p>`;
    case 'in-use':
      return inUseBody(context, status);
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
        <p class="buttons">${applyLink}</p>`;
    case 'ended':
      return endedBody(context, status);
  }
}

const SAID = {
  stopped: ['info', '申込を中止しました。お申込みは行われていません。'],
  started: ['success', '利用を開始しました。次回のログインから、ワンタイムパスワードの入力が必要です。'],
  method: ['success', '認証方式を変更しました。'],
} as const;

/** Where the one-time password stands and what can be done next. */
export const otpStatusPages: Pick<OperationPages, 'otpStatus'> = {
  otpStatus(context, { status, said }) {
    return context.institution.frame(context, {
      title: context.institution.menu.otp,
      section: 'otp',
      body: html`
        ${said ? notice(SAID[said][0], SAID[said][1]) : ''}
        <section class="card">
          <h2>ご利用状況</h2>
          ${stateBadge(status)}
          ${statusBody(context, status)}
        </section>
        ${status.kind === 'in-use' ? methodSection(context) : ''}`,
    });
  },
};
