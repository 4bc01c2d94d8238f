/**
 * What pages call the field for the code, in the languages of the banks and sites met so far. Everything is
 * matched on `normalise`d text; names and IDs are split into words first (`nameWords`), so one expression
 * reads both. What speaks against a field is in `vetoes.ts`. Kept short: every site's page carries it.
 */

/** Only said of a one-time code that a token or an app shows: at large, by "two factors", in Chinese, Japanese and Korean. */
const STRONG = [
  /one[- ]?time.?(p[awi](?!y)|code|key|token)|(?<![a-su-z])otp|\botc\b|authenticat(or|ion app)|\b[mt]fa|code.{0,30}\b(app|token|fob)\b|app code|token ?(pass|code|n(o|umber)\b)|(soft|ware)[- ]?token|einmal[a-z]|(push|photo|chip|\b)-?tan\b|us(age|o) [uú]ni|(nico|solo) uso|usa e g|autentica[dt]or|(clave|eña) din|eenmalig|eng[aå]ngs|jednor|одноразов/,
  /(two|[2二两兩双雙]|double|zwei|deux|doi?s|du[ae]s?|twee|två|second|multi)[- ]?(fa([ckt]|\b)|auth|ste?[ap]|stuf|.?tap|pass?[oa]|段階|要素|단계|步|因|重)/,
  /ワンタイム|使い捨て|可変パス|トークン|認証アプリ|[动動][态態]|身[份分][验驗]|令牌|一次性|일회용|토큰/,
];

/** Said of such codes, of mailed ones and of pictures alike: counts, but does not decide. */
export const MEDIUM =
  /(verif\w*|security|authenti\w*|auth|log-?in|confirm\w*|gungs|heits) ?-?code|c[oó]d\w+ d['ei]\w* ?(v[eé]rif|s[eé][cg]u|sic|aut|conf)|passcode|security token|認証(コード|番号)|確認コード|(ィ ?|パス)コード|ninsh?o|[验驗校][证證验][码碼]|인증 ?(번호|코드)/;

/** What any code may be called, and how one is asked to enter it. A name of nothing else says nothing else. */
const PLAIN =
  /enter|your|the|token|number|c[oó]d\w*|digi\w+|in(p|g|ser|t)\w+|saisi\w+|\b([ei]l|le|ein\w*)\b|桁のパスワード|[ぁ-ん]|表示|数字|番号|コード|入力|[桁下目请位]|输入|(번째|자리|번호|숫자|입력)\S*/g;

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
