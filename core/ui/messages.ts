import { defineCatalogue } from '../i18n/catalogue.ts';
import { lifeMessages } from './life-messages.ts';

/** Everything the token app's screens say. Plain words first: the reader may never have used an app for this. */
export const messages = defineCatalogue(
  {
    ...lifeMessages.ja,
    appName: 'Fuda',
    back: '戻る',
    settings: '設定',
    addToken: 'トークンを追加',
    addShort: '追加',
    tokens: 'トークン',
    next: '次へ',
    close: '閉じる',
    cancel: 'やめる',
    retry: 'もう一度試す',
    later: 'あとで',
    working: 'お待ちください…',

    starting: '準備しています…',
    partMissing: 'この画面を読み込めませんでした。電波のあるところで、もう一度試してください。',

    refusedTitle: 'この画面では使えません',
    refusedBody:
      'ブラウザが、データの保存を許していません。プライベートブラウズ（シークレット）では使えないことがあります。ふつうの画面で開き直してください。',
    fullTitle: '空き容量が足りません',
    fullBody:
      'この端末に保存できる場所がありません。いらない写真やアプリを消してから、もう一度試してください。これまでのトークンはそのまま残っています。',
    blockedTitle: 'ほかの画面が開いています',
    blockedBody: '前の版のFudaが別のタブで開いたままです。ほかのタブを閉じてから、もう一度試してください。',
    newerTitle: '新しい版で保存されています',
    newerBody:
      'トークンは、もっと新しい版のFudaで保存されました。この画面を閉じて開き直し、新しい版にしてください。トークンは消えていません。',
    lostTitle: '保存場所に届きません',
    lostBody:
      'ブラウザの保存場所との接続が切れました。いちど閉じて、開き直してください。トークンは消えていません。',

    goneTitle: '保存されていたトークンが見つかりません',
    goneBody:
      'この端末にはトークンがありましたが、ブラウザのデータといっしょに消えたようです。銀行で再発行の手続きをしてください。',
    goneStep1: '銀行の窓口かサイトで「トークンの再発行」を申し込む',
    goneStep2: '届いたメールの番号を用意する',
    goneStep3: '下のボタンから、はじめから設定する',
    goneBegin: 'はじめから設定する',

    lockedTitle: 'アプリロック',
    lockedLead: 'ご自分で決めたアプリロックコードを入れてください。',
    unlock: '開く',
    lockNow: 'ロックする',
    lockWrong: 'コードが違います。もう一度入れてください。',
    lockWrongTimes: (times: number) => `これまでに${times}回まちがえています。`,
    lockWait: (text: string) => `まちがいが続いたため、あと${text}待ってください。`,
    lockForgotTitle: 'コードを忘れたとき',
    lockForgotBody:
      'コードを調べる方法はありません。銀行でトークンの再発行を申し込み、アプリのデータを消してから設定し直してください。',
    minutesSeconds: (minutes: number, seconds: number) =>
      minutes > 0 ? (seconds > 0 ? `${minutes}分${seconds}秒` : `${minutes}分`) : `${seconds}秒`,
    hoursMinutes: (hours: number, minutes: number) =>
      minutes > 0 ? `${hours}時間${minutes}分` : `${hours}時間`,
    days: (days: number) => `${days}日`,

    welcomeTitle: '銀行のワンタイムパスワードを\nこの端末で表示します',
    welcomeLead: 'はじめに一度だけ設定します。3分ほどで終わります。',
    welcomeNeed: 'ご用意いただくもの',
    welcomeNeedMail: '銀行から届いたメール',
    welcomeNeedMailNote: 'サービスIDとユーザIDが書かれています',
    welcomeNeedPassword: '利用開始パスワード',
    welcomeNeedPasswordNote: '申し込みのときにご自分で決めた4〜8桁の数字です',
    welcomeBegin: '設定をはじめる',
    welcomeFromLink: 'メールのリンクから、2つの番号を受け取りました。',

    setUpTitle: '設定',
    stepOf: (step: number, total: number) => `${total}段階のうち${step}番目`,
    clockTitle: '時計をたしかめます',
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
      'インターネットにつながっていないようです。設定にはインターネットが要ります。電波をたしかめてください。',
    clockAgain: 'もう一度調べる',
    clockSkip: '調べずに進む',

    idsTitle: '銀行からのメールを\nご用意ください',
    idsLead: 'メールに書かれた2つの番号を入れます。',
    idsFromLink: 'メールのリンクから番号を入れました。メールと同じか、たしかめてください。',
    serviceId: 'サービスID',
    serviceIdHint: '8桁の数字',
    userId: 'ユーザID',
    userIdHint: '12桁の数字',
    digitsMissing: (missing: number, total: number) => `あと${missing}桁足りません。${total}桁の番号です。`,
    digitsSurplus: (surplus: number, total: number) => `${surplus}桁多いようです。${total}桁の番号です。`,
    digitsEmpty: (total: number) => `${total}桁の番号を入れてください。`,
    digitsOnly: '数字だけを入れてください。',
    serviceIdBad: 'サービスIDが正しくありません。メールを見てたしかめてください。',
    userIdBad: 'どこか1文字違うようです。メールと見くらべてください。',

    passwordTitle: '利用開始パスワードを\n入れてください',
    passwordLead: '申し込みのときにご自分で決めた、4〜8桁の数字です。メールには書かれていません。',
    activationPassword: '利用開始パスワード',
    activationPasswordHint: '4〜8桁の数字',
    activationPasswordBad: '4〜8桁の数字を入れてください。',
    showDigits: '数字を見る',
    hideDigits: '数字を隠す',

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
    failRefusedTitle: '番号をたしかめてください',
    failSetupExpired: '設定の期限が過ぎています。銀行で、もう一度お申し込みください。',
    failSetupUsed:
      'この番号は、すでに設定に使われています。ほかの端末から移すときは、先に銀行で利用解除をしてから、もう一度申し込んでください。心あたりがないときは、すぐに銀行へ連絡してください。',
    failDeviceLimit:
      'このトークンは、すでにほかの端末で使われています。使えるのは1台だけです。この端末に移すときは、先に銀行で利用解除をしてから、もう一度申し込んでください。',
    failTooMany: '短い間に何度も試されました。しばらく待ってから、もう一度試してください。',
    failUnreachable:
      'OTP認証センターにつながりません。電波をたしかめて、もう一度試してください。設定はまだ始まっていません。',
    failAnswerBad:
      '正しくない返事が届いたため、設定をやめました。通信の安全な場所で、もう一度試してください。',
    failStorageFull:
      '端末の空き容量が足りず、保存できませんでした。空きを作ってから、もう一度試してください。',
    failStorage: '端末に保存できませんでした。アプリを開き直して、もう一度試してください。',
    failTitle: '設定できませんでした',

    doneTitle: '設定が終わりました',
    doneLead: '下の数字が、ワンタイムパスワードです。銀行の「利用開始」の画面で入れてください。',
    doneFinish: 'トークンを開く',
    doneLock: 'アプリロックもかける',

    password: 'ワンタイムパスワード',
    secondsLeft: (seconds: number) => `あと${seconds}秒`,
    seconds: '秒',
    once: '1回だけ使えます',
    nextCode: '次のパスワード',
    newCode: '新しいワンタイムパスワードに変わりました',
    copy: 'コピー',
    copied: 'コピーしました',
    copyFailed: 'コピーできませんでした。数字を見ながら入れてください。',
    validUntil: (date: string) => `有効期限 ${date}`,
    clockLineGood: '時刻のずれ なし',
    clockLineOff: '時刻のずれ 補正ずみ',
    clockLineFar: '端末の時計がずれています',
    details: 'くわしく',
    detailsOf: (name: string) => `${name}のくわしい情報`,
    show: '表示する',

    quarantined: (count: number) =>
      `${count}件のトークンを読み取れませんでした。データがこわれているようです。ほかのトークンは使えます。銀行で再発行を申し込んでください。`,
    rolledBack:
      '保存されていた内容が、前に使ったときより古いようです。コピーから戻されたおそれがあります。心あたりがないときは、銀行に連絡してください。',

    rolledBackRead: 'わかりました',
    readOnly:
      'もっと新しい版で保存されたトークンです。パスワードは使えますが、変更はできません。新しい版にしてください。',

    detailsTitle: 'くわしい情報',
    institution: '金融機関',
    service: 'サービス',
    tokenId: 'トークンID',
    issuedOn: '発行日',
    expiresOn: '有効期限',
    loginSites: '自動で入力してよいサイト',
    kind: '種類',
    kindTime: (seconds: number, digits: number) => `${seconds}秒ごとに変わる${digits}桁`,
    kindEvent: (digits: number) => `押すたびに変わる${digits}桁`,
    ownName: 'ご自分で付ける名前',
    ownNameHint: '例: 本店用。20文字まで',
    save: '保存する',
    saved: '保存しました',
    saveFailed: '保存できませんでした。もう一度試してください。',
    remove: 'このトークンを消す',
    removeTitle: 'トークンを消す前に',
    removeWarning: '先に、銀行で利用解除をしてください',
    removeBody:
      'この端末からトークンを消しても、銀行の側では使う設定のままです。解除しないで消すと、ログインできなくなります。',
    removeCheck: '銀行での利用解除が終わりました',
    removeCheckNeeded: '利用解除が終わったことを、たしかめてください。',
    removeDo: 'この端末から消す',
    removeKeep: '消さずに戻る',
    removed: 'トークンを消しました',
    removeFailed: '消せませんでした。もう一度試してください。',

    lock: 'アプリロック',
    lockOn: '入',
    lockOff: '切',
    lockExplain: 'アプリを開くときに数字のコードを聞きます。端末を人に見られても、パスワードは見えません。',
    lockTurnOn: 'アプリロックをかける',
    lockTurnOff: 'アプリロックを外す',
    lockChange: 'コードを変える',
    lockCode: 'アプリロックコード',
    lockCodeHint: '1〜32桁の数字。8桁以上をおすすめします',
    lockCodeAgain: 'もう一度、同じコード',
    lockCodeNow: 'いまのコード',
    lockCodeNew: '新しいコード',
    lockCodeWeak: '短いコードは、端末を盗んだ人に当てられやすくなります。8桁以上にすると安心です。',
    lockCodeBad: '1〜32桁の数字を入れてください。',
    lockCodeDiffers: '2つのコードが同じではありません。',
    lockStorage: '端末に保存できませんでした。もう一度試してください。',
    lockForgetWarning: 'コードを忘れると、トークンは開けません。銀行で再発行が必要になります。',
    lockTurnedOn: 'アプリロックをかけました',
    lockTurnedOff: 'アプリロックを外しました',
    lockChanged: 'コードを変えました',
    lockOffExplain: 'コードなしで、この端末を使う人はだれでもパスワードを見られるようになります。',

    language: 'ことば',
    languageAuto: '自動',
    theme: '画面の色',
    themeSystem: '自動',
    themeLight: '明るい',
    themeDark: '暗い',
    storage: '保存のようす',
    storageKept: 'ブラウザが、トークンを消さないと約束しています。',
    storageMayBeLost:
      '空き容量が足りなくなると、ブラウザがトークンを消すことがあります。ディスクの空きを保ってください。',
    storageMayBeLostPhone:
      '空き容量が足りなくなると、ブラウザがトークンを消すことがあります。ホーム画面に追加すると、消えにくくなります。',
    storageUnknown: 'まだ確かめていません。',
    clock: '時計',
    clockNotYet: 'まだ調べていません。',

    updateReady: '新しい版の用意ができました',
    updateApply: '新しい版にする',
  },
  {
    ...lifeMessages.en,
    appName: 'Fuda',
    back: 'Back',
    settings: 'Settings',
    addToken: 'Add a token',
    addShort: 'Add',
    tokens: 'Tokens',
    next: 'Next',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    later: 'Later',
    working: 'One moment…',

    starting: 'Getting ready…',
    partMissing: 'This screen could not be loaded. Please try again where there is a network.',

    refusedTitle: 'Fuda cannot work in this window',
    refusedBody:
      'The browser does not let this page keep data. Private windows often refuse it. Please open Fuda in an ordinary window.',
    fullTitle: 'No space left',
    fullBody:
      'This device has no room to save. Remove photos or apps you no longer need, then try again. Your tokens are still here.',
    blockedTitle: 'Another window is open',
    blockedBody:
      'An older version of Fuda is still open in another tab. Close the other tabs, then try again.',
    newerTitle: 'Saved by a newer version',
    newerBody:
      'Your tokens were saved by a newer version of Fuda. Close this window and open it again to get that version. Nothing has been lost.',
    lostTitle: 'Storage cannot be reached',
    lostBody:
      'The connection to the browser’s storage was lost. Close this window and open it again. Nothing has been lost.',

    goneTitle: 'Your tokens are no longer on this device',
    goneBody:
      'This device had tokens, but they seem to have been cleared together with the browser’s data. Please have them issued again by your bank.',
    goneStep1: 'Ask your bank to issue the token again, online or at a branch',
    goneStep2: 'Have the numbers from its e-mail ready',
    goneStep3: 'Set up from the beginning with the button below',
    goneBegin: 'Set up from the beginning',

    lockedTitle: 'App lock',
    lockedLead: 'Enter the app lock code you chose.',
    unlock: 'Unlock',
    lockNow: 'Lock now',
    lockWrong: 'That code is wrong. Please try again.',
    lockWrongTimes: (times: number) =>
      times === 1 ? '1 wrong code so far.' : `${times} wrong codes so far.`,
    lockWait: (text: string) => `Too many wrong codes. Please wait ${text}.`,
    lockForgotTitle: 'If you forgot the code',
    lockForgotBody:
      'Nobody can look it up. Ask your bank to issue the token again, clear the app’s data, and set it up anew.',
    minutesSeconds: (minutes: number, seconds: number) =>
      minutes > 0 ? (seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`) : `${seconds} s`,
    hoursMinutes: (hours: number, minutes: number) =>
      minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`,
    days: (days: number) => (days === 1 ? '1 day' : `${days} days`),

    welcomeTitle: 'Your bank’s one-time passwords, on this device',
    welcomeLead: 'Set it up once. It takes about three minutes.',
    welcomeNeed: 'What you need',
    welcomeNeedMail: 'The e-mail from your bank',
    welcomeNeedMailNote: 'It has a service ID and a user ID',
    welcomeNeedPassword: 'Your activation password',
    welcomeNeedPasswordNote: 'The 4 to 8 digits you chose when you applied',
    welcomeBegin: 'Start set-up',
    welcomeFromLink: 'The link in the e-mail has filled in both numbers.',

    setUpTitle: 'Set-up',
    stepOf: (step: number, total: number) => `Step ${step} of ${total}`,
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
    clockSkip: 'Go on without checking',

    idsTitle: 'Have the bank’s e-mail ready',
    idsLead: 'Enter the two numbers in it.',
    idsFromLink: 'The link in the e-mail has filled in the numbers. Please compare them with the e-mail.',
    serviceId: 'Service ID',
    serviceIdHint: '8 digits',
    userId: 'User ID',
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
    showDigits: 'Show',
    hideDigits: 'Hide',

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
    failTooMany: 'Too many tries in a short time. Please wait a while, then try again.',
    failUnreachable:
      'The OTP authority cannot be reached. Please check the connection and try again. Nothing has been set up yet.',
    failAnswerBad:
      'The answer that arrived was not genuine, so set-up was stopped. Please try again on a network you trust.',
    failStorageFull: 'There was no space to save on this device. Please make room and try again.',
    failStorage: 'It could not be saved on this device. Please open the app again and retry.',
    failTitle: 'Set-up did not succeed',

    doneTitle: 'Set-up is complete',
    doneLead: 'The digits below are your one-time password. Enter them on the bank’s “start of use” page.',
    doneFinish: 'Open the token',
    doneLock: 'Also turn on the app lock',

    password: 'One-time password',
    secondsLeft: (seconds: number) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
    seconds: 's',
    once: 'Works once',
    nextCode: 'Next',
    newCode: 'A new one-time password is shown',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying did not work. Please type the digits.',
    validUntil: (date: string) => `Valid until ${date}`,
    clockLineGood: 'Clock is right',
    clockLineOff: 'Clock corrected',
    clockLineFar: 'This device’s clock is wrong',
    details: 'Details',
    detailsOf: (name: string) => `Details of ${name}`,
    show: 'Show',

    quarantined: (count: number) =>
      count === 1
        ? '1 token could not be read; its data seems damaged. The others work. Please have it issued again by your bank.'
        : `${count} tokens could not be read; their data seems damaged. The others work. Please have them issued again by your bank.`,
    rolledBack:
      'What is stored here is older than when you last used it, as if it had been restored from a copy. If you did not do this, contact your bank.',

    rolledBackRead: 'I have read this',
    readOnly:
      'These tokens were saved by a newer version. You can use the passwords, but nothing can be changed until you update.',

    detailsTitle: 'Details',
    institution: 'Institution',
    service: 'Service',
    tokenId: 'Token ID',
    issuedOn: 'Issued on',
    expiresOn: 'Expires on',
    loginSites: 'Sites it may be filled in on',
    kind: 'Kind',
    kindTime: (seconds: number, digits: number) => `${digits} digits, new every ${seconds} seconds`,
    kindEvent: (digits: number) => `${digits} digits, new at each press`,
    ownName: 'Your own name for it',
    ownNameHint: 'For example “Head office”. Up to 20 characters',
    save: 'Save',
    saved: 'Saved',
    saveFailed: 'It could not be saved. Please try again.',
    remove: 'Remove this token',
    removeTitle: 'Before you remove it',
    removeWarning: 'Cancel the token at your bank first',
    removeBody:
      'Removing it here does not cancel it at the bank. If you remove it without cancelling, you will not be able to log in.',
    removeCheck: 'I have cancelled it at the bank',
    removeCheckNeeded: 'Please confirm that it has been cancelled.',
    removeDo: 'Remove from this device',
    removeKeep: 'Keep it',
    removed: 'The token was removed',
    removeFailed: 'It could not be removed. Please try again.',

    lock: 'App lock',
    lockOn: 'On',
    lockOff: 'Off',
    lockExplain: 'Asks for a code of digits when the app opens, so that nobody else can see your passwords.',
    lockTurnOn: 'Turn on the app lock',
    lockTurnOff: 'Turn off the app lock',
    lockChange: 'Change the code',
    lockCode: 'App lock code',
    lockCodeHint: '1 to 32 digits; 8 or more is better',
    lockCodeAgain: 'The same code again',
    lockCodeNow: 'Present code',
    lockCodeNew: 'New code',
    lockCodeWeak:
      'A short code is easier to guess for someone who takes the device. 8 digits or more is safer.',
    lockCodeBad: 'Enter 1 to 32 digits.',
    lockCodeDiffers: 'The two codes are not the same.',
    lockStorage: 'It could not be saved on this device. Please try again.',
    lockForgetWarning:
      'If you forget the code, the tokens cannot be opened and your bank has to issue them again.',
    lockTurnedOn: 'The app lock is on',
    lockTurnedOff: 'The app lock is off',
    lockChanged: 'The code was changed',
    lockOffExplain: 'Without a code, anyone who uses this device can see your passwords.',

    language: 'Language',
    languageAuto: 'Automatic',
    theme: 'Colours',
    themeSystem: 'Automatic',
    themeLight: 'Light',
    themeDark: 'Dark',
    storage: 'Storage',
    storageKept: 'The browser has promised not to clear your tokens.',
    storageMayBeLost: 'When space runs out, the browser may clear your tokens. Keep some of the disk free.',
    storageMayBeLostPhone:
      'When space runs out, the browser may clear your tokens. Adding Fuda to the home screen makes that less likely.',
    storageUnknown: 'Not checked yet.',
    clock: 'Clock',
    clockNotYet: 'Not checked yet.',

    updateReady: 'A new version is ready',
    updateApply: 'Update now',
  },
);

/** The words of one language, as every screen gets them. */
export type Words = (typeof messages)['en'];
