/**
 * What pages call the field for the code, in the languages of the banks and sites met so far. Everything is
 * matched on `normalise`d text; names and IDs are split into words first (`nameWords`), so one expression
 * reads both. What speaks against a field is in `vetoes.ts`. Kept short: every site's page carries it.
 */

/** Only said of a one-time code that a token or an app shows: at large, by "two factors", in Chinese, Japanese and Korean. */
const STRONG = [
  /one[- ]?time[- ]?(p(ass|wd?\b|in)|code|token|key|auth|no\b)|(?<![a-z])(txt|input|login|user|[ght])?otp|\botc\b|authenticat(or|ion app)|securid|\boath|dynamic (pass|code)|\b[mt]fa|code.{0,30}\b(app|token|fob)\b|app code|token ?(pass|code|n(o|umber)\b)|(soft|hard)(ware)?[- ]?token|einmal[a-z]|((push|photo|app|chip)-?|\b)tan\b|(usage|uso) [uú]ni[cq]|(único|un solo) uso|usa e getta|double (auth|fac)|autentic\w+or|(clave|contraseña) din|eenmalig|eng[aå]ngs|jednor[aá]z|одноразов/,
  /(two|2|zwei|deux|do[is]+|du[ae]s?|twee|två|second|multi|[二两兩双雙])[- ]?(fa([ckt]|\b)|ste?[ap]|stuf|[ée]tap|pass?(os|a)|段階|要素|단계|步|因|重)/,
  /ワンタイム|使い捨て|可変パス|トークン(に|が|の表|番号|コード|パス)|ウェアトークン|認証アプリ|[动動][态態](密|口|码|碼|令)|身[份分][验驗][证證]器|令牌|一次性|일회용|토큰/,
];

/** Said of such codes, of mailed ones and of pictures alike: counts, but does not decide. */
export const MEDIUM =
  /(verif\w*|security|authenti\w*|auth|log-?in|confirm\w*|bestätigungs|sicherheits) ?-?code|c[oó]d[ei]\w* d['ei]\w* ?(v[eé]rif|s[eé][cg]u|sicur|aut[eh]|confirm)|passcode|security token|(認証|確認)(コード|番号)|セキュリティ ?コード|パスコード|トークン|ninsh?o|[验驗校][证證验驗][码碼]|인증 ?(번호|코드)|код (подтв|прове)/;

/** What any code may be called, and how one is asked to enter it. A name of nothing else says nothing else. */
const PLAIN =
  /enter|type|please|your|the|here|input|code|token|digits?|number|value|text|field|\b(pin|ein|bitte|saisi\w+|ingres\w+|inser\w+|introdu\w+|digite|votre|el|il|le)\b|c[oó]d[ei][gc]\w+|chiffres?|ziffern?|表示され(た|ている)|桁のパスワード|数字|番号|コード|[桁番]目?|半角|入力(して)?|くだ?さい|下さい|번째|자리|번호|숫자|입력|请|输入|[をごの位]/g;

/** Whether the text speaks of a one-time code, and of nothing else by that name. */
export const isStrong = (text: string): boolean => STRONG.some((words) => words.test(text));

/** Whether the text has words in it at all. */
export const hasWords = (text: string): boolean => /\p{L}{2}|[ぁ-龠]/u.test(text);

/** Whether the text is nothing but `PLAIN` words. */
export const isPlain = (text: string): boolean => !hasWords(text.replace(PLAIN, ' '));

/** Lower case, one form for full and half width, one space for any white space. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A name or ID as words: `txbOneTimePasswd_1` becomes `txb one time passwd 1`. */
export function nameWords(name: string): string {
  return normalise(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\d]+/gu, ' '));
}
