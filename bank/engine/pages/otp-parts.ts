import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../core/i18n/format.ts';
import { drawQr } from '../../../core/qr/draw.ts';
import type { AuthenticationMethod } from '../institution.ts';
import { digits, facts, type Html } from './html.ts';
import { SECTION_PATHS } from './menu.ts';
import type { PageContext } from './pages.ts';

/** Kinds of device as customers call them. */
export const DEVICE_NAMES: Record<string, string> = { phone: 'スマートフォン', pc: 'パソコン' };

/** Ways of proving operations as customers call them. */
export const METHOD_NAMES: Record<AuthenticationMethod, string> = {
  code: 'ワンタイムパスワード',
  mail: '取引認証パスワード(メール)',
};

const DAY = 24 * 60 * 60 * 1000;
const JAPAN = 9 * 60 * 60 * 1000;

/** A moment (epoch ms) by its date where it is a day's beginning in Japan, else with the time of day. */
export const momentWords = (instant: number): string =>
  (instant + JAPAN) % DAY === 0 ? formatDate(instant, 'ja') : formatDateTime(instant, 'ja');

/** Where every page below the status page leads back to. */
export const otpTrail = ({ institution }: PageContext): [string, string][] => [
  [institution.menu.otp, SECTION_PATHS.otp],
];

/** The same link for the camera of another device than the one this page is read on. */
function setupQr(link: string): Html {
  const { size, path } = drawQr(link);
  return html`<figure class="set-up-qr screen-only">
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label="初期設定用のQRコード" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#ffffff"/><path d="${path}" fill="#000000"/></svg>
    <figcaption>スマートフォンでお使いになるときは、トークンアプリの「QRコードを読み取る」で、このQRコードを読み取ってください。番号が入った設定画面が開きます。</figcaption>
  </figure>`;
}

/** The two IDs, the link into the token app, and until when they work. */
export const setupTable = (ids: {
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
      <p class="hint screen-only">お使いになる端末でこのボタンを押すか、メールのリンクを開くと、番号が入った設定画面が開きます。パソコンの拡張機能では、番号を入力してください。</p>
      ${setupQr(ids.setupLink)}`
    : ''
}`;
