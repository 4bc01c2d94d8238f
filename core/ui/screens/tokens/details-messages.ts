import { defineCatalogue } from '../../../i18n/catalogue.ts';
import { useUi } from '../../context.ts';

/** What a token’s details and its removal say; loaded with them. */
export const detailsMessages = defineCatalogue(
  {
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
    removeTitle: 'トークンを消す前に',
    removeWarning: '先に、銀行で利用解除をしてください',
    removeBody:
      'この端末からトークンを消しても、銀行の側では使う設定のままです。解除しないで消すと、ログインできなくなります。',
    removeCheck: '銀行での利用解除が終わりました',
    removeCheckNeeded: '利用解除が終わったことを、確かめてください。',
    removeDo: 'この端末から消す',
    removeKeep: '消さずに戻る',
    removed: 'トークンを消しました',
    removeFailed: '消せませんでした。もう一度試してください。',
    removeOverTitle: 'トークンを消します',
    removeExpiredBody:
      '有効期限が過ぎたトークンなので、消してもかまいません。新しいトークンがまだのときは、銀行で申し込んでください。',
    removeEndedBody: '銀行での利用は終わっているので、消してもかまいません。',
    addedOn: '追加した日',
    issuer: 'サービス名',
    account: 'アカウント',
    algorithm: '計算のしかた',
    first: 'はじめに表示する',
    firstHint: 'アプリを開くと、このトークンが出ます。ほかのトークンへは、上の一覧のボタンで移れます。',
    leaving: '新しい端末に替えるとき',
    leavingNever:
      'このトークンは、ほかの端末へ移せません。銀行のきまりです。新しい端末では、銀行でトークンの再発行を申し込んでください。',
    leavingSealed: '暗号化したバックアップか、QRコードでの引っ越しで、新しい端末へ移せます。',
    leavingFree: 'バックアップやQRコードでの引っ越しで移せます。ほかのアプリへ書き出すこともできます。',
    moved:
      'ほかの端末から移したトークンです。パスワードは使えますが、有効期限の延長と利用状態の確認は、ここではできません。',
    export: 'ほかのアプリへ書き出す',
    removeOwnWarning: '先に、サービスの二段階認証を切るか、ほかの端末にも登録してください',
    removeOwnBody:
      'このトークンを消すと、パスワードは二度と表示できません。サービスの側で二段階認証を使う設定のままだと、ログインできなくなります。',
    removeOwnCheck: 'このトークンがなくても、ログインできます',
    removeOwnCheckNeeded: 'このトークンがなくてもログインできることを、確かめてください。',
  },
  {
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
    removeOverTitle: 'Remove this token',
    removeExpiredBody:
      'It has expired, so it can safely be removed. If you have no new one yet, please apply at your bank.',
    removeEndedBody: 'It has ended at your bank, so it can safely be removed.',
    addedOn: 'Added on',
    issuer: 'Service',
    account: 'Account',
    algorithm: 'Method',
    first: 'Show this one first',
    firstHint: 'Fuda opens with this token. The list button at the top leads to the others.',
    leaving: 'When you change devices',
    leavingNever:
      'This token cannot be moved to another device; that is your bank’s rule. On a new device, please have it issued again by your bank.',
    leavingSealed: 'It can be moved to a new device by an encrypted backup or by QR codes.',
    leavingFree: 'It can be moved by a backup or by QR codes, and exported to another app.',
    moved:
      'It was moved here from another device. Its passwords work, but it cannot be extended or checked from here.',
    export: 'Export to another app',
    removeOwnWarning: 'First turn off two-step login at the service, or keep it on another device too',
    removeOwnBody:
      'Once removed, its passwords can never be shown again. If the service still asks for them, you will be locked out.',
    removeOwnCheck: 'I can log in without this token',
    removeOwnCheckNeeded: 'Please make sure that you can log in without this token.',
  },
);

export type DetailsWords = (typeof detailsMessages)['en'];

/** Those words in the language on the screen. */
export const useDetailsWords = (): DetailsWords => detailsMessages[useUi().language.value];
