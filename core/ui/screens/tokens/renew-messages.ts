import { defineCatalogue } from '../../../i18n/catalogue.ts';

/** What the renewal's screen says; loaded with it. */
export const renewMessages = defineCatalogue(
  {
    renewLead: '期限が来る前に延長すると、このトークンをそのまま使い続けられます。',
    renewNow: 'いまの有効期限',
    renewPoint1: '変わるのは、有効期限の日付だけです。',
    renewPoint2: '数字の出かたも、ログインのしかたも、いままでと同じです。',
    renewPoint3: 'インターネットにつないで、下のボタンを押します。すぐに終わります。',
    renewDo: '延長する',
    renewing: '延長しています…',
    renewedTitle: '有効期限を延長しました',
    renewed: (date: string) => `有効期限を${date}まで延長しました`,
    renewedUntil: '新しい有効期限',
    renewedLead: 'このトークンを、これからもそのままお使いください。',
    renewedFinish: 'トークンに戻る',
    renewFail: '延長できませんでした',
    renewFailUnreachable: (date: string) =>
      `つながりませんでした。インターネットにつないで、電波のよい所でもう一度押してください。${date}までは、いままでどおり使えます。`,
    renewFailRefused: (date: string) =>
      `銀行の決まりにより、このトークンは延長できません。${date}までは使えます。それまでに銀行のサイトか窓口で、トークンをもう一度申し込んでください。`,
    renewFailTooEarly: (date: string) =>
      `まだ延長できる時期ではありません。${date}までは、いままでどおり使えます。日がたってから、もう一度試してください。`,
    renewFailMoved: (date: string) =>
      `ほかの端末から移したトークンなので、ここでは延長できません。${date}までは使えます。それまでに銀行で、トークンをもう一度申し込んでください。`,
    renewFailSuspended:
      '銀行が利用を止めているため、延長できません。銀行の窓口に電話して、利用停止を解いてもらってから、もう一度押してください。',
    renewFailPaused: '一時停止中のため、延長できません。銀行に連絡して再開してから、もう一度押してください。',
    renewFailExpired:
      '有効期限が過ぎたため、延長できません。銀行のサイトか窓口で、トークンをもう一度申し込んでください。',
    renewFailEnded:
      'このトークンは銀行で解除されています。使い続けるときは、銀行でもう一度申し込んでください。',
    renewFailAnswerBad:
      '正しくない返事が届いたため、延長をやめました。通信の安全な場所で、もう一度試してください。',
    renewFailStorage: '新しい日付を端末に保存できませんでした。アプリを開き直して、もう一度試してください。',
  },
  {
    renewLead: 'Extend it before it expires, and you can simply go on using this token.',
    renewNow: 'Expires on',
    renewPoint1: 'Only the date changes.',
    renewPoint2: 'The digits and the way you log in stay as they are.',
    renewPoint3: 'You need the internet for a moment. Then press the button below.',
    renewDo: 'Extend',
    renewing: 'Extending…',
    renewedTitle: 'The token is extended',
    renewed: (date: string) => `The token is now valid until ${date}`,
    renewedUntil: 'Now expires on',
    renewedLead: 'Go on using this token as before.',
    renewedFinish: 'Back to the token',
    renewFail: 'It could not be extended',
    renewFailUnreachable: (date: string) =>
      `There was no connection. Please check the internet and press again. The token works as before until ${date}.`,
    renewFailRefused: (date: string) =>
      `By your bank’s rules this token cannot be extended. It works until ${date}. Before then, please apply for a new one on your bank’s site or at a branch.`,
    renewFailTooEarly: (date: string) =>
      `It is too early to extend it. It works as before until ${date}. Please try again some days later.`,
    renewFailMoved: (date: string) =>
      `This token was moved here from another device and cannot be extended here. It works until ${date}. Before then, please apply for a new one at your bank.`,
    renewFailSuspended:
      'Your bank has suspended this token. Please call its desk, have the suspension lifted, then press again.',
    renewFailPaused: 'This token is paused. Please ask your bank to resume it, then press again.',
    renewFailExpired:
      'This token has expired. Please apply for a new one on your bank’s site or at a branch.',
    renewFailEnded: 'This token was cancelled at your bank. To go on, please apply for a new one there.',
    renewFailAnswerBad:
      'The answer that arrived was not genuine, so nothing was changed. Please try again on a network you trust.',
    renewFailStorage: 'The new date could not be saved on this device. Please open the app again and retry.',
  },
);

export type RenewWords = (typeof renewMessages)['en'];
