import { formatDateTime } from '../../../core/i18n/format.ts';
import type { RegistrationEvent } from '../../../core/protocol/relying-party/messages.ts';
import type { AuditEvent } from '../audit.ts';
import { CHECKS, isCheck } from './words.ts';

type Details = Readonly<Record<string, unknown>>;

/** What each entry of the bank's audit says to a clerk. */
const BANK_WORDS: Record<AuditEvent, string> & Record<string, string> = {
  login: 'ログインしました',
  'login-refused': 'ログインできませんでした(ID・パスワードの誤り)',
  'login-throttled': 'ログインを待つようお断りしました(誤りが続いたため)',
  'login-code-refused': 'ログインできませんでした(ワンタイムパスワードの誤り)',
  'login-suspended': 'ログインできませんでした(番号を使えない状態のため)',
  'login-unavailable': 'ログインできませんでした(認証センターにつながらないため)',
  'login-paused': '一時停止中のため、番号なしでログインを受け付けました',
  logout: 'ログアウトしました',
  'risk-scored': 'ふだんと違う操作でないかを判定しました',
  'answers-right': '追加認証の回答が合いました',
  'answers-wrong': '追加認証の回答が違いました',
  'answers-registered': '追加認証の回答を登録しました',
  'confirmation-wrong': '確認用パスワードが違いました',
  'mail-password-sent': '取引認証パスワードをメールで送りました',
  'mail-password-wrong': '取引認証パスワードが違いました',
  'mail-password-switched': '取引認証パスワードの利用を切り替えました',
  'method-chosen': '認証方法を選びました',
  'phone-asked': '電話番号の確認を始めました',
  'phone-call-refused': '電話番号の確認の着信をお断りしました',
  'phone-confirmed': '電話番号を確認しました',
  'otp-applied': 'ワンタイムパスワードを申し込みました',
  'otp-hardware-applied': 'ハードウェアトークンを申し込みました',
  'otp-hardware-withdrawn': 'ハードウェアトークンの申込みを取り下げました',
  'otp-hardware-assigned': 'ハードウェアトークンをお渡ししました',
  'otp-started': 'ワンタイムパスワードの利用を開始しました',
  'otp-start-refused': '利用開始の番号が違いました',
  'otp-cancelled': 'ワンタイムパスワードの利用を解除しました',
  'otp-cancel-refused': '利用解除の本人確認ができませんでした',
  'otp-recovered': 'ログインせずに再発行の手続きをしました',
  'operation-refused': 'お取引の本人確認ができませんでした',
  'details-changed': 'お客様情報を変更しました',
  transfer: 'お振込をしました',
  'desk-login': '窓口にログインしました',
  'desk-login-refused': '窓口にログインできませんでした',
  'desk-login-throttled': '窓口のログインを待つようお断りしました',
  'desk-logout': '窓口からログアウトしました',
  'desk-searched': 'お客様をさがしました',
  'desk-viewed': 'お客様の記録を開きました',
  'desk-lifted': '利用停止を解除しました',
  'desk-paused': '一時停止しました',
  'desk-resumed': '一時停止から再開しました',
  'desk-cancelled': '利用を解除しました',
  'desk-reissued': '発行・再発行しました',
  'desk-restocked': 'ハードウェアトークンを在庫に戻しました',
  'desk-unlocked': '入力の制限を解除しました',
};

const DEVICE_WORDS: Record<string, string> = {
  phone: 'スマートフォン',
  pc: 'パソコン',
  hardware: 'ハードウェアトークン',
};

/** Values of the bank's details, by the detail's name; what is not here is not shown. */
const DETAIL_WORDS: Record<string, Record<string, string>> = {
  operation: {
    login: 'ログイン',
    transfer: 'お振込',
    'change-details': 'お客様情報の変更',
    apply: 'ワンタイムパスワードの申込み',
    'cancel-token': '利用解除',
    'recover-token': '再発行',
  },
  why: {
    confirmation: '確認用パスワードの誤り',
    'card-number': 'キャッシュカード番号の誤り',
    code: 'ワンタイムパスワードの誤り',
    mail: '取引認証パスワードの誤り',
    'mail-over': '取引認証パスワードの期限切れ',
    'mail-limit': '取引認証パスワードの送信回数の上限',
    'confirmation-locked': '確認用パスワードの制限',
    'answers-locked': '追加認証の制限',
    suspended: '利用停止',
    paused: '一時停止の期限切れ',
    expired: '有効期限切れ',
  },
  method: { code: 'ワンタイムパスワードで認証', mail: 'メールの取引認証パスワードで認証' },
  on: { true: '利用する', false: '利用しない' },
  asked: { true: '追加認証を求めました', false: '追加認証は不要でした' },
  device: DEVICE_WORDS,
  unlocked: { confirmation: '確認用パスワード', answers: '追加認証の回答' },
};
const SIGNAL_WORDS: Record<string, string> = {
  'unknown-browser': '初めてのブラウザー',
  'new-network': '初めての接続元',
  'unusual-hour': 'ふだんと違う時間帯',
  velocity: '短時間のくり返し',
};
const CALL_WORDS: Record<string, string> = {
  anonymous: '番号非通知',
  'ip-phone': '050番号',
  late: '時間切れ',
  several: '複数の確認が同時にあるため',
  'wrong-line': '案内と違う番号への着信',
  'not-expected': '確認を待っていない番号',
  stale: '古い着信',
};
const REFUSED_WORDS: Record<string, string> = {
  'setup-expired': '初期設定の期限切れ',
  'setup-used': '初期設定は済んでいます',
  'device-limit': 'ほかの端末で設定済み',
};
const USE_WORDS: Record<string, string> = {
  start: '利用開始',
  verify: '番号の照合',
  resync: '番号の再同期',
};
const CHECK_OUTCOMES: Record<string, string> = {
  wrong: '番号の誤り',
  used: '使用済みの番号',
  suspended: '利用停止中',
  'not-usable': '使えない状態',
};

/** The word for a value; nothing for one that has none. */
const say = (words: Record<string, string>, value: unknown): string =>
  Object.hasOwn(words, String(value)) ? (words[String(value)] ?? '') : '';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const time = (value: unknown): string => (typeof value === 'number' ? formatDateTime(value, 'ja') : '');

/** The bank's entry in words; one this program does not know yet is still named as what it is. */
export function bankWords(event: string, details: Details): { what: string; more: string[] } {
  const what = (Object.hasOwn(BANK_WORDS, event) ? BANK_WORDS[event] : null) ?? `その他の記録(${event})`;
  const checked = text(details['checked']);
  return {
    what,
    more: [
      ...Object.entries(DETAIL_WORDS).map(([name, words]) => say(words, details[name])),
      ...text(details['signals'])
        .split(' ')
        .map((signal) => say(SIGNAL_WORDS, signal)),
      typeof details['score'] === 'number' ? `${details['score']}点` : '',
      event === 'phone-call-refused' ? say(CALL_WORDS, details['reason']) : '',
      details['serial'] === undefined ? '' : `製造番号 ${text(details['serial'])}`,
      details['until'] === undefined ? '' : `${time(details['until'])}まで`,
      isCheck(checked) ? `本人確認 ${CHECKS[checked]}` : '',
    ].filter((each) => each !== ''),
  };
}

/** What each entry of the authority's history says to a clerk; a pair where it says more. */
const AUTHORITY_WORDS: Record<string, (details: Details) => readonly [string, ...string[]]> = {
  issued: (d) => ['トークンを発行しました', say(DEVICE_WORDS, d['device'])],
  'activation-refused': (d) => ['利用開始パスワードが違いました', triesOf(d)],
  'activation-voided': (d) => ['利用開始パスワードの誤りが続き、無効になりました', triesOf(d)],
  activated: (d) => ['アプリの初期設定が完了しました', say(DEVICE_WORDS, d['device'])],
  'activation-repeated': () => ['同じ端末に初期設定の結果をもう一度送りました'],
  'activation-declined': (d) => ['初期設定をお断りしました', say(REFUSED_WORDS, d['reason'])],
  started: () => ['最初の番号を確認し、利用を開始しました'],
  'code-accepted': () => ['ワンタイムパスワードを確認しました'],
  resynchronised: () => ['番号のずれを直しました'],
  'code-refused': (d) => [
    'ワンタイムパスワードを確認できませんでした',
    say(USE_WORDS, d['use']),
    say(CHECK_OUTCOMES, d['outcome']),
    d['state'] === 'suspended' ? '利用停止になりました' : `停止まであと${Number(d['attemptsLeft'])}回`,
  ],
  lifted: () => ['利用停止を解除しました'],
  paused: (d) => ['一時停止しました', `${time(d['until'])}まで番号なしで利用可`],
  resumed: () => ['一時停止から再開しました'],
  cancelled: (d) => ['利用を解除しました', d['by'] === 'desk' ? '窓口での手続き' : 'お客様ご自身の手続き'],
  revoked: () => ['失効させました'],
  renewed: (d) => ['有効期限を更新しました', `新しい期限 ${time(d['expiresAt'])}`],
  stocked: (d) => ['在庫に加えました', serialOf(d)],
  assigned: (d) => ['ハードウェアトークンを割り当てました', serialOf(d)],
  returned: (d) => ['ハードウェアトークンを在庫に戻しました', serialOf(d)],
  restocked: (d) => ['在庫に戻りました', serialOf(d)],
  'mail-delayed': () => ['初期設定のメールがまだ届いていません', '自動で送り直しています'],
  'mail-delivered': () => ['遅れていた初期設定のメールを送りました'],
  'mail-given-up': () => ['初期設定のメールを送れませんでした', '宛先をご確認のうえ再発行してください'],
};

const triesOf = (details: Details): string =>
  typeof details['tries'] === 'number' ? `${details['tries']}回目` : '';
const serialOf = (details: Details): string => `製造番号 ${text(details['serial'])}`;

/** The authority's entry in words. */
export function authorityWords({ action, details }: RegistrationEvent): { what: string; more: string[] } {
  const known = Object.hasOwn(AUTHORITY_WORDS, action) ? AUTHORITY_WORDS[action] : undefined;
  const [what, ...more] = known?.(details) ?? ([`その他の記録(${action})`] as const);
  return { what, more: more.filter((each) => each !== '') };
}
