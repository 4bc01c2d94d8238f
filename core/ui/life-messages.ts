/** What is said over a token's life: how it stands, that a renewal is due, and the way to the bank's login form. */
export const lifeMessages = {
  ja: {
    standingRowExpired: '有効期限が過ぎました',
    standingExpired: '有効期限が過ぎました',
    standingExpiredBody: (date: string) =>
      `期限は${date}でした。ワンタイムパスワードは、もう表示されません。`,
    standingExpiredStep1: '銀行のサイトか窓口で、トークンをもう一度申し込む',
    standingExpiredStep2: '届いた番号を、「トークンを追加」から設定する',
    standingExpiredStep3: 'この古いトークンを消す',
    standingRowSuspended: '利用停止中',
    standingSuspended: '銀行が利用を止めています',
    standingSuspendedBody:
      'まちがったワンタイムパスワードが続いたためです。銀行の窓口に電話して、「利用停止を解いてほしい」と伝えてください。解かれると、このトークンをまた使えます。',
    standingRowPaused: '一時停止中',
    standingPaused: 'お客さまのお申し出により一時停止中です',
    standingPausedBody: (until: string) =>
      `${until}までは、ワンタイムパスワードなしでログインできます。早く再開したいときは、銀行に連絡してください。`,
    standingPausedOver: '一時停止の期限が過ぎました',
    standingPausedOverBody: (until: string) =>
      `期限は${until}でした。ひとりでに再開はしません。銀行に連絡して、「再開したい」と伝えてください。`,
    standingPausedUnknownBody: 'いつまでかは、銀行にたしかめてください。',
    standingRowEnded: '利用は終わっています',
    standingEnded: '銀行での利用は終わっています',
    standingEndedBody:
      'このトークンは銀行で解除されたため、ワンタイムパスワードは表示されません。この端末から消してかまいません。',
    standingEndedAgain:
      'また使うときは、銀行のサイトか窓口でもう一度申し込み、届いた番号を「トークンを追加」から設定してください。',
    standingNoCode: 'いまは表示できません',
    standingNoCodeBody: 'この種類のパスワードは、この版では表示できません。',
    askState: 'いまの状態を調べる',
    askingState: '調べています…',
    askedState: '銀行の最新の状態を調べました',
    askedStateFailed: 'つながりませんでした。電波をたしかめて、もう一度試してください。',

    renewalDue: '有効期限が近づいています',
    renewalLeft: (date: string, days: number) =>
      days > 0 ? `${date}まで（あと${days}日）` : `${date}（今日）まで`,
    renewalRow: (days: number) => (days > 0 ? `有効期限まであと${days}日` : '有効期限は今日まで'),
    renew: '有効期限を延長する',
    logIn: 'ワンタイムパスワードでログイン',
    logInWait: '次の数字をお待ちください',
    logInWhere: (host: string) => `${host} のログイン画面を開き、いまの数字を入れます`,

    removeOverTitle: 'トークンを消します',
    removeExpiredBody:
      '有効期限が過ぎたトークンなので、消してもかまいません。新しいトークンがまだのときは、銀行で申し込んでください。',
    removeEndedBody: '銀行での利用は終わっているので、消してもかまいません。',
  },
  en: {
    standingRowExpired: 'Expired',
    standingExpired: 'This token has expired',
    standingExpiredBody: (date: string) => `It was valid until ${date}. It shows no more passwords.`,
    standingExpiredStep1: 'Apply for a token again, on your bank’s site or at a branch',
    standingExpiredStep2: 'Set up the numbers you receive under “Add a token”',
    standingExpiredStep3: 'Remove this old token',
    standingRowSuspended: 'Suspended',
    standingSuspended: 'Your bank has suspended this token',
    standingSuspendedBody:
      'Too many wrong one-time passwords were entered. Please call your bank’s desk and ask for the suspension to be lifted. You can then use this token again.',
    standingRowPaused: 'Paused',
    standingPaused: 'Paused at your request',
    standingPausedBody: (until: string) =>
      `Until ${until} you can log in without a one-time password. To resume sooner, please contact your bank.`,
    standingPausedOver: 'The time of your pause is over',
    standingPausedOverBody: (until: string) =>
      `It lasted until ${until} and does not end by itself. Please contact your bank and ask to resume.`,
    standingPausedUnknownBody: 'Please ask your bank until when.',
    standingRowEnded: 'Ended',
    standingEnded: 'This token has ended at your bank',
    standingEndedBody:
      'It was cancelled there, so it shows no passwords. You can remove it from this device.',
    standingEndedAgain:
      'To use one again, apply on your bank’s site or at a branch, and set up the numbers you receive under “Add a token”.',
    standingNoCode: 'Nothing to show now',
    standingNoCodeBody: 'This version cannot show this kind of password.',
    askState: 'Check the state now',
    askingState: 'Checking…',
    askedState: 'Your bank’s latest word is shown',
    askedStateFailed: 'There was no connection. Please check it and try again.',

    renewalDue: 'This token expires soon',
    renewalLeft: (date: string, days: number) =>
      days > 1
        ? `Valid until ${date} (${days} days left)`
        : days === 1
          ? `Valid until tomorrow, ${date}`
          : `Valid until today, ${date}`,
    renewalRow: (days: number) =>
      days > 1 ? `Expires in ${days} days` : days === 1 ? 'Expires tomorrow' : 'Expires today',
    renew: 'Extend this token',
    logIn: 'Log in with this password',
    logInWait: 'Wait for the next digits',
    logInWhere: (host: string) => `Opens the login page of ${host} with the digits in place`,

    removeOverTitle: 'Remove this token',
    removeExpiredBody:
      'It has expired, so it can safely be removed. If you have no new one yet, please apply at your bank.',
    removeEndedBody: 'It has ended at your bank, so it can safely be removed.',
  },
};
