import type { RegistrationState } from '../../../core/protocol/common.ts';
import type { Registration } from '../../../core/protocol/relying-party/messages.ts';

/** How what happened is told: fine, to be looked at, or over. */
export type Tone = 'good' | 'wait' | 'bad' | 'over';

/** A token's state as a clerk says it: a name, what it means for the customer, and its tone. */
export interface StateWords {
  name: string;
  meaning: string;
  tone: Tone;
}

/** Every state the authority knows, in words. */
export const STATE_WORDS: Record<RegistrationState, StateWords> = {
  stocked: { name: '在庫', meaning: 'どのお客様にもお渡ししていません。', tone: 'wait' },
  unassigned: { name: '未登録', meaning: 'トークンIDの登録を待っています。', tone: 'wait' },
  assigned: {
    name: '利用開始待ち(お渡し済み)',
    meaning: 'お渡ししたトークンの、お客様による利用開始を待っています。ログインにはまだ使いません。',
    tone: 'wait',
  },
  issued: {
    name: '初期設定待ち',
    meaning: '申込を受け付け、お客様のアプリの初期設定を待っています。ログインにはまだ使いません。',
    tone: 'wait',
  },
  activated: {
    name: '利用開始待ち(初期設定済み)',
    meaning: 'アプリの初期設定が済み、お客様による利用開始を待っています。ログインにはまだ使いません。',
    tone: 'wait',
  },
  'in-use': { name: 'ご利用中', meaning: 'ログインとお手続きに使われています。', tone: 'good' },
  suspended: {
    name: '利用停止',
    meaning: '誤った番号が続けて入力されたため止まっています。窓口で停止を解除するまで使えません。',
    tone: 'bad',
  },
  paused: {
    name: '一時停止中',
    meaning: '窓口で一時停止しています。自動では再開しません。再開は窓口で行います。',
    tone: 'bad',
  },
  void: {
    name: '無効(初期設定されず終了)',
    meaning: '期限切れ、または利用開始パスワードの誤りが続き、初期設定されないまま終わりました。',
    tone: 'over',
  },
  cancelled: { name: '利用解除済み', meaning: '利用を終えています。', tone: 'over' },
  revoked: { name: '失効', meaning: '管理者の手続きにより終了しています。', tone: 'over' },
  expired: {
    name: '有効期限切れ',
    meaning: '有効期限が過ぎ、番号は使えません。再発行が必要です。',
    tone: 'over',
  },
};

/** States that end a token for good. */
export const ENDED_STATES: readonly RegistrationState[] = ['void', 'cancelled', 'revoked', 'expired'];

export const hasEnded = ({ state }: Registration): boolean => ENDED_STATES.includes(state);

/** What a token lives on. */
export const HOLDER_WORDS: Record<Registration['device']['kind'], string> = {
  phone: 'スマートフォンのアプリ',
  pc: 'パソコンのアプリ(拡張機能)',
  hardware: 'ハードウェアトークン',
};

/** How a clerk can have made sure who the customer is. */
export const CHECKS = {
  'visit-licence': '来店・運転免許証',
  'visit-my-number': '来店・マイナンバーカード',
  'visit-passport': '来店・旅券(パスポート)',
  'visit-seal': '来店・通帳と届出印',
  'phone-contract': '電話・契約内容照合',
  'phone-callback': '電話・届出番号への折り返し',
  none: '本人確認なし(行内の判断による手続き)',
} as const;

export type CheckName = keyof typeof CHECKS;

export const isCheck = (typed: string): typed is CheckName => Object.hasOwn(CHECKS, typed);
