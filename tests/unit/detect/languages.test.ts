// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

lendVisibility(globalThis);

const words = wordsFrom(WORD_SOURCES);

/** Whether `#x` is the field in this markup. */
const takes = (body: string) => {
  // Files of a worker share the document: what an earlier one left in its head is not this page's.
  document.head.innerHTML = '';
  document.body.innerHTML = body;
  return findOtpField(document, { words }).otp?.elements[0]?.id === 'x';
};
const LOGIN = '<label>ID <input name="id"></label><label>PW <input type="password" name="pw"></label>';

/** Names that decide by themselves, beside a login too. */
const STRONG = `
ワンタイムパスワード|ﾜﾝﾀｲﾑﾊﾟｽﾜｰﾄﾞ|ワンタイム・パスワード|ワンタイムPW|ワンタイムキー|OTP|OTPコード|トークン番号|トークンコード
トークンに表示されている番号|トークン表示の6桁の数字|スマホトークンの数字|ハードウェアトークンのパスワード|ソフトトークン番号
可変パスワード|使い捨てパスワード|認証アプリのコード|認証アプリに表示された6桁の数字|2段階認証コード|二要素認証コード
2要素認証の確認コード|多要素認証コード|パスワードカードに表示された数字|液晶に表示された6桁の数字
One-time password|One time passcode|1-time code|Single-use code|OTP code|TOTP|Authenticator code|Code from your authenticator app
6-digit code from the app|Token code|Security token number|Code shown on your token|Number on your key fob|SecurID passcode
Two-factor code|2FA token|MFA code|2-step verification code|Two-step authentication code|Dynamic passcode|Soft token
Einmalpasswort|Einmalkennwort|Einmalcode|TAN|pushTAN|Zwei-Faktor-Code|Code aus der Authenticator-App|Code aus Ihrer App|2-Faktor-Code
Code à usage unique|Mot de passe à usage unique|Code de votre application|Code affiché sur votre token|Double authentification|Code généré par l'application
Contraseña de un solo uso|Clave dinámica|Código de un solo uso|Código del token|Código de la aplicación|Código de tu app autenticadora|Verificación en dos pasos
Password monouso|Codice monouso|Codice usa e getta|Codice del token|Codice generato dall'app|Autenticazione a due fattori|Codice dell'app
Eenmalige code|Code uit de app|Tweestapsverificatie|Tweefactorcode|Eenmalig wachtwoord
Senha descartável|Código do token|Código de uso único|Código do app|Autenticação em dois fatores|Verificação em duas etapas|iToken
Hasło jednorazowe|Kod jednorazowy|Kod z tokena|Kod z aplikacji|Uwierzytelnianie dwuskładnikowe|Weryfikacja dwuetapowa
Tek kullanımlık şifre|Tek kullanımlık parola|TEK KULLANIMLIK ŞİFRE|İki aşamalı doğrulama kodu|İki faktörlü kimlik doğrulama
Mật khẩu một lần|Mã OTP|Xác thực hai lớp|Mã từ ứng dụng xác thực|Xác thực hai yếu tố
Kata sandi sekali pakai|Kode OTP|Kode dari aplikasi autentikator|Verifikasi dua langkah
Одноразовый пароль|Одноразовый код|Код из приложения|Код двухфакторной аутентификации|Код с токена|Двухэтапная проверка
Engångskod|Engångslösenord|Tvåstegsverifiering|Engangskode|Engangspassord|Totrinnsbekreftelse|Kertakäyttöinen salasana|Tofaktorgodkendelse
动态口令|动态密码|动态验证码|一次性密码|令牌码|手机令牌|双重认证|两步验证码|身份验证器代码|谷歌验证器
動態密碼|一次性密碼|兩步驟驗證碼|雙重驗證|驗證器
ワンパス|ワンタイム番号|1タイムパスワード|1回限りのパスワード|アプリに表示された番号|アプリに表示されている8桁の数字|アプリに表示中の6桁|アプリの数字|アプリで生成した番号|第2パスワード（トークン）|TKN番号|TOKEN CD|生成機の番号|30秒ごとに変わる番号|手元の機器に表示された番号
Second password (token)|One time pin|OTP PIN|RSA passcode|Code that changes every 30 seconds|The digits your app shows|Zweiter Faktor (Token)|2. Faktor|In der App angezeigter Code|Tokennummer|Generierter Code|Gegenereerde code|Code die de app toont
Code généré par l'appli|Code affiché par l'application|Deuxième facteur|Código que muestra la app|Segundo factor|Codice mostrato dall'app|Secondo fattore|Código gerado pelo app|Segundo fator|Token do app|Drugi składnik|Kód zobrazený v aplikaci|Uygulamadaki kod|Token kodu|Mã do ứng dụng tạo|Kode yang ditampilkan aplikasi|Второй фактор|Код, сгенерированный приложением|Kod från dosan|Koodi sovelluksesta
앱에 표시된 번호|앱 인증번호|App上显示的数字|应用中显示的验证码|二次验证码|應用程式產生的驗證碼|權杖代碼
OTP 번호|OTP 비밀번호|일회용 비밀번호|일회용 인증번호|2단계 인증 코드|토큰 번호|인증 앱 코드`
  .split(/[|\n]/)
  .filter(Boolean);

test.for(STRONG)('beside a login, takes a field called %s', (name) => {
  expect(takes(`<form>${LOGIN}<label>${name} <input id="x"></label></form>`)).toBe(true);
  expect(takes(`<form>${LOGIN}<p>${name}</p><p><input id="x" type="password"></p></form>`)).toBe(true);
});

/** Names that mailed codes and pictures have as well: enough for the only field of a page. */
const MEDIUM = `
認証コード|認証番号|確認コード|パスコード|セキュリティコード|ログインコード
Verification code|Security code|Authentication code|Login code|Passcode|Confirmation code|Access code
Bestätigungscode|Sicherheitscode|Prüfcode|Authentifizierungscode|Code de vérification|Code de sécurité|Code de confirmation
Código de verificación|Código de seguridad|Código de confirmación|Código de verificação|Código de segurança|Codice di verifica|Codice di sicurezza
Verificatiecode|Beveiligingscode|Kod weryfikacyjny|Kod potwierdzający|Doğrulama kodu|Onay kodu|Güvenlik kodu
Mã xác thực|Mã xác minh|Kode verifikasi|Kode keamanan|Код подтверждения|Проверочный код|Verifieringskod|Bekreftelseskode|Vahvistuskoodi
验证码|校验码|驗證碼|인증번호|인증코드|보안코드|확인코드`
  .split(/[|\n]/)
  .filter(Boolean);

test.for(MEDIUM)('takes the only field of a page called %s, and none beside a login', (name) => {
  const field = `<label>${name} <input id="x" maxlength="6"></label>`;
  expect(takes(`<form>${field}</form>`)).toBe(true);
  expect(takes(`<form>${LOGIN}${field}</form>`)).toBe(false);
});

/** Names that say nothing: what stands around the field decides. */
const PLAIN = `
コード|番号|数字6桁|6桁の数字|6桁の数字を入力してください|表示された番号|レスポンス|応答番号
Code|Enter code|Number|Response|Enter the 6-digit code|6 digits|Please enter the code shown below|Value
Code eingeben|Bitte geben Sie den Code ein|6-stelliger Code|Saisissez le code|Entrez le code à 6 chiffres|Ingrese el código|Introduzca el código de 6 dígitos
Inserisci il codice|Digite o código|Insira o código de 6 dígitos|Voer de code in|6-cijferige code|Wpisz kod|Podaj 6-cyfrowy kod|Kodu girin
Nhập mã|Nhập mã gồm 6 chữ số|Masukkan kode|Введите код|Код|Ange koden|Skriv inn koden|Indtast kode|Syötä koodi
请输入6位数字|輸入代碼|코드|번호 입력|6자리 숫자를 입력하세요`
  .split(/[|\n]/)
  .filter(Boolean);

test.for(PLAIN)('takes the only field called %s where a token is spoken of, and not elsewhere', (name) => {
  const form = `<form><label>${name} <input id="x" maxlength="6"></label></form>`;
  expect(takes(`<h1>Two-factor authentication</h1>${form}`)).toBe(true);
  expect(takes(`<p>お手元のトークンをご覧ください。</p>${form}`)).toBe(true);
  expect(takes(`<h1>Welcome</h1>${form}`)).toBe(false);
});

/** Other things, whatever the page is about and whatever the markup calls them. */
const OTHERS = `
アプリに表示された会員番号|アプリに表示されたクーポン番号|アプリの暗証番号|アプリに届いた番号|ワンポイント番号|App PIN|Membership number in your app|Gift code from the app|Code promo de l'application
ログインパスワード|現在のパスワード|新しいパスワード|確認用パスワード|取引パスワード|取引実行パスワード|実行用パスワード|承認パスワード|第二暗証|第2暗証番号|第2パスワード|暗証番号|合言葉|秘密の質問
乱数表の数字|ご確認カードの番号|カード番号|カード裏面の番号|セキュリティカード番号|カードの有効期限|カードの暗証番号|お客様番号|お客さま番号|契約者番号|口座番号|支店番号|店番号|会員番号|ユーザーID|社員番号
シリアル番号|トークンのシリアル番号|トークン名|トークンID|製造番号|リカバリーコード|回復用コード|バックアップコード|予備のコード|招待コード|紹介コード|クーポンコード|キャンペーンコード|ギフトコード|プロモーションコード
メール認証コード|メールに記載の番号|SMS認証コード|ショートメッセージで届いた番号|電話でお伝えした番号|音声で案内された番号|画像の文字|画像認証|ライセンスキー|ミーティングID|予約番号|受付番号|取引認証番号|署名コード|生年月日|金額|振込金額|電話番号|郵便番号|氏名
Password|Current password|New password|Confirm password|Transaction password|Trading password|PIN|Card PIN|PIN code|Memorable word|Security question|Security answer|3rd character of your password
Card number|CVV|CVC|Card verification code|Security code on the back of the card|Expiry date|Grid card B4|Customer number|Account number|Sort code|Branch code|Contract number|Username|User ID|Member number
Serial number|Token serial number|Token name|Device name|Recovery code|Backup code|Emergency code|Scratch code|Promo code|Voucher code|Coupon code|Gift card code|Discount code|Referral code|Invitation code|Activation code|Licence key|License key|Product key
Meeting ID|Meeting passcode|Booking reference|Booking code|Confirmation number|Flight number|Class code|Tracking number|Order number|Email code|Code from the email|SMS code|Text message code|Code we texted you|Voice call code|Code from the phone call|CAPTCHA|Enter the characters in the image|Date of birth|Amount|Phone number|Postcode|ZIP code|Code shown on your TV|Card reader code|API token|Access token
Passwort|PIN|Kartennummer|Kundennummer|Gutscheincode|E-Mail-Code|SMS-Code|mTAN|Wiederherstellungscode|Mot de passe|Code postal|Code promo|Numéro client|Code de secours|Code reçu par SMS|Contraseña|Código postal|Cupón|Código de recuperación|Código por SMS|Senha|Cupom de desconto|Agência|Conta|Codice fiscale del cliente|Buono sconto|CAP|Codice di recupero
Wachtwoord|Kortingscode|Klantnummer|Hasło|Kod rabatowy|Kod pocztowy|Şifre|İndirim kodu|Müşteri numarası|Mật khẩu|Mã giảm giá|Mã khách hàng|Kata sandi|Kode promo|Пароль|Промокод|Индекс|Номер счёта|Код из СМС|Lösenord|Rabattkod|Postnummer|Salasana
短信验证码|手机验证码|邮箱验证码|图形验证码|登录密码|支付密码|交易密码|优惠码|邀请码|激活码|备用码|语音验证码|手機驗證碼|簡訊驗證碼|登入密碼|圖形驗證碼|優惠碼
비밀번호|계좌 비밀번호|계좌번호|문자 인증번호|이메일 인증코드|보안카드 번호|쿠폰번호|초대코드|복구 코드|백업 코드|자동입력 방지문자|생년월일|우편번호`
  .split(/[|\n]/)
  .filter(Boolean);

test.for(OTHERS)('never takes a field called %s', (name) => {
  const field = (attributes: string) => `<label>${name} <input id="x" ${attributes}></label>`;
  for (const attributes of ['', 'maxlength="6" inputmode="numeric"', 'type="password"']) {
    expect(takes(`<form>${field(attributes)}</form>`), attributes).toBe(false);
    expect(takes(`<h1>Two-factor authentication</h1><form>${field(attributes)}</form>`), attributes).toBe(
      false,
    );
    expect(takes(`<h1>ワンタイムパスワード</h1><form>${LOGIN}${field(attributes)}</form>`), attributes).toBe(
      false,
    );
  }
});

/** What says only that it is secret may be said of the code as well. */
const SECRET =
  /^(Password|Passwort|Mot de passe|Contraseña|Senha|Wachtwoord|Hasło|Şifre|Mật khẩu|Kata sandi|Пароль|Lösenord|Salasana|비밀번호)$/;

test.for(OTHERS.filter((name) => !SECRET.test(name)))(
  'nor where the markup says that it is a one-time code: %s',
  (name) => {
    expect(takes(`<form><label>${name} <input id="x" name="otp"></label></form>`)).toBe(false);
    expect(takes(`<form><label>${name} <input id="x" autocomplete="one-time-code"></label></form>`)).toBe(
      false,
    );
  },
);

/** An instruction alone, in front of a field without a name. */
const INSTRUCTIONS = `
アプリを開き、表示された番号を入力してください。|アプリの「ワンパス」に表示されている番号を入力してください|お手元の機器に表示された番号をご入力ください|30秒ごとに変わる6桁の数字を入力してください|カード型生成機のボタンを押してください。
Open the app, tap Generate code and type it here.|Type the number shown on your token.|Enter the code your app shows now.|Press the button on your device and enter the number it displays.|Öffnen Sie die App und geben Sie den angezeigten Code ein.|Open de app en vul de code in die u ziet.
Ouvrez votre application et saisissez le code affiché.|Abre la aplicación e introduce el código que aparece.|Apri l'app e inserisci il codice mostrato.|Abra o aplicativo e digite o código exibido.|Otwórz aplikację i wpisz wyświetlony kod.|Uygulamayı açın ve görünen kodu girin.|Mở ứng dụng và nhập mã hiển thị.|Buka aplikasi dan masukkan kode yang tampil.
Откройте приложение и введите показанный код.|Öppna appen och skriv in koden som visas.|Indtast koden fra din app.|Avaa sovellus ja syötä koodi.|앱을 열고 표시된 6자리 숫자를 입력하세요.|请打开应用并输入显示的6位数字。|請輸入應用程式顯示的6位數驗證碼。`
  .split(/[|\n]/)
  .filter(Boolean);

test.for(INSTRUCTIONS)('takes the only field, or the only boxes, after: %s', (text) => {
  const boxes = '<input maxlength="1">'.repeat(5);
  expect(takes(`<p>${text}</p><form><input id="x"></form>`)).toBe(true);
  expect(takes(`<form><p>${text}</p><input id="x" maxlength="1">${boxes}</form>`)).toBe(true);
});

test('the expressions group nothing, for what splits by them would keep the groups', () => {
  for (const [name, { source }] of Object.entries(words))
    expect(new RegExp(`${source}|`, 'u').exec('')?.length, name).toBe(1);
});
