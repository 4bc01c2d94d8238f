import { defineCatalogue } from '../../../i18n/catalogue.ts';
import { useUi } from '../../context.ts';

/** What the settings of the app lock say; loaded with them. */
export const lockMessages = defineCatalogue(
  {
    explain: 'アプリを開くときに数字のコードを聞きます。端末を人に見られても、パスワードは見えません。',
    stateOn: '入っています',
    stateOff: '切れています',
    later: 'トークンを設定すると、かけられます。',
    lockNow: 'いますぐロックする',
    turnOn: 'アプリロックをかける',
    turnOff: 'アプリロックを外す',
    change: 'コードを変える',

    idle: '自動でロックするまで',
    idleMinutes: (minutes: number) => `${minutes}分`,
    idleNever: 'しない',
    onHide: '画面を離れたらすぐロック',
    onHideHint: 'ほかのアプリに切り替えたときや、画面を消したときにロックします。',
    everyCode: 'コードを毎回確かめる',
    everyCodeHint:
      'パスワードを表示するたびに、アプリロックコードを確かめます。開いたままの端末を人に使われても安心です。',
    everyCodeProof: '切る前に、アプリロックコードを確かめます。',
    passkeyProof: '指紋・顔で確かめる',
    everyCodeOff: '毎回の確認をやめる',
    saveFailed: '保存できませんでした。もう一度試してください。',

    passkey: '指紋・顔・端末のロックで開く',
    passkeyExplain:
      'コードを入れるかわりに、端末の指紋・顔・画面ロックで開けます。アプリロックコードもこれまでどおり使えます。',
    passkeyKeepCode: '指紋や顔が使えないときのために、アプリロックコードは忘れないようにしてください。',
    passkeyOn: '使う',
    passkeyOff: '使わない',
    passkeyProofFirst: '使い始める前に、アプリロックコードを確かめます。',
    passkeyProofDo: 'コードを確かめる',
    passkeyBusy: '確認しています…',
    passkeyTurnedOn: '指紋・顔・端末のロックで開けるようになりました',
    passkeyTurnedOff: 'アプリロックコードだけで開きます',
    passkeyNotHere:
      'この端末かブラウザでは使えません。端末の設定で画面ロックや指紋を入れると、使えることがあります。',
    passkeyFailUnsupported:
      'この端末かブラウザでは使えません。端末の設定で画面ロックや指紋を登録してから、もう一度試してください。それまではアプリロックコードで開けます。',
    passkeyFailNoPrf:
      'この端末の鍵では、Fudaを開けません。端末とブラウザを新しくすると、使えることがあります。これまでどおりアプリロックコードで開けます。',
    passkeyFailCancelled:
      '確認が終わりませんでした。もう一度押して、端末の画面の案内どおりに進めてください。やめるときは、このままで大丈夫です。',
    passkeyFailWrong: '端末の答えが合いませんでした。もう一度試してください。',
    passkeyFailNoLock: 'アプリロックが外れています。先にアプリロックをかけてください。',
    passkeyFailStorage: '端末に保存できませんでした。空き容量を確かめて、もう一度試してください。',

    offExplain: 'コードなしで、この端末を使う人はだれでもパスワードを見られるようになります。',
    offPasskeyToo: '指紋・顔・端末のロックで開く設定も、いっしょに切れます。',
    codeHint: '1〜32桁の数字。12桁以上が安心です',
    codeAgain: 'もう一度、同じコード',
    codeNow: 'いまのコード',
    codeNew: '新しいコード',
    codeDiffers: '2つのコードが同じではありません。',
    codeStorage: '端末に保存できませんでした。もう一度試してください。',
    codeWait: 'まちがいが続きました。しばらく待ってから、もう一度試してください。',
    strength: 'コードの強さ',
    weak: '弱い',
    fair: 'ふつう',
    strong: '強い',
    weakMeans:
      '端末を盗んだ人が機械で試すと、数分から1か月ほどで当てられます。同じ数字や続きの数字、生年月日は避けて、8桁以上にしてください。',
    fairMeans:
      '端末を盗んだ人が機械で試すと、当てるのに半年以上かかります。12桁以上にすると、まず当てられません。',
    strongMeans: '端末を盗んだ人が機械で試しても、まず当てられません。',
    forgetWarning:
      'コードを調べる方法は、だれにもありません。忘れるとトークンは開けず、銀行で再発行が必要になります。',
    turnedOn: 'アプリロックをかけました',
    turnedOff: 'アプリロックを外しました',
    changed: 'コードを変えました',
    changedPasskey:
      'コードを変えると、指紋・顔・端末のロックで開く設定は切れます。続けて使うときは、下のボタンで入れ直してください。',
    passkeyAgain: '指紋・顔で開く設定を入れ直す',
    passkeyNotAgain: 'コードだけで使う',
  },
  {
    explain: 'Asks for a code of digits when the app opens, so that nobody else can see your passwords.',
    stateOn: 'On',
    stateOff: 'Off',
    later: 'You can turn it on once you have set up a token.',
    lockNow: 'Lock now',
    turnOn: 'Turn on the app lock',
    turnOff: 'Turn off the app lock',
    change: 'Change the code',

    idle: 'Lock when not used for',
    idleMinutes: (minutes: number) => `${minutes} min`,
    idleNever: 'Never',
    onHide: 'Lock as soon as I leave',
    onHideHint: 'Locks when you switch to another app or turn the screen off.',
    everyCode: 'Ask for every password',
    everyCodeHint:
      'Asks for the app lock code each time a password is shown. Good if others may pick up the open device.',
    everyCodeProof: 'Before it is turned off, please enter the app lock code.',
    passkeyProof: 'Check fingerprint or face',
    everyCodeOff: 'Stop asking every time',
    saveFailed: 'It could not be saved. Please try again.',

    passkey: 'Fingerprint, face or screen lock',
    passkeyExplain:
      'Opens Fuda with the device’s fingerprint, face or screen lock instead of the code. The app lock code keeps working.',
    passkeyKeepCode: 'Please do not forget the app lock code: you need it whenever fingerprint or face fail.',
    passkeyOn: 'Use it',
    passkeyOff: 'Stop using it',
    passkeyProofFirst: 'Before it is turned on, please enter the app lock code.',
    passkeyProofDo: 'Check the code',
    passkeyBusy: 'Checking…',
    passkeyTurnedOn: 'You can now open Fuda with fingerprint, face or screen lock',
    passkeyTurnedOff: 'Fuda now opens with the app lock code only',
    passkeyNotHere:
      'Not possible on this device or in this browser. It may become so once you set up a screen lock or a fingerprint in the device’s settings.',
    passkeyFailUnsupported:
      'This device or browser cannot do it. Set up a screen lock or a fingerprint in the device’s settings, then try again. Until then, open Fuda with the app lock code.',
    passkeyFailNoPrf:
      'This device’s key cannot open Fuda. A newer system or browser may be able to. The app lock code works as before.',
    passkeyFailCancelled:
      'That was not completed. Press again and follow what the device says. If you changed your mind, nothing else is needed.',
    passkeyFailWrong: 'The device’s answer did not fit. Please try again.',
    passkeyFailNoLock: 'The app lock is off. Please turn it on first.',
    passkeyFailStorage:
      'It could not be saved on this device. Please check that there is space, then try again.',

    offExplain: 'Without a code, anyone who uses this device can see your passwords.',
    offPasskeyToo: 'Opening with fingerprint, face or screen lock ends with it.',
    codeHint: '1 to 32 digits; 12 or more is safest',
    codeAgain: 'The same code again',
    codeNow: 'Current code',
    codeNew: 'New code',
    codeDiffers: 'The two codes are not the same.',
    codeStorage: 'It could not be saved on this device. Please try again.',
    codeWait: 'Too many wrong codes. Please wait a while, then try again.',
    strength: 'Strength',
    weak: 'Weak',
    fair: 'Fair',
    strong: 'Strong',
    weakMeans:
      'A thief with a computer finds it within minutes to a month. Avoid repeated digits, runs and birthdays, and use 8 digits or more.',
    fairMeans:
      'A thief with a computer needs half a year or more. With 12 digits there is next to no chance.',
    strongMeans: 'Even a thief with a computer has next to no chance.',
    forgetWarning:
      'Nobody can look the code up. If you forget it, the tokens cannot be opened and your bank has to issue them again.',
    turnedOn: 'The app lock is on',
    turnedOff: 'The app lock is off',
    changed: 'The code was changed',
    changedPasskey:
      'Changing the code turns off opening with fingerprint, face or screen lock. To go on using it, turn it on again below.',
    passkeyAgain: 'Turn fingerprint or face on again',
    passkeyNotAgain: 'Use the code only',
  },
);

export type LockWords = (typeof lockMessages)['en'];

/** The lock settings' words in the language on the screen. */
export const useLockWords = (): LockWords => lockMessages[useUi().language.value];
