/**
 * What speaks against a field whose name may be that of a code. Names that are nothing of the kind need no
 * entry here: a field called 口座番号 or "Display name" is not taken for the code anyway.
 */

/** The name of another thing, though it may speak of codes and tokens. */
export const OTHER =
  /coupon|gift|promo|invit|card (n|v|s|c)|カード(番号|認証)|ティカード|cv[vc]|serial|シリアル|\b(id|name|zip|api|next)\b|トークン(の?名|id)|search|検索|第[二2]|暗証|乱数|取引(認証|署名)|署名|trn ?sign|確認用パス|ログインパス|secret|次の|(phone|account) ?num|電話番号|\bi-?tan/;

/** Letters of a picture that robots cannot read. */
export const PICTURE = /captcha|画像|[图圖][形片]|pict|image|visual|robot|문자|letters|文字/;

/** Spare codes: a veto unless the field's label also asks for the real one. */
export const RECOVERY =
  /recover|back-?up|scratch|rescue|リカバリ|回復|復旧|バックアップ|恢复|备用|복구|wiederher|récup/;

/** The field itself says by what way its code comes. */
export const MAILED =
  /mail|\bsms|text message|[sm]-?tan|メール|ショートメ|短信|手机[验短]|邮[箱件]|휴대|correo|courriel/;

/** A code that was sent: no token knows it. Asked of the label and what stands near. */
export const SENT =
  /\b(sent|texted|mailed|sending)\b.{0,60}(mail|phone|sms|mobile|@|number|code)|(mail|phone|sms|mobile|code).{0,40}\b(sent|texted)\b|(メール|sms|ショートメ|携帯|電話).{0,30}(送信|送り|届|記載|通知)|(送信|送り|送付)(いた|され|しま)|发送[至到]|전송|발송|gesendet|geschickt|envoyé|envi(ad|am)|inviat|отправ/;

/** Offers to send it once more, links and buttons included. */
export const RESEND =
  /re-?send|再送|届かない|didn.t (get|receive)|获取验证|重新[发获]|인증번호 ?(받기|요청)|renvoy|reenvi|reinvi|erneut/;

/** Setting a token up: the code shown now may belong to another secret. */
export const SETUP =
  /\bscan\b|qr[- ]?(code|コード)|二次元コード|secret key|セットアップ ?キー|扫[描码]|スキャン/;

/** A token or an app gives the code here, whatever else is sent. */
export const DEVICE = /authenticator|アプリ|トークン|\bapp\b|token/;
