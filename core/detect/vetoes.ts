/**
 * What speaks against a field whose name may be that of a code. Names that are nothing of the kind need no
 * entry here: a field called 口座番号 or "Display name" is not taken for the code anyway.
 */

/** The name of another thing, though it may speak of codes and tokens. */
export const OTHER =
  /card (n|v|s|c)|カード(の|番|認|裏)|ティカード|cv[vc]|serial|シリアル|\b(id|name|next)\b|トークン(の?名|id)|暗証|取引(認証|署名)|署名|secret|次の|meeting|search|検索/;

/** Spare codes: a veto unless the field's label also asks for the real one. */
export const RECOVERY = /recover|back-?up|scratch|リカバリ|回復|復旧|バックアップ|备用|복구|récup/;

/** The field itself says that its code is mailed, sent by SMS, or to be read from a picture. */
export const ELSEWHERE =
  /mail|\bsms|[sm]-?tan|メール|ショートメ|短信|手机[验短]|邮|휴대|correo|courriel|captcha|画像|[图圖]|image|문자|文字/;

/** A code that was sent, or can be once more: no token knows it. Asked of what stands near, links and buttons included. */
export const SENT =
  /\b(sent|texted)\b|re-?send|n.t (get|receive)|(メール|sms|ショートメ).{0,30}(送|届|記載)|送(信|り|付)?(いた|され|しま)|再送|届かない|发送[至到]|获取验证|重新[发获]|전송|발송|번호 ?(받기|요청)|gesendet|geschickt|erneut|envoyé|envi(ad|am)|re[ni]nv[oi]|inviat/;

/** Setting a token up: the code shown now may belong to another secret. */
export const SETUP = /\bscan\b|qr[- ]?[cコ]|二次元|secret key|扫|スキャン/;

/** A token or an app gives the code here, whatever else is sent. */
export const DEVICE = /authent.+or|アプリ|トークン|\bapp\b|token/;
