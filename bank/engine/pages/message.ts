import { html } from 'hono/html';
import type { Institution } from '../institution.ts';
import type { Html } from './html.ts';
import type { MessageKind, PageContext } from './pages.ts';

const WORDS: Record<MessageKind, { title: string; lines: readonly string[]; desk: boolean }> = {
  'logged-out': {
    title: 'ログアウトしました',
    lines: ['ご利用ありがとうございました。', '共用のパソコンでは、ブラウザも閉じてください。'],
    desk: false,
  },
  'session-expired': {
    title: 'ログインの有効時間が過ぎました',
    lines: [
      '安全のため、しばらく操作がなかったときは自動的にログアウトします。',
      '途中までのお手続きは行われていません。もう一度ログインしてください。',
    ],
    desk: false,
  },
  'bad-form': {
    title: 'この画面からは続けられません',
    lines: [
      '画面を開いてから時間が経ったか、別の画面から送られた操作のため、受け付けませんでした。',
      'お手数ですが、はじめからやり直してください。',
    ],
    desk: true,
  },
  'not-found': {
    title: 'ページが見つかりません',
    lines: ['アドレスが変わったか、入力に誤りがある可能性があります。'],
    desk: true,
  },
  failed: {
    title: 'ただいまお取扱いできません',
    lines: [
      'システムの不具合により、お手続きを完了できませんでした。',
      '時間をおいてもう一度お試しください。',
    ],
    desk: true,
  },
  suspended: {
    title: 'ワンタイムパスワードの利用を停止しています',
    lines: [
      '誤ったワンタイムパスワードが続けて入力されたため、安全のため利用を停止しました。このままではログインなどのお取扱いができません。',
      'お客さまの口座は安全に保たれています。再開のお手続きは、下記へお電話ください。',
    ],
    desk: true,
  },
  'unavailable-login': {
    title: 'ワンタイムパスワードを確認できません',
    lines: [
      'ただいま一時的にワンタイムパスワードの確認ができないため、ログインを受け付けられません。',
      'お客さまのご契約やお手続きの内容は失われていません。しばらくしてからもう一度お試しください。',
    ],
    desk: true,
  },
  'unavailable-otp': {
    title: 'ただいま一時的にお取扱いできません',
    lines: [
      'ワンタイムパスワードのお手続きを一時的に停止しています。',
      'お客さまのご契約の内容は失われていません。しばらくしてからもう一度お試しください。',
    ],
    desk: true,
  },
  'reissue-too-early': {
    title: 'まだお申込みいただけません',
    lines: [
      '利用解除のあとの再発行は、安全のため解除の翌日から受け付けます。',
      '日付が変わってからもう一度お申込みください。',
    ],
    desk: true,
  },
  'confirmation-locked': {
    title: '確認用パスワードをご利用いただけません',
    lines: [
      '誤った確認用パスワードが続けて入力されたため、お手続きを停止しています。',
      '下記のヘルプデスクへお電話ください。',
    ],
    desk: true,
  },
  paused: {
    title: 'ワンタイムパスワードの一時停止の期限が過ぎました',
    lines: [
      'お客さまのお申出によりワンタイムパスワードを一時停止していましたが、その期限が過ぎたため、お取扱いできません。',
      '再開のお手続き、または新しいトークンのお申込みについて、下記へお電話ください。',
    ],
    desk: true,
  },
  expired: {
    title: 'ワンタイムパスワードの有効期限が過ぎました',
    lines: [
      'トークンの有効期限が過ぎたため、ワンタイムパスワードが必要なお取扱いはできません。',
      'ご利用を続けるには、新しいトークンのお申込みが必要です。',
    ],
    desk: true,
  },
  'answers-locked': {
    title: '追加認証をご利用いただけません',
    lines: [
      '質問の答えが続けて誤っていたため、安全のためお手続きを停止しています。',
      'お客さまの口座は安全に保たれています。再開のお手続きは、下記へお電話ください。',
    ],
    desk: true,
  },
  'unavailable-operation': {
    title: 'ただいま一時的にお取扱いできません',
    lines: [
      'ただいま一時的にワンタイムパスワードの確認ができないため、このお手続きを受け付けられません。',
      'お手続きは行われていません。しばらくしてから、もう一度お試しください。',
    ],
    desk: true,
  },
  'unavailable-mail': {
    title: '取引認証パスワードのメールをお送りできません',
    lines: [
      'ただいま一時的にメールをお送りできないため、このお手続きを受け付けられません。',
      'お手続きは行われていません。お客さまのご登録の内容も変わっていません。しばらくしてから、もう一度お試しください。',
    ],
    desk: true,
  },
  'mail-limit': {
    title: '取引認証パスワードのメールを続けてお送りしました',
    lines: [
      '短い間にたくさんのメールをお送りしたため、いったん止めています。このお手続きは行われていません。',
      '1時間ほどおいてから、もう一度お試しください。お急ぎのときや、お心当たりのないメールが届いたときは、下記へお電話ください。',
    ],
    desk: true,
  },
  'already-registered': {
    title: 'すでにお申込み済みです',
    lines: [
      'ワンタイムパスワードは、おひとりさま1台までご利用いただけます。このお申込みは行われていません。',
      '別の端末に替えるときは、いまのトークンの利用解除をしてから、もう一度お申込みください。',
    ],
    desk: true,
  },
  'apply-stopped': {
    title: '申込を中止しました',
    lines: ['お申込みは行われていません。', 'あらためてお申込みになるときは、もう一度ログインしてください。'],
    desk: false,
  },
  'issue-limit': {
    title: 'この画面からはお申込みいただけません',
    lines: [
      'トークンの設定が、お一人さまの上限の回数に達しています。このお申込みは行われていません。',
      '書面（利用申込書）でのお申込みを承ります。用紙は窓口でお渡しするか、郵送いたします。下記へお電話ください。',
    ],
    desk: true,
  },
  'phone-missing': {
    title: '電話番号のご登録が必要です',
    lines: [
      'このお手続きでは、ご登録の電話番号からお電話をいただいて、ご本人さまを確認します。お客さまの電話番号は、まだご登録がありません。',
      '窓口で電話番号をご登録のうえ、もう一度お手続きください。お電話でもご案内します。',
    ],
    desk: true,
  },
  'phone-ip': {
    title: 'ご登録の電話番号では確認できません',
    lines: [
      'このお手続きでは、ご登録の電話番号からお電話をいただいて、ご本人さまを確認します。050で始まる番号（IP電話）は、この確認にお使いいただけません。',
      '携帯電話または固定電話の番号へ、ご登録の変更をお願いします。「お客さま情報の変更」または窓口で承ります。',
    ],
    desk: true,
  },
  'phone-over': {
    title: '電話番号の確認ができませんでした',
    lines: [
      '続けてお電話を確認できなかったため、このお手続きを終わります。お手続きは行われていません。',
      'はじめからやり直すか、下記へお電話ください。',
    ],
    desk: true,
  },
  'nothing-to-recover': {
    title: '再発行のお手続きは必要ありません',
    lines: [
      'ご利用中のワンタイムパスワードはありません。ログインIDとパスワードだけでログインできます。',
      'ワンタイムパスワードのお申込みは、ログインのあと、この画面のメニューから承ります。',
    ],
    desk: true,
  },
  'recovery-stopped': {
    title: 'お手続きを中止しました',
    lines: ['お手続きは行われていません。いまのトークンは、そのままです。'],
    desk: false,
  },
};

/** Messages somebody can get out of without the desk, at a bank with one of these ways back, and its words. */
const RECOVERABLE: Partial<Record<MessageKind, { ways: readonly Institution['recovery'][]; words: string }>> =
  {
    suspended: {
      ways: ['locked-out'],
      words: 'いまのトークンをやめて新しくお申込みになる方は、この画面からお手続きいただけます。',
    },
    expired: {
      ways: ['locked-out', 'new-phone'],
      words: '次のボタンから、この画面でお手続きいただけます。',
    },
  };

/** A page with one message and what to do next. */
export function messagePage(context: PageContext, kind: MessageKind): Html {
  const { title, lines, desk } = WORDS[kind];
  const { institution, customer } = context;
  const back = RECOVERABLE[kind];
  return institution.frame(context, {
    title,
    body: html`<section class="card message">
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${
        back && institution.recovery !== null && back.ways.includes(institution.recovery)
          ? html`<p>${back.words}</p>
            <p class="buttons"><a class="button" href="/recover">ワンタイムパスワードの再発行へ</a></p>`
          : ''
      }
      ${
        desk
          ? html`<div class="desk">
              <p class="desk-name">${institution.desk.name}</p>
              <p class="desk-phone">${institution.desk.phone}</p>
              <p class="desk-hours">${institution.desk.hours.split(' / ').map((part) => html`<span class="hours">${part}</span> `)}</p>
            </div>`
          : ''
      }
      <p class="buttons">${
        customer
          ? html`<a class="button primary" href="/menu">ホームへ</a>`
          : html`<a class="button primary" href="/login">ログイン画面へ</a>`
      }</p>
    </section>`,
  });
}
