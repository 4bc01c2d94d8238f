import { defineCatalogue } from '../../i18n/catalogue.ts';

/** What a forgotten lock code means: said before anything is erased. */
export const forgotMessages = defineCatalogue(
  {
    title: 'コードを忘れたとき',
    lead: 'コードを調べる方法は、だれにもありません。銀行でも調べられません。',
    waitTitle: '思い出せそうなら、消さないでください',
    wait: 'まちがえても、トークンが消えることはありません。次に試せるまでの時間が、最長1時間まで延びるだけです。',
    lostTitle: '消すと、なくなるもの',
    lost1: 'この端末のFudaにあるトークンの、すべて',
    lost1Note:
      '銀行のものも、ご自分で追加したものも。どのトークンがあるかは、ロック中のためここに出せません。',
    lost2: '付けた名前・並び順・アプリロックの設定',
    keptTitle: 'なくならないもの',
    kept1: '口座・お金・銀行のログインIDと暗証番号',
    kept2: 'ほかの端末のトークンと、取ってあるバックアップ',
    nextTitle: '消したあとにすること',
    next1: '銀行の窓口・電話・サイトで「トークンの再発行」を申し込む',
    next2: '届いたメールの番号と、申し込みのときに決めた利用開始パスワードを用意する',
    next3: 'Fudaの「設定をはじめる」から、設定し直す',
    next4:
      'ご自分で追加したトークンは、バックアップから戻す。バックアップがなければ、そのサービスの「二段階認証が使えないとき」の案内に進む',
    bankNote:
      '消しても、銀行ではトークンを使う設定のままです。再発行が終わるまで、ログインできないことがあります。',
    check: 'この端末のトークンがすべて消えることを確認しました',
    checkNeeded: '消してよいときは、しるしを付けてください。',
    keep: '消さずに戻る',
    erase: 'すべて消して、はじめからにする',
    erasing: '消しています…',
    erased: 'すべて消しました。はじめから設定できます',
  },
  {
    title: 'If you forgot the code',
    lead: 'Nobody can look the code up, not even your bank.',
    waitTitle: 'If you may still remember it, do not erase',
    wait: 'Wrong codes never erase anything. Only the wait before the next try grows, to an hour at most.',
    lostTitle: 'What is lost if you erase',
    lost1: 'Every token in Fuda on this device',
    lost1Note: 'Your bank’s and your own. Which ones there are cannot be shown while the app is locked.',
    lost2: 'Names you gave, their order, and the app lock settings',
    keptTitle: 'What is not lost',
    kept1: 'Your accounts, your money, your bank login ID and password',
    kept2: 'Tokens on other devices, and backups you have made',
    nextTitle: 'What to do afterwards',
    next1: 'Ask your bank to issue the token again: online, by telephone or at a branch',
    next2: 'Have its e-mail and the activation password you chose at hand',
    next3: 'Choose “Start set-up” in Fuda and set it up again',
    next4:
      'Restore your own tokens from a backup. Without one, follow what each service says under “cannot use two-step verification”',
    bankNote:
      'Erasing does not cancel the token at your bank. Until it is issued again you may not be able to log in.',
    check: 'I understand that every token on this device will be erased',
    checkNeeded: 'Please tick the box if you want to erase.',
    keep: 'Go back without erasing',
    erase: 'Erase everything and start over',
    erasing: 'Erasing…',
    erased: 'Everything was erased. You can set up from the beginning',
  },
);
