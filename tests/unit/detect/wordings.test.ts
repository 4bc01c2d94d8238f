// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

lendVisibility(globalThis);

/** The field `#x` in the markup that stands around it. */
const found = (body: string, title = '') => {
  document.head.innerHTML = `<title>${title}</title>`;
  document.body.innerHTML = body;
  return findOtpField(document, { words }).otp?.elements.map(({ id }) => id) ?? null;
};
const LOGIN = '<form><label>ID <input name="id"></label><label>PW <input type="password" name="pw"></label>';

/** Beside a login ID and a password, where only the field's own words count. */
const OWN = [
  '<label for="x">ワンタイムパスワード</label><input id="x" type="password" maxlength="6">',
  '<label for="x">ワンタイムPW(6桁)</label><input id="x">',
  '<label for="x">ワンタイムパスワード(お客さま番号の下に表示される数字)</label><input id="x">',
  '<label for="x">トークンに表示された数字</label><input id="x">',
  '<label for="x">トークンの表示番号</label><input id="x">',
  '<label for="x">ソフトウェアトークン</label><input id="x">',
  '<label for="x">可変パスワード</label><input id="x" type="password">',
  '<label for="x">使い捨てパスワード</label><input id="x" type="password">',
  '<label for="x">二要素認証コード</label><input id="x">',
  '<label for="x">OTP No.</label><input id="x" size="8">',
  '<label for="x">認証アプリのコード</label><input id="x">',
  '<table><tr><th>ワンタイムパスワード</th><td><input id="x" type="password"></td></tr></table>',
  '<dl><dt>ワンタイムパスワード</dt><dd><input id="x" type="password"></dd></dl>',
  '<p><img alt="ワンタイムパスワード"><input id="x" type="password"></p>',
  '<input id="x" placeholder="ワンタイムパスワードを入力">',
  '<input id="x" title="ワンタイムパスワード">',
  '<input id="x" aria-label="One-time passcode">',
  '<input id="x" name="oneTimePassword">',
  '<input id="x" name="txtWantaimuOtp">',
  '<input id="x" name="totp_code" type="password">',
  '<input id="x" name="user[otp_attempt]">',
  '<label for="x">Token code</label><input id="x" type="password">',
  '<label for="x">MFA code</label><input id="x">',
  '<label for="x">2FA Code</label><input id="x">',
  '<label for="x">Google Authenticator code</label><input id="x" name="googleotp">',
  '<label for="x">6-digit code from your authenticator app</label><input id="x">',
  '<label for="x">Two-step verification code</label><input id="x">',
  '<label for="x">Code de votre application (usage unique)</label><input id="x" name="otp">',
  '<label for="x">Code à usage unique</label><input id="x">',
  '<label for="x">Einmalpasswort</label><input id="x" type="password">',
  '<label for="x">photoTAN</label><input id="x">',
  '<label for="x">Clave dinámica</label><input id="x" type="password">',
  '<label for="x">Contraseña de un solo uso</label><input id="x" type="password">',
  '<label for="x">Senha de uso único</label><input id="x" type="password">',
  '<label for="x">Codice usa e getta</label><input id="x">',
  '<label for="x">Autenticazione a due fattori</label><input id="x">',
  '<label for="x">Eenmalige code</label><input id="x">',
  '<label for="x">Engångskod</label><input id="x">',
  '<label for="x">Kod jednorazowy</label><input id="x">',
  '<label for="x">Одноразовый пароль</label><input id="x" type="password">',
  '<label for="x">OTP 비밀번호</label><input id="x" type="password">',
  '<label for="x">일회용 비밀번호</label><input id="x" type="password">',
  '<label for="x">动态口令</label><input id="x">',
  '<label for="x">動態密碼</label><input id="x" type="password">',
  '<label for="x">令牌动态码</label><input id="x">',
] as const;

test.for(OWN)('beside a login takes %s', (markup) => {
  expect(found(`${LOGIN}${markup}</form>`)).toEqual(['x']);
});

/** The only field of a page, with the words around it. */
const ALONE = [
  ['<h1>Two-factor authentication</h1><form><label>Code <input id="x" name="code"></label></form>'],
  ['<h1>二段階認証</h1><form><label>コード <input id="x"></label></form>'],
  ['<h1>追加認証</h1><p>トークンの数字を入力してください。</p><form><input id="x" maxlength="6"></form>'],
  ['<form><p>Open your authenticator app.</p><label>Enter code <input id="x"></label></form>'],
  ['<form><label>Passcode <input id="x"></label><p>Two-Factor Authentication</p></form>'],
  ['<form><label>認証番号 <input id="x" maxlength="6"></label></form>'],
  ['<form><label>Verification code <input id="x"></label></form>'],
  ['<form><label>Code de vérification <input id="x"></label></form>'],
  ['<form><label>Código de verificación <input id="x"></label></form>'],
  ['<form><label>Codice di verifica <input id="x"></label></form>'],
  ['<form><label>Bestätigungscode <input id="x"></label></form>'],
  ['<form><label>인증번호 <input id="x"></label></form>', 'OTP 인증'],
  ['<form><label>验证码 <input id="x" maxlength="6"></label><p>打开身份验证器</p></form>'],
  ['<form><label>Token: <input id="x" type="number" name="token-otp_token"></label></form>'],
  ['<form><input id="x" placeholder="123456"></form>', 'Two-step login'],
  ['<form><input id="x" autocomplete="one-time-code"></form>'],
] as const;

test.for(ALONE)('alone on its page takes %s', ([markup, title]) => {
  expect(found(markup, title)).toEqual(['x']);
  const asides = `<header><input name="q"></header>${markup}<form><input type="email" name="news"></form>`;
  expect(found(asides, title)).toEqual(['x']);
});

/** What never is the field, alone or not, and what the page is called. */
const NEVER = [
  ['<label>ログインパスワード <input type="password" maxlength="8"></label>'],
  ['<label>確認用パスワード <input type="password" maxlength="8"></label>'],
  ['<label>確認用パスワード(ワンタイムパスワードではありません) <input type="password"></label>'],
  ['<label>取引実行パスワード <input type="password"></label>'],
  ['<label>第二暗証番号 <input type="password" maxlength="8"></label>'],
  ['<label>トークンの暗証番号 <input type="password" maxlength="6"></label>'],
  ['<label>トークンのシリアル番号 <input maxlength="8"></label>'],
  ['<label>トークン名 <input></label>'],
  ['<label>取引認証番号 <input maxlength="7"></label>'],
  ['<label>契約者番号 <input maxlength="8" inputmode="numeric"></label>'],
  ['<label>口座番号 <input maxlength="7" inputmode="numeric"></label>'],
  ['<label>お客さま番号 <input maxlength="8"></label>'],
  ['<label>電話番号 <input type="tel"></label>'],
  ['<label>郵便番号 <input maxlength="7"></label>'],
  ['<label>招待コード <input maxlength="6"></label>'],
  ['<label>クーポンコード <input maxlength="8"></label>'],
  ['<label>カードのセキュリティコード <input type="password" name="cvv"></label>'],
  ['<label>セキュリティカード番号 <input maxlength="8"></label>'],
  ['<label>乱数表の数字 <input maxlength="6"></label>'],
  ['<label>リカバリコード <input autocomplete="one-time-code"></label>'],
  ['<label>画像に表示された認証番号 <input maxlength="6"></label>'],
  ['<label>ニックネーム <input></label>'],
  ['<label>サイト内検索 <input></label>'],
  ['<label>メールアドレス <input name="mail"></label>'],
  ['<label>メールに記載のワンタイムパスワード <input maxlength="6"></label>'],
  ['<p>認証番号をSMSで送信しました。</p><label>認証番号 <input maxlength="6"></label>'],
  ['<p>ご登録のメールアドレスへお送りしました。</p><label>ワンタイムパスワード <input name="otp"></label>'],
  ['<label>認証コード <input maxlength="6"></label><a href="/r">コードを再送する</a>'],
  ['<p>We sent a code to your phone.</p><label>Verification code <input></label>'],
  ['<label>Enter code <input name="otp"></label><button>Resend code</button>'],
  ['<label>短信验证码 <input name="smsCode"></label>'],
  ['<label>手机验证码 <input></label>'],
  ['<label>图形验证码 <input></label>'],
  ['<label>Code de confirmation <input></label><p>Nous vous avons envoyé un code.</p>'],
  ['<label>mTAN <input name="mtan"></label>'],
  ['<label>Scratch code <input name="token"></label>'],
  ['<label>Backup code <input name="otp_backup"></label>'],
  ['<label>Password <input type="password"></label>'],
  ['<label>PIN <input type="password" maxlength="6"></label>'],
  ['<label>Promo code <input maxlength="8"></label>'],
  ['<label>Gift card code <input></label>'],
  ['<label>Meeting passcode <input></label>'],
  ['<label>API token <input></label>'],
  ['<label>Device name <input></label>'],
  ['<label>CAPTCHA code <input></label>'],
  ['<label>Contraseña <input type="password"></label>'],
  ['<label>Mot de passe <input type="password"></label>'],
  ['<label>비밀번호 <input type="password"></label>'],
  ['<label>登录密码 <input type="password"></label>'],
  ['<p>Scan this QR code.</p><label>Enter the code from the app <input name="totp"></label>'],
] as const;

test.for(NEVER)('never takes %s', ([markup]) => {
  expect(found(`<form>${markup}</form>`)).toBeNull();
  expect(found(`${LOGIN}${markup}</form>`)).toBeNull();
});

/** The same on a page that speaks of one-time passwords: what a field is called still decides. */
test.for(NEVER)('nor on a page about one-time passwords: %s', ([markup]) => {
  const page = `<h1>ワンタイムパスワード</h1><p>Two-factor authentication</p><form>${markup}</form>`;
  expect(found(page, 'ワンタイムパスワードのご案内')).toBeNull();
});
