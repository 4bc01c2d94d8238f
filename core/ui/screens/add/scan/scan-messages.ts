import { defineCatalogue } from '../../../../i18n/catalogue.ts';

/** What the camera and the scan screen say; loaded with them. */
export const scanMessages = defineCatalogue(
  {
    title: 'QRコードを読み取る',
    lead: '銀行のメールや画面、ほかのサービスの設定画面にあるQRコードを読み取ります。',
    cameraAskTitle: 'カメラを使います',
    cameraAsk:
      '次に「カメラを許可しますか」と聞かれたら、「許可」を押してください。うつした映像は、保存も送信もしません。',
    cameraUse: 'カメラを使う',
    cameraOpening: 'カメラを準備しています…',
    cameraGuide: '枠の中に、QRコード全体が入るようにしてください。',
    cameraTips: '読み取れないときは、明るい所で、15cmほど離して、まっすぐ向けてください。',
    cameraShown: 'カメラの映像',
    cameraOther: 'ほかのカメラ',
    torchOn: 'ライトをつける',
    torchOff: 'ライトを消す',
    cameraAgain: 'もう一度試す',
    cameraRefusedTitle: 'カメラが許可されていません',
    cameraRefused:
      'ブラウザか端末の設定で、このアプリのカメラを「許可」にしてから、もう一度試してください。アドレスの左のしるし（鍵や調整のマーク）から変えられることが多いです。',
    cameraNoneTitle: 'カメラが見つかりません',
    cameraNone: 'この端末には使えるカメラがないようです。下のほかの方法で読み取れます。',
    cameraBusyTitle: 'カメラを使えませんでした',
    cameraBusy: 'ほかのアプリがカメラを使っているかもしれません。それを閉じてから、もう一度試してください。',
    cameraInsecureTitle: 'この画面ではカメラを使えません',
    cameraInsecure:
      '安全な接続（https）で開いていないか、ブラウザがカメラに対応していません。下のほかの方法で読み取れます。',
    otherWays: 'ほかの方法',
    picture: '画像から読み取る',
    pictureReading: '画像を調べています…',
    pictureNoCode:
      '画像の中にQRコードが見つかりませんでした。QRコードが大きく、はっきり写った画像を選んでください。',
    pictureNoPicture: 'このファイルは画像として開けませんでした。写真やスクリーンショットを選んでください。',
    pictureTooLarge:
      '画像が大きすぎます。QRコードのまわりを切り取った画像か、スクリーンショットを選んでください。',
    dropHere: 'ここに画像を置いてください',
    paste: '貼り付けて読み取る',
    pasteLabel: 'アドレス（リンク）',
    pasteHint:
      '「otpauth://」で始まるアドレスか、銀行のメールの設定リンクを貼り付けます。QRコードの画像も貼り付けられます。',
    pasteDo: '読み取る',
    refusedTitle: 'このQRコードは使えません',
    pictureTitle: '画像から読み取れませんでした',
    byNumbers: '番号を自分で入れる',
    'refused-kind':
      'この種類のワンタイムパスワードには対応していません。時間で変わるもの（TOTP）か、押すたびに変わるもの（HOTP）をお使いください。',
    'refused-seed-missing':
      'パスワードのもとになる「秘密の文字」が入っていません。表示したサイトで、QRコードを出し直してください。',
    'refused-seed-not-base32':
      '「秘密の文字」に使えない文字が入っています。表示したサイトで、QRコードを出し直してください。',
    'refused-seed-too-short':
      '「秘密の文字」が短すぎて、安全に使えません（16文字以上が必要です）。表示したサイトに問い合わせてください。',
    'refused-seed-too-long': '「秘密の文字」が長すぎます。表示したサイトで、QRコードを出し直してください。',
    'refused-algorithm':
      '計算の方式に対応していません。使えるのは、SHA-1・SHA-256・SHA-512です。表示したサイトで、ほかの方式を選んでください。',
    'refused-digits':
      '桁数が正しくありません。使えるのは、6桁・7桁・8桁です。表示したサイトに問い合わせてください。',
    'refused-period':
      '数字の変わる間隔が正しくありません。使えるのは、1秒から1日までです。表示したサイトに問い合わせてください。',
    'refused-counter': '回数の指定が正しくありません。表示したサイトで、QRコードを出し直してください。',
    'refused-name':
      '名前が80文字より長いか、使えない文字が入っています。表示したサイトで、名前を短くして出し直してください。',
    'refused-empty': '何も書かれていません。別のQRコードか画像を試してください。',
    'refused-too-long': '内容が長すぎます。トークンを追加するためのものではないようです。',
    'refused-not-text': '文字ではないデータが入っています。トークンを追加するためのものではないようです。',
    'refused-other-link':
      'ふつうのホームページへのリンクです。銀行のメールの「設定リンク」か、設定画面のQRコードを使ってください。',
    'refused-other-scheme':
      'Wi-Fi・連絡先・支払いなど、ほかの目的のものです。設定画面に出ているQRコードを使ってください。',
    'refused-set-up-numbers':
      '銀行の設定用のリンクですが、中の番号が正しくありません。メールのリンクを開き直すか、番号を自分で入れてください。',
    'refused-migration':
      'ほかのアプリの「まとめて移す」QRコードは読み取れません。それぞれのサイトの設定画面で、QRコードを1つずつ出してください。',
    'refused-part-damaged':
      '引っ越し用のQRコードですが、正しく読み取れませんでした。画面の明るさを上げて、もう一度読み取ってください。',
    'refused-part-newer':
      '新しい版のFudaで作られた引っ越し用のQRコードです。この端末のFudaを新しくしてから、もう一度試してください。',
  },
  {
    title: 'Scan a QR code',
    lead: 'Reads the QR code in your bank’s e-mail or on its site, or on another service’s set-up page.',
    cameraAskTitle: 'The camera is needed',
    cameraAsk:
      'Next you will be asked whether to allow the camera: please press “Allow”. Pictures are neither kept nor sent anywhere.',
    cameraUse: 'Use the camera',
    cameraOpening: 'Getting the camera ready…',
    cameraGuide: 'Hold the whole QR code inside the frame.',
    cameraTips: 'If nothing happens: find good light, keep about 15 cm away, and hold it straight.',
    cameraShown: 'Camera picture',
    cameraOther: 'Other camera',
    torchOn: 'Turn on the light',
    torchOff: 'Turn off the light',
    cameraAgain: 'Try again',
    cameraRefusedTitle: 'The camera is not allowed',
    cameraRefused:
      'Set this app’s camera to “allow” in the browser’s or the device’s settings, then try again. It can often be changed from the sign to the left of the address (a lock or sliders).',
    cameraNoneTitle: 'No camera was found',
    cameraNone:
      'This device seems to have no camera that can be used. The other ways below work without one.',
    cameraBusyTitle: 'The camera could not be used',
    cameraBusy: 'Another app may be using it. Close that app, then try again.',
    cameraInsecureTitle: 'No camera in this window',
    cameraInsecure:
      'The page was not opened over a secure connection (https), or the browser offers pages no camera. The other ways below work without one.',
    otherWays: 'Other ways',
    picture: 'Read from a picture',
    pictureReading: 'Looking at the picture…',
    pictureNoCode:
      'No QR code was found in the picture. Choose one that shows the QR code large and clearly.',
    pictureNoPicture: 'This file could not be opened as a picture. Choose a photo or a screenshot.',
    pictureTooLarge: 'The picture is too large. Choose one cut down to the QR code, or a screenshot.',
    dropHere: 'Drop the picture here',
    paste: 'Paste an address instead',
    pasteLabel: 'Address (link)',
    pasteHint:
      'Paste an address that begins with “otpauth://”, or the set-up link of your bank’s e-mail. A picture of a QR code can be pasted too.',
    pasteDo: 'Read',
    refusedTitle: 'This QR code cannot be used',
    pictureTitle: 'The picture could not be read',
    byNumbers: 'Enter the numbers yourself',
    'refused-kind':
      'This kind of one-time password is not supported. Use one that changes with time (TOTP) or at each press (HOTP).',
    'refused-seed-missing':
      'The secret that the passwords are made from is missing. Show a new QR code on the site it came from.',
    'refused-seed-not-base32':
      'The secret holds characters that cannot be used. Show a new QR code on the site it came from.',
    'refused-seed-too-short':
      'The secret is too short to be safe (it needs 16 characters or more). Please ask the site it came from.',
    'refused-seed-too-long': 'The secret is too long. Show a new QR code on the site it came from.',
    'refused-algorithm':
      'Its method is not supported; SHA-1, SHA-256 and SHA-512 are. Choose another one on the site it came from.',
    'refused-digits':
      'Its number of digits is not supported; 6, 7 and 8 are. Please ask the site it came from.',
    'refused-period':
      'It changes at an interval that is not supported; 1 second to 1 day is. Please ask the site it came from.',
    'refused-counter': 'Its counter is not right. Show a new QR code on the site it came from.',
    'refused-name':
      'A name is longer than 80 characters or holds ones that cannot be used. Shorten it on the site it came from.',
    'refused-empty': 'There is nothing in it. Try another QR code or picture.',
    'refused-too-long': 'It is too long. It does not seem to be meant for adding a token.',
    'refused-not-text': 'It holds data that is no text. It does not seem to be meant for adding a token.',
    'refused-other-link':
      'It is a link to an ordinary web page. Use the set-up link of your bank’s e-mail, or the QR code of a set-up page.',
    'refused-other-scheme':
      'It is meant for something else, such as Wi-Fi, a contact or a payment. Use the QR code of a set-up page.',
    'refused-set-up-numbers':
      'It is a bank’s set-up link, but a number in it is not right. Open the link in the e-mail again, or enter the numbers yourself.',
    'refused-migration':
      'Another app’s “export accounts” QR code cannot be read. Show the QR codes one by one on each site’s set-up page.',
    'refused-part-damaged':
      'It is a QR code for moving, but it could not be read properly. Make the screen brighter and scan it again.',
    'refused-part-newer':
      'It is a QR code for moving made by a newer version of Fuda. Update Fuda on this device, then try again.',
  },
);

export type ScanWords = (typeof scanMessages)['en'];
