import { VETO_SOURCES } from './vetoes.ts';
import type { WordSources } from './vocabulary.ts';

const STRONG = [
  String.raw`one[- ]?time.?(p[awi](?!y)|code|key|token)|(?<![a-su-z])otp|\botc\b|authenticat(or|ion app)|\b[mt]fa|code.{0,30}\b(app|token|fob)\b|app code|token ?(pass|code|n(o|umber)\b)|(soft|ware)[- ]?token|einmal[a-z]|(push|photo|chip|\b)-?tan\b|us(age|o) [uú]ni|(nico|solo) uso|usa e g|autentica[dt]or|(clave|eña) din|eenmalig|eng[aå]ngs|jednor|одноразов`,
  String.raw`(two|[2二两兩双雙]|double|zwei|deux|doi?s|du[ae]s?|twee|två|second|multi)[- ]?(fa([ckt]|\b)|auth|ste?[ap]|stuf|.?tap|pass?[oa]|段階|要素|단계|步|因|重)`,
  String.raw`ワンタイム|使い捨て|可変パス|トークン|認証アプリ|[动動][态態]|身[份分][验驗]|令牌|一次性|일회용|토큰`,
];

/**
 * What pages call the field for the code, in the languages of the banks and sites met so far, as sources of
 * expressions. Nothing that runs in a page imports them.
 */
export const WORD_SOURCES = {
  strong: STRONG.join('|'),
  medium: String.raw`(verif\w*|security|authenti\w*|auth|log-?in|confirm\w*|gungs|heits) ?-?code|c[oó]d\w+ d['ei]\w* ?(v[eé]rif|s[eé][cg]u|sic|aut|conf)|passcode|security token|認証(コード|番号)|確認コード|(ィ ?|パス)コード|ninsh?o|[验驗校][证證验][码碼]|인증 ?(번호|코드)`,
  plain: String.raw`enter|your|the|token|number|c[oó]d\w*|digi\w+|in(p|g|ser|t)\w+|saisi\w+|\b([ei]l|le|ein\w*)\b|桁のパスワード|[ぁ-ん]|表示|数字|番号|コード|入力|[桁下目请位]|输入|(번째|자리|번호|숫자|입력)\S*`,
  ...VETO_SOURCES,
} as const satisfies WordSources;
