import { defineCatalogue } from '../core/i18n/catalogue.ts';

/** What the extension itself says: badge, menu, command, popup and site permission. The screens have words of their own. */
export const extensionWords = defineCatalogue(
  {
    // Badge: the action's title, so also what a screen reader says of the button.
    badgeIdle: 'Fuda ワンタイムパスワード',
    badgeFilled: 'Fuda — このページに入力しました',
    badgeWaiting: 'Fuda — 次のパスワードを待っています',
    badgeChoose: 'Fuda — どのトークンかを選んでください',
    badgePress: 'Fuda — ここを押すと、パスワードを入力できます',
    badgeLocked: 'Fuda — アプリロックがかかっています',
    menuFillHere: 'ワンタイムパスワードを入力',

    // Popup
    popupTitle: 'Fuda ワンタイムパスワード',
    openPage: 'Fudaを開く',
    siteOf: 'いま開いているページ',
    siteOwned: 'このサイトで使うトークンがあります',
    siteForeign: 'このサイトで使うトークンはありません',
    siteNone: 'サイトではないページ',
    siteUnknown: 'ページを確かめられません',
    fillHere: 'このページに入力',
    filling: '入力しています…',
    stateFilled: 'このページに入力しました',
    stateWaiting: '次のパスワードを待っています',
    fillFilled: '入力しました。ログインのボタンはご自分で押してください。',
    fillUnsure: 'ページから返事がありません。数字が入ったかどうか、欄を見て確かめてください。',
    fillNoField: 'このページに、ワンタイムパスワードを入れる場所が見つかりません。',
    fillNotEmpty: '欄にもう文字が入っています。消してから、もう一度押してください。',
    fillNotAllowed:
      'このトークンを使うサイトではないので、入力しません。画面の上のアドレスが正しいか、確かめてください。',
    fillLookAlike: 'あなたが使っているサイトに似た、別のサイトです。パスワードは入力しません。',
    fillSwitchedOff: 'このサイトでは「入力しない」になっています。Fudaの設定の「サイト」で変えられます。',
    fillNoToken: 'トークンがありません。Fudaのボタンを押して、設定してください。',
    fillNoCode: 'いまは入力できるパスワードがありません。少し待ってください。',
    fillSuspended:
      '銀行がこのトークンの利用を止めています。銀行の窓口に電話してください。解かれたら、Fudaのボタンを一度押してください。',
    fillPaused: 'このトークンは一時停止中です。再開したいときは、銀行に連絡してください。',
    fillExpired: 'このトークンの有効期限が過ぎました。銀行のサイトか窓口で、もう一度申し込んでください。',
    fillEnded:
      'このトークンの利用は終わっています。また使うときは、銀行のサイトか窓口で、もう一度申し込んでください。',
    fillLocked: 'アプリロックがかかっています。ロックをはずしてから、もう一度お試しください。',
    fillFailed: '入力できませんでした。数字を見ながら入れてください。',
    lock: 'ロック',
    otherTokens: 'ほかのトークン',
    welcomeTitle: 'まだトークンがありません',
    welcomeLead: '銀行からのメールと、利用開始パスワードをご用意ください。',
    welcomeBegin: '設定をはじめる',
    goneOpen: '何が起きたかを見る',
    troubleOpen: 'Fudaを開いて確かめる',

    // Site permission, on the full page
    siteHeading: 'ログイン画面への自動入力',
    siteWhy:
      'インストールしただけでは、Fudaはどのサイトも見られません。許可したサイトのログイン画面でだけ、パスワードを自動で入れます。',
    siteNoOrigins: 'この銀行は、自動で入力してよいサイトを決めていません。数字を見ながら入れてください。',
    allowOn: (origin: string) => `${origin} での自動入力を許可する`,
    allowed: '許可されています',
    notAllowed: '許可されていません',
    allowedNote: 'このサイトのログイン画面を開くと、パスワードが入ります。',
    stop: '自動入力をやめる',
    stopped: '自動入力をやめました',
    stopFailed: '許可を取り消せませんでした。ブラウザの拡張機能の設定で取り消してください。',
    refused:
      '許可されませんでした。自動では入りませんが、数字を見ながら入力できます。あとで許可するときは、もう一度ボタンを押して「許可」を選んでください。',
    asking: 'ブラウザの確認画面で「許可」を選んでください…',
  },
  {
    badgeIdle: 'Fuda one-time passwords',
    badgeFilled: 'Fuda — filled in on this page',
    badgeWaiting: 'Fuda — waiting for the next password',
    badgeChoose: 'Fuda — choose which token',
    badgePress: 'Fuda — press here to fill in a password',
    badgeLocked: 'Fuda — the app lock is on',
    menuFillHere: 'Fill in the one-time password',

    popupTitle: 'Fuda one-time passwords',
    openPage: 'Open Fuda',
    siteOf: 'The page you are on',
    siteOwned: 'You have a token for this site',
    siteForeign: 'You have no token for this site',
    siteNone: 'Not a website',
    siteUnknown: 'This page cannot be checked',
    fillHere: 'Fill in on this page',
    filling: 'Filling in…',
    stateFilled: 'Filled in on this page',
    stateWaiting: 'Waiting for the next password',
    fillFilled: 'Filled in. Please press the log-in button yourself.',
    fillUnsure: 'The page has not answered. Please look whether the digits are in the field.',
    fillNoField: 'There is no place for a one-time password on this page.',
    fillNotEmpty: 'Something is in the field already. Clear it and press again.',
    fillNotAllowed:
      'Nothing is filled in, as this is not the token’s site. Please check that the address is the right one.',
    fillLookAlike: 'This is another site that looks like one you use. No password is filled in.',
    fillSwitchedOff:
      'You chose not to fill in on this site. You can change that in Fuda’s settings, under “Sites”.',
    fillNoToken: 'There is no token. Press Fuda’s button to set one up.',
    fillNoCode: 'There is no password to fill in right now. Please wait a moment.',
    fillSuspended:
      'Your bank has suspended this token. Please call its desk; once that is lifted, press Fuda’s button.',
    fillPaused: 'This token is paused. To resume it, please contact your bank.',
    fillExpired: 'This token has expired. Please apply for a new one on your bank’s site or at a branch.',
    fillEnded:
      'This token has ended at your bank. To use one again, please apply on its site or at a branch.',
    fillLocked: 'The app lock is on. Unlock Fuda and try again.',
    fillFailed: 'It could not be filled in. Please type the digits.',
    lock: 'Lock',
    otherTokens: 'Other tokens',
    welcomeTitle: 'No token yet',
    welcomeLead: 'Have the e-mail from your bank and your activation password at hand.',
    welcomeBegin: 'Start set-up',
    goneOpen: 'See what happened',
    troubleOpen: 'Open Fuda to see why',

    siteHeading: 'Filling in on the log-in page',
    siteWhy:
      'After installation Fuda can see no site at all. It fills in passwords only on the log-in pages of the sites you allow.',
    siteNoOrigins: 'This bank has not named a site to fill in on. Please type the digits.',
    allowOn: (origin: string) => `Allow on ${origin}`,
    allowed: 'Allowed',
    notAllowed: 'Not allowed yet',
    allowedNote: 'The password is filled in when you open this site’s log-in page.',
    stop: 'Stop filling in',
    stopped: 'Stopped filling in',
    stopFailed:
      'The permission could not be taken back. Please remove it in the browser’s extension settings.',
    refused:
      'It was not allowed. Nothing is filled in by itself, but you can type the digits. If you change your mind, press the button again and choose “Allow”.',
    asking: 'Choose “Allow” in the browser’s question…',
  },
);

/** The extension's words in one language. */
export type ExtensionWords = (typeof extensionWords)['en'];
