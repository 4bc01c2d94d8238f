import { defineCatalogue } from '../../core/i18n/catalogue.ts';

/** How codes come into a site, in the words that the popup and the full page share. */
export const modeWords = defineCatalogue(
  {
    legend: 'このサイトでの入力',
    automatic: '自動で入力',
    ask: '押したときだけ',
    never: '入力しない',
    failed: '変えられませんでした。もう一度お試しください。',
    isAutomatic: 'ログイン画面を開くと、パスワードが入ります。',
    isNotAllowed: '自動で入力するには、ブラウザの許可が必要です。',
    isAsk:
      'Fudaのボタン、右クリックのメニュー、キーボードのどれかで操作したときだけ入ります。許可がなくても使えます。',
    isEvent: 'このトークンは、Fudaのボタンから「次のパスワードを入力」を押したときだけ入ります。',
    isNever: 'ボタンを押しても入力しません。数字を見ながら入れてください。',
  },
  {
    legend: 'Filling in on this site',
    automatic: 'Automatic',
    ask: 'Only when I press',
    never: 'Never',
    failed: 'That could not be changed. Please try again.',
    isAutomatic: 'The password is filled in when you open the log-in page.',
    isNotAllowed: 'Filling in automatically needs the browser’s permission.',
    isAsk:
      'Filled in only when you use Fuda’s button, the right-click menu or the keyboard. No permission is needed.',
    isEvent:
      'This token is filled in only when you press Fuda’s button and then “Fill in the next password”.',
    isNever: 'Not filled in even if you press the button. Please type the digits.',
  },
);
