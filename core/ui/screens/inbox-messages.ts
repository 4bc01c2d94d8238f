import { defineCatalogue } from '../../i18n/catalogue.ts';
import { useUi } from '../context.ts';

/** What waits for the person, and what to do about each; loaded with its screen. */
export const inboxMessages = defineCatalogue(
  {
    title: 'お知らせ',
    emptyTitle: 'お知らせはありません',
    empty: '有効期限が近づいたときなど、していただくことがあるときに、ここに出ます。',
    renewal: '有効期限が近づいています',
    renewalDo: '延長する',
    expired: '有効期限が過ぎました',
    expiredBody: '銀行で、トークンをもう一度申し込んでください。',
    suspended: '銀行が利用を止めています',
    suspendedBody: '銀行の窓口に電話して、利用停止を解いてもらってください。',
    pauseOver: '一時停止の期限が過ぎました',
    pauseOverBody: 'ひとりでに再開はしません。銀行に連絡して、再開してください。',
    ended: '銀行での利用が終わっています',
    endedBody: 'この端末から消してかまいません。',
    endedDo: '消す',
    look: '手順を見る',
    damaged: (count: number) => `${count}件のトークンを読み取れません`,
    damagedBody:
      'データがこわれているようです。バックアップがあれば戻せます。ないときは、銀行で再発行を申し込んでください。',
    damagedDo: 'バックアップから戻す',
    rolledBack: '保存内容が、前より古くなっています',
    rolledBackBody: 'コピーから戻されたおそれがあります。心あたりがないときは、銀行に連絡してください。',
    rolledBackDo: 'わかりました',
    clockFar: '端末の時計が大きくずれています',
    clockFarBody: '端末の時計を合わせてください。手順をご案内します。',
    clockFarDo: '時計の合わせかた',
  },
  {
    title: 'Notices',
    emptyTitle: 'No notices',
    empty: 'When there is something for you to do, such as a token that expires soon, it appears here.',
    renewal: 'This token expires soon',
    renewalDo: 'Extend it',
    expired: 'This token has expired',
    expiredBody: 'Please apply for a new one at your bank.',
    suspended: 'Your bank has suspended this token',
    suspendedBody: 'Please call your bank’s desk and have the suspension lifted.',
    pauseOver: 'The pause you asked for is over',
    pauseOverBody: 'It does not end by itself. Please contact your bank and resume.',
    ended: 'This token has ended at your bank',
    endedBody: 'It can safely be removed from this device.',
    endedDo: 'Remove it',
    look: 'See what to do',
    damaged: (count: number) => (count === 1 ? '1 token cannot be read' : `${count} tokens cannot be read`),
    damagedBody:
      'Its data seems to be damaged. A backup can bring it back; without one, please have it issued again by your bank.',
    damagedDo: 'Restore from a backup',
    rolledBack: 'What is stored is older than before',
    rolledBackBody: 'It may have been put back from a copy. If you did not do this, please tell your bank.',
    rolledBackDo: 'I understand',
    clockFar: 'This device’s clock is far off',
    clockFarBody: 'Please set the clock. The steps are shown.',
    clockFarDo: 'How to set the clock',
  },
);

export type InboxWords = (typeof inboxMessages)['en'];

/** Those words in the language on the screen. */
export const useInboxWords = (): InboxWords => inboxMessages[useUi().language.value];
