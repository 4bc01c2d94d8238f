import { defineCatalogue } from '../../core/i18n/catalogue.ts';
import { useUi } from '../../core/ui/context.ts';

/** What only the full page says: its list of sites, its rule for locking, and how to have it at hand. */
export const pageWords = defineCatalogue(
  {
    sites: 'サイト',
    sitesNote: 'どこに入力するか、許可の取り消し',
    sitesLead: 'パスワードを入力するサイトです。ブラウザが許可していないサイトを、Fudaは見られません。',
    sitesEmpty: 'まだサイトはありません',
    sitesEmptyBody:
      'トークンを設定すると、そのログイン画面のサイトがここに並びます。サイトごとに、自動で入れるかどうかを選べます。許可もここで取り消せます。',
    sitesUnread: 'サイトの一覧を読み込めませんでした。',
    again: 'もう一度読み込む',
    loading: '読み込んでいます…',

    modeSaved: '入力のしかたを変えました',
    noSiteOwn:
      'まだサイトを決めていません。そのサイトのログイン画面で、Fudaのボタンから「このサイトで使う…」を押すと決められます。',
    noToken:
      'このサイトで使うトークンは、いまありません。あとで設定するトークンにも、ここで選んだことを使います。',
    modeElsewhere: '入力のしかたは、設定の「サイト」で変えられます。',

    allow: 'このサイトでの入力を許可する',
    revoke: '許可を取り消す',
    revoked: '許可を取り消しました',
    unneeded: 'この許可はもう必要ありません',
    unneededBody: 'このサイトで使うトークンがありません。許可を取り消しても、困ることはありません。',
    inBulk: 'まとめて許可',
    inBulkBody: 'ほかのサイトとまとめて許可されているので、このサイトだけの取り消しはできません。',
    bulkTitle: 'たくさんのサイトが、まとめて許可されています',
    bulkBody:
      'Fudaが入力するのは、トークンを使うサイトだけです。この許可は必要ありません。サイトごとには取り消せないので、まとめて取り消してから、下のサイトを1つずつ許可してください。',
    bulkDrop: (pattern: string) => `${pattern} の許可を取り消す`,
    bulkFailed:
      '取り消せませんでした。ブラウザの「拡張機能を管理」を開き、Fudaの「サイトへのアクセス」を変えてください。',
    unbind: (token: string) => `${token}をこのサイトから外す`,
    unbound: 'このサイトから外しました',
    unbindFailed: '外せませんでした。もう一度試してください。',

    idle: '使わないときにロックするまで',
    idleMinutes: (minutes: number) => `${minutes}分`,
    lockWhen: '次のときに、自動でロックします',
    lockIdle: (minutes: number) => `Fudaを${minutes}分使わなかったとき`,
    lockScreen: 'パソコンの画面をロックしたとき',
    lockClose: 'ブラウザを閉じたとき',
    lockMeans: 'ロックしている間は、自動でもボタンでも入力しません。',
    idleFailed: '保存できませんでした。もう一度試してください。',

    welcomeNotes: 'はじめに知っておいていただきたいこと',
    noSites: 'Fudaはまだ、どのサイトも見られません',
    noSitesNote:
      'インストールのときに許可をお願いしていないからです。設定の終わりに、ボタンを1つ押します。銀行のログイン画面だけの許可を、ブラウザがたずねます。',
    does: '許可したログイン画面に、パスワードを入れます',
    doesNote: 'ログインのボタンは押しません。ほかのサイトを見ることも、ページに何かを出すこともありません。',
    without: '許可しなくても使えます',
    withoutNote: 'ブラウザの右上にあるFudaのボタンを押すと、いつでもパスワードを見られます。',

    handy: 'ボタンとキーボード',
    handyNote: '見えるところに置く、キーで入力する',
    handyLead: 'Fudaをすぐに使えるようにする、ブラウザの設定です。',
    pin: 'ボタンを見えるところに置く',
    pinSteps:
      'ブラウザの右上にある、パズルの形のボタン（拡張機能）を押します。\n「Fuda」の横にある、ピンの形のボタンを押します。\n札の形のボタンが、右上に出たままになります。',
    pinStepsFirefox:
      'ブラウザの右上にある、パズルの形のボタン（拡張機能）を押します。\n「Fuda」の横にある、歯車の形のボタンを押します。\n「ツールバーにピン留め」を選びます。',
    keys: 'キーボードで使う',
    keyFill: 'パスワードを入力する',
    keyOpen: 'Fudaのボタンを開く',
    keyNone: '設定されていません',
    keysChange:
      'キーを変えるときは、ブラウザのアドレス欄に次の文字を入れて開きます。ブラウザのきまりで、ここからは開けません。',
    keysChangeFirefox:
      'キーを変えるときは、ブラウザのアドレス欄に次の文字を入れて開き、歯車のボタンから「拡張機能のショートカットキーの管理」を選びます。',
  },
  {
    sites: 'Sites',
    sitesNote: 'Where to fill in, taking permissions back',
    sitesLead: 'The sites your passwords are for. Fuda cannot see a site that the browser has not allowed.',
    sitesEmpty: 'No site yet',
    sitesEmptyBody:
      'Once you set up a token, the site of its log-in page stands here. For each site you choose whether to fill in automatically, and you can take the permission back.',
    sitesUnread: 'The list of sites could not be read.',
    again: 'Read it again',
    loading: 'Reading…',

    modeSaved: 'Changed how it is filled in',
    noSiteOwn:
      'No site has been chosen yet. On the site’s log-in page, press Fuda’s button and then “Use it on this site…”.',
    noToken:
      'You have no token for this site now. What you choose here also holds for one that you set up later.',
    modeElsewhere: 'You can change how it is filled in under “Sites” in the settings.',

    allow: 'Allow filling in on this site',
    revoke: 'Take the permission back',
    revoked: 'The permission was taken back',
    unneeded: 'This permission is no longer needed',
    unneededBody: 'You have no token for this site. Nothing is lost when you take the permission back.',
    inBulk: 'Allowed together',
    inBulkBody: 'It is allowed together with other sites, so it cannot be taken back for this site alone.',
    bulkTitle: 'Many sites are allowed at once',
    bulkBody:
      'Fuda fills in only on the sites of your tokens and does not need this. It cannot be taken back site by site: take it back as a whole, then allow the sites below one by one.',
    bulkDrop: (pattern: string) => `Take back ${pattern}`,
    bulkFailed:
      'It could not be taken back. Open “Manage extensions” in the browser and change “Site access” for Fuda.',
    unbind: (token: string) => `Remove ${token} from this site`,
    unbound: 'Removed from this site',
    unbindFailed: 'It could not be removed. Please try again.',

    idle: 'Lock after no use for',
    idleMinutes: (minutes: number) => `${minutes} min`,
    lockWhen: 'It locks by itself',
    lockIdle: (minutes: number) => `when Fuda was not used for ${minutes} minutes`,
    lockScreen: 'when the computer’s screen is locked',
    lockClose: 'when the browser is closed',
    lockMeans: 'While it is locked nothing is filled in, by itself or at a press.',
    idleFailed: 'It could not be saved. Please try again.',

    welcomeNotes: 'Good to know before you begin',
    noSites: 'Fuda cannot see any site yet',
    noSitesNote:
      'It asked for no permission when it was installed. At the end of set-up you press one button, and the browser asks you about your bank’s log-in page only.',
    does: 'It fills in the password on the log-in pages you allow',
    doesNote: 'It never presses the log-in button, looks at no other site and shows nothing inside pages.',
    without: 'It works without permission too',
    withoutNote: 'Press Fuda’s button at the top right of the browser to see your password at any time.',

    handy: 'Button and keyboard',
    handyNote: 'Keep it in sight, fill in with a key',
    handyLead: 'Browser settings that keep Fuda at hand.',
    pin: 'Keep Fuda’s button in sight',
    pinSteps:
      'Press the puzzle-piece button (Extensions) at the top right of the browser.\nPress the pin beside “Fuda”.\nThe button with the wooden tag now stays at the top right.',
    pinStepsFirefox:
      'Press the puzzle-piece button (Extensions) at the top right of the browser.\nPress the gear beside “Fuda”.\nChoose “Pin to Toolbar”.',
    keys: 'Use the keyboard',
    keyFill: 'Fill in the password',
    keyOpen: 'Open Fuda’s button',
    keyNone: 'Not set',
    keysChange:
      'To change the keys, type this into the browser’s address bar. Browsers do not let a page open it for you.',
    keysChangeFirefox:
      'To change the keys, type this into the browser’s address bar, press the gear and choose “Manage Extension Shortcuts”.',
  },
);

/** The page's words in the language on the screen. */
export const usePageWords = () => pageWords[useUi().language.value];
