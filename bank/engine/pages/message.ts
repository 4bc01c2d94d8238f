import { html } from 'hono/html';
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
      '誤ったワンタイムパスワードが続けて入力されたため、またはトークンが使えない状態のため、ログインできません。',
      'お客さまの口座は安全に保たれています。再開のお手続きは、下記のヘルプデスクへお電話ください。',
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
    title: 'ワンタイムパスワードの利用を休止しています',
    lines: [
      'お客さまのワンタイムパスワードは、お申し出により休止しています。休止の期限を過ぎたため、お取扱いできません。',
      '再開または新しいお申込みのお手続きは、下記へお電話ください。',
    ],
    desk: true,
  },
  expired: {
    title: 'ワンタイムパスワードの有効期限が切れています',
    lines: [
      'トークンの有効期限が過ぎたため、ワンタイムパスワードが必要なお取扱いはできません。',
      '新しいトークンのお申込みについて、下記へお電話ください。',
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
};

/** A page with one message and what to do next. */
export function messagePage(context: PageContext, kind: MessageKind): Html {
  const { title, lines, desk } = WORDS[kind];
  const { institution, customer } = context;
  return institution.frame(context, {
    title,
    body: html`<section class="card message">
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${
        desk
          ? html`<div class="desk">
              <p class="desk-name">${institution.desk.name}</p>
              <p class="desk-phone">${institution.desk.phone}</p>
              <p class="desk-hours">${institution.desk.hours}</p>
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
