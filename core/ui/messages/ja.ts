/** What the first screens say, in Japanese. Plain words first: the reader may never have used an app for this. */
export const ja = {
  appName: 'Fuda',
  back: '戻る',
  settings: '設定',
  addToken: 'トークンを追加',
  addShort: '追加',
  tokens: 'トークン',
  allTokens: 'すべてのトークン',
  waitingItems: (count: number) => `お知らせ ${count}件`,
  searchTokens: '名前でさがす',
  searchFound: (count: number) => (count === 0 ? '見つかりません' : `${count}件見つかりました`),
  searchNone: (typed: string) => `「${typed}」に合うトークンはありません。`,
  searchClear: 'すべて表示する',
  reorder: '並べ替え',
  next: '次へ',
  close: '閉じる',
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
  lostTitle: '保存場所につながりません',
  lostBody:
    'ブラウザの保存場所との接続が切れました。いちど閉じて、開き直してください。トークンは消えていません。',

  goneTitle: '保存されていたトークンが見つかりません',
  goneBody:
    'この端末にはトークンがありましたが、ブラウザのデータといっしょに消えたようです。銀行で再発行の手続きをしてください。',
  goneStep1: '銀行の窓口かサイトで「トークンの再発行」を申し込む',
  goneStep2: '届いたメールの番号を用意する',
  goneStep3: '下のボタンから、はじめから設定する',
  goneBegin: 'はじめから設定する',
  goneRestore: 'バックアップから戻す',

  lockedTitle: 'アプリロック',
  lockedLead: 'ご自分で決めたアプリロックコードを入れてください。',
  unlock: '開く',
  lockWrong: 'コードが違います。もう一度入れてください。',
  lockWrongTimes: (times: number) => `これまでに${times}回まちがえています。`,
  lockWait: (text: string) => `まちがいが続いたため、あと${text}待ってください。`,
  lockForgotTitle: 'コードを忘れたとき',
  minutesSeconds: (minutes: number, seconds: number) =>
    minutes > 0 ? (seconds > 0 ? `${minutes}分${seconds}秒` : `${minutes}分`) : `${seconds}秒`,
  hoursMinutes: (hours: number, minutes: number) =>
    minutes > 0 ? `${hours}時間${minutes}分` : `${hours}時間`,
  days: (days: number) => `${days}日`,

  welcomeTitle: '銀行のワンタイムパスワードを\nこの端末で表示します',
  welcomeLead: '設定は一度だけ、3分ほどです。',
  welcomeNeed: 'ご用意いただくもの',
  welcomeNeedMail: '銀行から届いたメール',
  welcomeNeedMailNote: 'サービスIDとユーザIDが書かれています',
  welcomeNeedPassword: '利用開始パスワード',
  welcomeNeedPasswordNote: '申し込みで決めた4〜8桁の数字です',
  welcomeBegin: '設定をはじめる',
  welcomeScan: 'QRコードを読み取る',
  welcomeRestore: '機種変更・バックアップから戻す',
  welcomeOther: 'ほかのサービスのトークンを追加',

  stepOf: (step: number, total: number) => `${total}段階のうち${step}番目`,

  serviceId: 'サービスID',
  userId: 'ユーザID',

  showDigits: '数字を見る',
  hideDigits: '数字を隠す',

  failTooMany:
    '短い間に何度も試したため、いまは受け付けられません。しばらく待ってから、もう一度試してください。',
  failStorageFull: '端末の空き容量が足りず、保存できませんでした。空きを作ってから、もう一度試してください。',
  failStorage: '端末に保存できませんでした。アプリを開き直して、もう一度試してください。',

  password: 'ワンタイムパスワード',
  secondsLeft: (seconds: number) => `あと${seconds}秒`,
  seconds: '秒',
  once: '1回だけ使えます',
  eventShow: 'パスワードを表示',
  eventAgain: '新しいパスワードを表示',
  eventBefore: '押すたびに、新しいパスワードを1つ作ります。使うときに押してください。',
  eventAfter:
    '1回だけ使えます。押すたびに新しいパスワードになりますが、前のものも、新しいほうを使うまでは使えます。',
  eventFailStorage:
    'パスワードを作れませんでした。どこまで使ったかを、端末に保存できません。アプリを開き直して、もう一度試してください。',
  rowEvent: '押して表示',
  rowCovered: 'コードを入れて表示',
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
  show: '表示する',

  quarantined: (count: number) =>
    `${count}件のトークンを読み取れませんでした。データがこわれているようです。ほかのトークンは使えます。銀行で再発行を申し込んでください。`,
  rolledBack:
    '保存されていた内容が、前に使ったときより古いようです。コピーから戻されたおそれがあります。心あたりがないときは、銀行に連絡してください。',

  rolledBackRead: 'わかりました',
  readOnly:
    'もっと新しい版で保存されたトークンです。パスワードは使えますが、変更はできません。新しい版にしてください。',

  remove: 'このトークンを消す',

  lock: 'アプリロック',
  lockCode: 'アプリロックコード',
  lockFailed: '確かめられませんでした。アプリを開き直して、もう一度試してください。',
  lockCodeBad: '1〜32桁の数字を入れてください。',
  or: 'または',
  passkeyUnlock: '指紋・顔・端末のロックで開く',
  passkeyAsking: '確認しています…',
  passkeyUnsupported: 'ここでは指紋や顔で開けません。アプリロックコードを入れてください。',
  passkeyNoPrf: '指紋や顔では開けませんでした。アプリロックコードを入れてください。',
  passkeyCancelled: '確認できませんでした。もう一度押すか、アプリロックコードを入れてください。',
  passkeyWrong:
    '端末の鍵が、前と変わったようです。アプリロックコードで開いて、設定の「アプリロック」で入れ直してください。',
  passkeyStorage: '端末から読み取れませんでした。アプリロックコードを入れてください。',
  coveredLead: 'パスワードは、確かめてから表示します。',
  coveredShow: 'コードを確かめて表示',
  coveredPasskey: '指紋・顔で確かめて表示',

  installTitle: 'Fudaをホーム画面に追加しませんか',
  installTitlePc: 'Fudaをアプリとして追加しませんか',
  installBody: 'すぐに開けるようになり、トークンも消えにくくなります。',
  installTitleFirst: '先に、ホーム画面に追加してください',
  installBodyFirst: 'iPhoneやiPadでは、追加してから設定すると、トークンが消えにくくなります。',
  installHow: '追加のしかた',
  clockFarBody: (text: string) =>
    `${text}ずれています。表示するパスワードはFudaが直していますが、端末の時計を合わせてください。`,
  clockFarUnused: (text: string) =>
    `${text}ずれています。表示されるパスワードが合わないことがありますので、端末の時計を合わせてください。`,
  clockFarHow: '時計の合わせかた',

  updateReady: '新しい版の用意ができました',
  updateApply: '新しい版にする',

  standingRowExpired: '有効期限が過ぎました',
  standingExpired: '有効期限が過ぎました',
  standingExpiredBody: (date: string) => `期限は${date}でした。ワンタイムパスワードは、もう表示されません。`,
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
  standingPausedUnknownBody: 'いつまでかは、銀行に確かめてください。',
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
  askedStateFailed: 'つながりませんでした。電波を確かめて、もう一度試してください。',

  renewalDue: '有効期限が近づいています',
  renewalLeft: (date: string, days: number) =>
    days > 0 ? `${date}まで（あと${days}日）` : `${date}（今日）まで`,
  renewalRow: (days: number) => (days > 0 ? `有効期限まであと${days}日` : '有効期限は今日まで'),
  renew: '有効期限を延長する',
  logIn: 'ワンタイムパスワードでログイン',
  logInWait: '次の数字をお待ちください',
  logInWhere: (host: string) => `${host} のログイン画面を開き、いまの数字を入れます`,
};
