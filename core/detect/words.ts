/**
 * What pages call the field, and what they call the fields it must never be taken for. All are matched on
 * NFKC-normalised lower case; names and IDs are split into words first.
 */

/** Only said of a one-time code from a token or an app. */
export const STRONG =
  /one[- ]?time[- ]?(pass|pwd|pw|code|pin)|(^|[^a-z])t?otp|authenticator|authentication app|two[- ]?(factor|step|fa\b)|second[- ]factor|2[- ]?(fa(?![a-z])|factor|step)|\b(mfa|tfa)|token ?(code|number|no\b)|(soft|hard)(ware)?[- ]token|einmal(pass|kenn|code)|zwei[- ]?faktor|(push|photo|app)-?tan|\btan\b|usage unique|(dos|dois|due|deux) (fa|pas|é?tap)|double authent|ワンタイム|使い捨て|トークン(に|の表示|番号|コード|パスワード)|認証アプリ|(二|2) ?(段階|要素)|动态(密码|口令|码)|身份验证器|令牌|两步|双重|一次性|일회용/;

/** Said of such codes, of mailed ones and of pictures alike: counts, but does not decide. */
export const MEDIUM =
  /(verif\w*|security|authenticat\w*|auth|login|confirm\w*|bestätigungs|sicherheits) ?-?code|code de (vérif|sécur)|código de verif|認証(コード|番号)|確認(コード|番号)|セキュリティ ?コード|验证码|인증번호/;

/** Something else, whatever stands beside it. */
export const VETO =
  /captcha|画像|图形|picture|visual|\bcv[vc]|card ?(number|no\b|verif|code)|カード番号|coupon|クーポン|promo|voucher|gift|invit|招待|referr|紹介|zip|post(al|code)|郵便|〒|\b(tele)?phone ?num|電話番号|携帯番号|\bsearch|検索|birth|生年月日|account ?(num|no\b)|口座|店番|支店|sort ?code|iban|routing|serial|シリアル|licen[cs]e|device ?(code|name)|user ?code|client ?code|access ?code|meeting|game|\bapi\b|signing|customer|お客(様|さま)番号|契約者?番号|\bmember|employee|\border|amount|金額|確認用(?!ワンタイム)|(ログイン|取引)パスワード|第(二|2)|(?<!ワンタイム)暗証|乱数|合(い)?言葉|秘密の|利用開始|サービスid|トークンid|token ?id|(利用者|ユーザー?)(id|名)|user ?name|取引(認証|署名)|署名|trn ?sign|新しい|現在の|new ?pass|current ?pass|description|e-?mail ?address|メールアドレス/;

/** Spare codes: a veto unless the field's own words also ask for the real one. */
export const RECOVERY = /recover|back-?up|リカバリ|回復|復旧|バックアップ/;

/** A code that was sent: no token knows it. */
export const SENT =
  /(sent|texted|e-?mailed|sending)\b.{0,60}(mail|phone|sms|mobile|@|number|code)|(mail|phone|sms|mobile).{0,40}\b(sent|texted)\b|(メール|sms|ショートメッセージ|携帯|電話).{0,30}(送信され|送信しま|お送りしま|届い|記載[のさ])|(送信|お送り|送付)(いた)?しました|送りました|gesendet|envoyé/;

/** The field itself says by what way its code comes. */
export const MAILED = /\be-?mail|\bsms\b|メール|ショートメッセージ/;

/** Setting a token up: the code shown now may belong to another secret. */
export const SETUP = /\bscan\b|qr[- ]?(code|コード)|二次元コード/;

/** Lower case, one form for full and half width, one space for any white space. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A name or ID as words: `txbOneTimePasswd_1` becomes `txb one time passwd 1`. */
export function nameWords(name: string): string {
  return normalise(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\d]+/gu, ' '));
}
