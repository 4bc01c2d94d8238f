import { defineCatalogue } from '../../core/i18n/catalogue.ts';

/** What the popup says beside the words that it shares with the rest of the extension. */
export const popupWords = defineCatalogue(
  {
    // A page that resembles a bank
    checking: 'このページを確かめています…',
    uncheckedTitle: 'このページを確かめられませんでした',
    uncheckedBody:
      '銀行のログイン画面に見えるページなら、パスワードを入れずに閉じてください。銀行は、ご自分のブックマークから開いてください。',
    showAnyway: 'パスワードを見る',
    alarmTitle: '銀行のサイトに\n似た別のサイトです',
    alarmShown: 'いま開いているページ',
    alarmBank: 'あなたの銀行のサイト',
    alarmOwnTitle: '使っているサイトに\n似た別のサイトです',
    alarmOwn: 'あなたが使っているサイト',
    alarmReasons: '似ているところ',
    alarmName: '名前',
    alarmTitleAlike: 'ページのタイトル',
    alarmForm: '入力欄の並び方',
    alarmDo1: '何も入れずに、このページを閉じてください。',
    alarmDo2: '銀行は、下のボタンか、ご自分のブックマークから開いてください。',
    alarmDo3: 'もう何かを入れてしまったときは、すぐに銀行へ電話してください。',
    alarmOwnDo2: '本物のサイトは、下のボタンか、ご自分のブックマークから開いてください。',
    alarmOwnDo3:
      'もう何かを入れてしまったときは、すぐに本物のサイトでパスワードを変えてください。銀行のときは、銀行へ電話してください。',
    alarmNoCode: 'このページでは、パスワードを表示しません。',
    openBank: '本物の銀行のサイトを開く',
    openOwn: '本物のサイトを開く',
    openFailed: '開けませんでした。もう一度押してください。',

    openAllow: '許可する画面を開く',

    // Filling in
    fillEvent: '次のパスワードを入力',
    eventHint: '押すたびに、パスワードを1つ使います。',
    unlockToFill: 'ロックをはずすと、このページにパスワードを入力できます。',
    passkeyCutOff:
      '前に指紋・顔・端末のロックで開こうとしたとき、この小さな画面が先に閉じました。コードを入れるか、Fudaの大きな画面で開いてください。',
    passkeyInPage: '大きな画面で開く',
    passkeyTryHere: 'ここでもう一度試す',

    // Several tokens for one site
    chooseTitle: 'どのトークンを使いますか',
    chooseLead: 'このサイトで使えるトークンが2つ以上あります。使うものを選んでください。',
    chosenNote: 'ログインすると、ログインIDといっしょに覚え、次からは自動で選びます。',
    siteTokens: 'このサイトのトークン',

    // A token of the person's own on a site that it is not bound to
    useHere: 'このサイトで使う…',
    useTitle: 'このサイトで使いますか',
    useLead: '次のサイトにパスワードを入れます。名前をよく確かめてください。',
    useForeignName:
      '「xn--」のある名前です。見た目がそっくりの、別のサイトかもしれません。心当たりがなければ、やめてください。',
    useOnce: '今回だけ入力する',
    useAlways: 'これからも使う',
    useStop: 'やめる',
    useBound: 'このサイトで使うようにしました',
    useTooMany: '1つのトークンを使えるサイトは10までです。Fudaの画面で、使わないサイトを外してください。',
    useNoSite: 'このサイトでは使えません。',
    useFailed: '保存できませんでした。もう一度お試しください。',
  },
  {
    checking: 'Checking this page…',
    uncheckedTitle: 'This page could not be checked',
    uncheckedBody:
      'If it looks like your bank’s log-in page, close it without typing a password. Open your bank by your own bookmark.',
    showAnyway: 'Show the passwords',
    alarmTitle: 'This is another site\nthat looks like your bank',
    alarmShown: 'The page you are on',
    alarmBank: 'Your bank’s site',
    alarmOwnTitle: 'This is another site\nthat looks like yours',
    alarmOwn: 'The site you use',
    alarmReasons: 'What is alike',
    alarmName: 'the name',
    alarmTitleAlike: 'the page’s title',
    alarmForm: 'the fields of its form',
    alarmDo1: 'Type nothing on this page, and close it.',
    alarmDo2: 'Open your bank by the button below, or by your own bookmark.',
    alarmDo3: 'If you have typed something already, telephone your bank at once.',
    alarmOwnDo2: 'Open the real site by the button below, or by your own bookmark.',
    alarmOwnDo3:
      'If you have typed something already, change your password on the real site at once. If it is a bank, telephone it.',
    alarmNoCode: 'No password is shown on this page.',
    openBank: 'Open the real bank’s site',
    openOwn: 'Open the real site',
    openFailed: 'It could not be opened. Please press again.',

    openAllow: 'Open the page to allow it',

    fillEvent: 'Fill in the next password',
    eventHint: 'Each press uses up one password.',
    unlockToFill: 'Unlock, and the password can be filled in on this page.',
    passkeyCutOff:
      'Last time, this small window closed before your fingerprint, face or device lock was checked. Type the code, or unlock on Fuda’s own page.',
    passkeyInPage: 'Unlock on Fuda’s own page',
    passkeyTryHere: 'Try again here',

    chooseTitle: 'Which token do you want to use?',
    chooseLead: 'You have several tokens for this site. Choose one.',
    chosenNote: 'Once you log in, it is remembered with your log-in ID and chosen for you from then on.',
    siteTokens: 'Tokens for this site',

    useHere: 'Use it on this site…',
    useTitle: 'Use it on this site?',
    useLead: 'The password will be put into the site below. Please read its name carefully.',
    useForeignName:
      'Its name has “xn--” in it: it may be another site that looks the same. If you do not expect that, do not go on.',
    useOnce: 'Fill in this once',
    useAlways: 'Use it here from now on',
    useStop: 'Cancel',
    useBound: 'It is used on this site from now on',
    useTooMany: 'A token can be used on 10 sites at most. Take one away on Fuda’s own page.',
    useNoSite: 'It cannot be used on this site.',
    useFailed: 'That could not be kept. Please try again.',
  },
);
