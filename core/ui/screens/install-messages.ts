import { defineCatalogue } from '../../i18n/catalogue.ts';

/** How to put the app on the home screen, system by system. Steps are parted by line breaks. */
export const installMessages = defineCatalogue(
  {
    title: 'ホーム画面に追加',
    titleDesktop: 'アプリとして追加',
    lead: '追加すると、ブラウザを開かなくても、ほかのアプリと同じように開けます。',
    point1: '押すだけで、すぐにパスワードが出ます',
    point2: 'ブラウザがトークンを消しにくくなります',
    point3: 'トークンは、そのまま使えます',
    iosPoint3: '追加したFudaに、いまのトークンは入りません',
    iosNotice:
      'iPhoneとiPadでは、追加したFudaは別に保存されます。ご自分で追加したトークンは、先にバックアップを取って、追加したFudaで戻してください。銀行のトークンは、銀行で再発行を申し込んで設定し直します。',
    stepsTitle: '追加のしかた',
    ios: '画面の下（iPadは上）の共有ボタン「□に↑」を押す\n出てきた一覧を上に動かして「ホーム画面に追加」を押す\n右上の「追加」を押す\nホーム画面のFudaのアイコンから開く',
    android:
      'ブラウザの右上（または右下）の「︙」を押す\n「ホーム画面に追加」または「アプリをインストール」を押す\n「追加」または「インストール」を押す',
    desktop:
      'アドレス欄の右はしにある「インストール」の印を押す\n見つからないときは、ブラウザのメニューから「アプリとしてインストール」を選ぶ（Macの Safari は「ファイル」→「Dockに追加」）\n「インストール」または「追加」を押す',
    firefox: 'お使いのブラウザに見あたらないときは、ChromeかEdgeで開いてください。',
    add: '追加する',
    adding: 'ブラウザがたずねています…',
    added: '追加しました',
    notAdded: '追加していません。あとからでも、設定の画面から追加できます。',
    done: '追加するものはありません',
    doneBody: 'Fudaはもう追加されているか、このブラウザでは追加できません。',
    later: 'あとで',
  },
  {
    title: 'Add to the home screen',
    titleDesktop: 'Add as an app',
    lead: 'Once added, Fuda opens like any other app, without the browser.',
    point1: 'One tap shows your password',
    point2: 'The browser is less likely to clear your tokens',
    point3: 'Your tokens stay as they are',
    iosPoint3: 'The tokens you have here are not carried over',
    iosNotice:
      'On an iPhone or iPad the added Fuda keeps its own data. Make a backup of your own tokens first and restore it there. Have your bank issue its tokens again.',
    stepsTitle: 'How to add it',
    ios: 'Tap the share button, a square with an arrow up, at the foot of the screen (on an iPad, at the top)\nScroll the list and tap “Add to Home Screen”\nTap “Add” at the top right\nOpen Fuda from its icon on the home screen',
    android:
      'Tap “⋮” at the top right (or bottom right) of the browser\nTap “Add to Home screen” or “Install app”\nTap “Add” or “Install”',
    desktop:
      'Click the install sign at the right end of the address bar\nIf there is none, choose “Install as an app” in the browser’s menu (in Safari on a Mac: “File”, “Add to Dock”)\nClick “Install” or “Add”',
    firefox: 'If your browser has none of these, open Fuda in Chrome or Edge.',
    add: 'Add it',
    adding: 'The browser is asking…',
    added: 'It was added',
    notAdded: 'It was not added. You can add it later from the settings.',
    done: 'Nothing to add here',
    doneBody: 'Fuda has already been added to this device, or this browser cannot add it.',
    later: 'Later',
  },
);
