/**
 * What speaks against a field whose name may be that of a code. Names that are nothing of the kind need no
 * entry here: a field called 口座番号 or "Display name" is not taken for the code anyway.
 */

/** The name of another thing, though it may speak of codes and tokens. */
export const OTHER =
  /card (n|v|s|c)|カード(の|番|認|裏)|ティカード|cv[vc]|serial|シリアル|\b(id|name|api|next)\b|トークン(の?名|id)|search|検索|第[二2]|暗証|乱数|取引(認証|署名)|署名|secret|次の|meeting|会議|予約|coupon|gift/;

/** Letters of a picture that robots cannot read. */
export const PICTURE = /captcha|画像|[图圖][形片]|pict|image|robot|문자|letters|文字/;

/** Spare codes: a veto unless the field's label also asks for the real one. */
export const RECOVERY = /recover|back-?up|scratch|リカバリ|回復|復旧|バックアップ|备用|복구|récup/;

/** The field itself says by what way its code comes. */
export const MAILED = /mail|\bsms|[sm]-?tan|メール|ショートメ|短信|手机[验短]|邮|휴대|correo|courriel/;

/** A code that was sent: no token knows it. Asked of the label and what stands near. */
export const SENT =
  /\b(sent|texted)\b|(メール|sms|ショートメ).{0,30}(送|届|記載)|送(信|り|付)?(いた|され|しま)|发送[至到]|전송|발송|gesendet|geschickt|envoyé|envi(ad|am)|inviat|отправ/;

/** Offers to send it once more, links and buttons included. */
export const RESEND =
  /re-?send|再送|届かない|n.t (get|receive)|获取验证|重新[发获]|번호 ?(받기|요청)|renvoy|reenvi|reinvi|erneut/;

/** Setting a token up: the code shown now may belong to another secret. */
export const SETUP = /\bscan\b|qr[- ]?[cコ]|二次元|secret key|扫|スキャン/;

/** A token or an app gives the code here, whatever else is sent. */
export const DEVICE = /authenticator|アプリ|トークン|\bapp\b|token/;
