import { defineCatalogue } from '../../../i18n/catalogue.ts';
import { useUi } from '../../context.ts';

/** What the guided set-up says; loaded with it. */
export const setUpMessages = defineCatalogue(
  {
    clockTitle: '時計を確かめます',
    clockLead: 'ワンタイムパスワードは時刻から作られます。この端末の時計が合っているかを調べます。',
    clockChecking: '調べています…',
    clockGood: '時計は合っています',
    clockGoodBody: 'このまま進めます。',
    clockOff: (text: string) => `時計が${text}ずれています`,
    clockOffBody: 'ずれを計算に入れて表示しますので、このまま進めます。',
    clockFarOff: (text: string) => `時計が${text}ずれています`,
    clockFarOffBody:
      '端末の設定で「日付と時刻を自動で合わせる」を入れると直ります。Fudaはずれを計算に入れて表示しますので、このままでも進めます。',
    clockUnknown: '調べられませんでした',
    clockUnknownBody:
      'インターネットにつながっていないようです。設定にはインターネットが必要です。電波を確かめてください。',
    clockAgain: 'もう一度調べる',
    clockHow: '時計の合わせかた',
    clockSkip: '調べずに進む',
    idsTitle: '銀行からのメールを\nご用意ください',
    idsLead: 'メールに書かれた2つの番号を入れます。',
    idsFromLink: 'メールのリンクから番号を入れました。メールと同じか、確かめてください。',
    serviceIdHint: '8桁の数字',
    userIdHint: '12桁の数字',
    digitsMissing: (missing: number, total: number) => `あと${missing}桁足りません。${total}桁の番号です。`,
    digitsSurplus: (surplus: number, total: number) => `${surplus}桁多いようです。${total}桁の番号です。`,
    digitsEmpty: (total: number) => `${total}桁の番号を入れてください。`,
    digitsOnly: '数字だけを入れてください。',
    serviceIdBad: 'サービスIDが正しくありません。メールを見て確かめてください。',
    userIdBad: 'どこか1文字違うようです。メールと見くらべてください。',
    passwordTitle: '利用開始パスワードを\n入れてください',
    passwordLead: '申し込みのときにご自分で決めた、4〜8桁の数字です。メールには書かれていません。',
    activationPassword: '利用開始パスワード',
    activationPasswordHint: '4〜8桁の数字',
    activationPasswordBad: '4〜8桁の数字を入れてください。',
    consentTitle: 'ご確認ください',
    consentPoint1:
      'ワンタイムパスワードを、電話・メール・ほかのサイトで人に教えないでください。銀行の人が聞くこともありません。',
    consentPoint2: '端末をなくしたときは、すぐに銀行へ連絡して、利用を止めてください。',
    consentPoint3: 'ブラウザのデータを消すとトークンも消えます。そのときは銀行で再発行を申し込みます。',
    consentPoint4: '端末を手放すときは、先に銀行で利用解除をしてから、トークンを消してください。',
    consentAgree: '読んで、同意しました',
    consentNeeded: '同意のしるしを付けてください。',
    setUp: '設定する',
    settingUp: '設定しています…',
    failRefused:
      '設定できませんでした。サービスID・ユーザID・利用開始パスワードのどれかが違います。同じ番号で5回まちがえると、この申し込みは無効になります。',
    failRefusedTitle: '番号を確かめてください',
    failSetupExpired: '設定の期限が過ぎています。銀行で、もう一度お申し込みください。',
    failSetupUsed:
      'この番号は、すでに設定に使われています。ほかの端末から移すときは、先に銀行で利用解除をしてから、もう一度申し込んでください。心あたりがないときは、すぐに銀行へ連絡してください。',
    failDeviceLimit:
      'このトークンは、すでにほかの端末で使われています。使えるのは1台だけです。この端末に移すときは、先に銀行で利用解除をしてから、もう一度申し込んでください。',
    failUnreachable:
      'OTP認証センターにつながりません。電波を確かめて、もう一度試してください。設定はまだ始まっていません。',
    failAnswerBad:
      '正しくない返事が届いたため、設定をやめました。通信の安全な場所で、もう一度試してください。',
    failTitle: '設定できませんでした',
    doneTitle: '設定が終わりました',
    doneLead: '下の数字が、ワンタイムパスワードです。銀行の「利用開始」の画面で入れてください。',
    doneFinish: 'トークンを開く',
    doneLock: 'アプリロックもかける',
    doneName: '名前を付ける',
  },
  {
    clockTitle: 'Checking the clock',
    clockLead: 'One-time passwords are made from the time, so this device’s clock is checked first.',
    clockChecking: 'Checking…',
    clockGood: 'The clock is right',
    clockGoodBody: 'You can go on.',
    clockOff: (text: string) => `The clock is off by ${text}`,
    clockOffBody: 'Fuda takes this into account. You can go on.',
    clockFarOff: (text: string) => `The clock is off by ${text}`,
    clockFarOffBody:
      'Turn on “set date and time automatically” in the device’s settings to correct it. Fuda takes the difference into account, so you can also go on as it is.',
    clockUnknown: 'The clock could not be checked',
    clockUnknownBody: 'There seems to be no internet connection. Set-up needs one; please check it.',
    clockAgain: 'Check again',
    clockHow: 'How to set the clock',
    clockSkip: 'Go on without checking',
    idsTitle: 'Have the bank’s e-mail ready',
    idsLead: 'Enter the two numbers in it.',
    idsFromLink: 'The link in the e-mail has filled in the numbers. Please compare them with the e-mail.',
    serviceIdHint: '8 digits',
    userIdHint: '12 digits',
    digitsMissing: (missing: number, total: number) =>
      missing === 1
        ? `1 digit is missing. It has ${total}.`
        : `${missing} digits are missing. It has ${total}.`,
    digitsSurplus: (surplus: number, total: number) =>
      surplus === 1 ? `1 digit too many. It has ${total}.` : `${surplus} digits too many. It has ${total}.`,
    digitsEmpty: (total: number) => `Enter the ${total} digits.`,
    digitsOnly: 'Please enter digits only.',
    serviceIdBad: 'This service ID is not right. Please compare it with the e-mail.',
    userIdBad: 'One of the digits seems wrong. Please compare it with the e-mail.',
    passwordTitle: 'Enter your activation password',
    passwordLead: 'The 4 to 8 digits you chose when you applied. They are not in the e-mail.',
    activationPassword: 'Activation password',
    activationPasswordHint: '4 to 8 digits',
    activationPasswordBad: 'Enter 4 to 8 digits.',
    consentTitle: 'Please read this',
    consentPoint1:
      'Never tell a one-time password to anyone by phone or e-mail, or enter it on another site. Bank staff never ask for it.',
    consentPoint2: 'If you lose this device, call your bank at once and have the token stopped.',
    consentPoint3: 'Clearing the browser’s data clears the token too. Your bank can then issue it again.',
    consentPoint4: 'Before you give this device away, cancel the token at the bank, then remove it here.',
    consentAgree: 'I have read this and agree',
    consentNeeded: 'Please tick the box to agree.',
    setUp: 'Set up',
    settingUp: 'Setting up…',
    failRefused:
      'Set-up did not succeed. The service ID, the user ID or the activation password is wrong. After five wrong tries this application becomes void.',
    failRefusedTitle: 'Please check the numbers',
    failSetupExpired: 'The time for set-up has passed. Please apply again at your bank.',
    failSetupUsed:
      'These numbers have already been used for a set-up. To move from another device, first cancel the token at your bank, then apply again. If that was not you, call your bank at once.',
    failDeviceLimit:
      'The token is already in use on another device, and only one can have it. To move it here, first cancel it at your bank, then apply again.',
    failUnreachable:
      'The OTP authority cannot be reached. Please check the connection and try again. Nothing has been set up yet.',
    failAnswerBad:
      'The answer that arrived was not genuine, so set-up was stopped. Please try again on a network you trust.',
    failTitle: 'Set-up did not succeed',
    doneTitle: 'Set-up is complete',
    doneLead: 'The digits below are your one-time password. Enter them on the bank’s “start of use” page.',
    doneFinish: 'Open the token',
    doneLock: 'Also turn on the app lock',
    doneName: 'Name it',
  },
);

export type SetUpWords = (typeof setUpMessages)['en'];

/** Those words in the language on the screen. */
export const useSetUpWords = (): SetUpWords => setUpMessages[useUi().language.value];
