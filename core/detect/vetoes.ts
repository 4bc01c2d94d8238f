/**
 * What speaks against a field whose name may be that of a code. Names that are nothing of the kind need no
 * entry here: a field called 口座番号 or "Display name" is not taken for the code anyway.
 */
export const VETO_SOURCES = {
  other: String.raw`card (n|v|s|c)|カード(の|番|認|裏)|ティカード|cv[vc]|serial|シリアル|\b(id|name|next)\b|トークン(の?名|id)|暗証|取引(認証|署名)|署名|secret|次の|meeting|search|検索`,
  elsewhere: String.raw`mail|\bsms|[sm]-?tan|メール|ショートメ|短信|手机[验短]|邮|휴대|correo|courriel|captcha|画像|[图圖]|image|문자|文字`,
  recovery: String.raw`recover|back-?up|scratch|リカバリ|回復|復旧|バックアップ|备用|복구|récup`,
  sent: String.raw`\b(sent|texted)\b|re-?send|n.t (get|receive)|(メール|sms|ショートメ).{0,30}(送|届|記載)|送(信|り|付)?(いた|され|しま)|再送|届かない|发送[至到]|获取验证|重新[发获]|전송|발송|번호 ?(받기|요청)|gesendet|geschickt|erneut|envoyé|envi(ad|am)|re[ni]nv[oi]|inviat`,
  setup: String.raw`\bscan\b|qr[- ]?[cコ]|二次元|secret key|扫|スキャン`,
  device: String.raw`authent.+or|アプリ|トークン|\bapp\b|token`,
} as const;
