import { LONGEST_TITLE } from './look.ts';
import { skeleton, UNSEEN } from './skeleton.ts';

/** What every bank's (and shop's) login page says: it tells nobody apart. */
const GENERIC_JAPANESE =
  /(?:個人|法人)?(?:の|で)?お?客(?:さま|様)|インターネットバンキング|ネットバンキング|オンラインバンキング|インターネット|バンキング|オンライン|ダイレクト|サービス|ログイン|ログオン|サインイン|ワンタイム|パスワード|トークン|認証番号?|認証|確認|入力|本人|画面|ページ|トップ|ホーム|公式|サイト|ようこそ|銀行|マイ/gu;
const GENERIC_LATIN = new Set(
  'log login logon in sign signin to welcome online internet net banking bank my account home page official site the of a an and secure security password one time passcode otp code verification verify authentication personal business customer customers service services web app for your'.split(
    ' ',
  ),
);
/** Characters that a name weighs at least, one of Japanese counting as two: fewer stand in any title. */
const DISTINCTIVE = 5;
/** Share of pairs of neighbours that two similar titles have in common. */
const SIMILAR = 0.6;

const isWide = (character: string): boolean => character > '\u2e7f';
const weight = (text: string): number =>
  [...text].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);

/** Its words, what they look like; a run of Japanese is one word. */
const wordsOf = (text: string): string[] =>
  text
    .slice(0, LONGEST_TITLE)
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * What is left of a title without the words of any login page: normalised, as it looks. Two pages of one bank
 * share it. Empty where nothing is left.
 */
function titleCore(title: string): string {
  return wordsOf(title)
    .filter((word) => !GENERIC_LATIN.has(word.toLowerCase()))
    .map((word) => skeleton(word.replace(GENERIC_JAPANESE, '')))
    .join('');
}

/** Whether two titles say the same, and something that not every login page says. */
export const isSameTitle = (one: string, other: string): boolean => {
  const core = titleCore(one);
  return weight(core) >= DISTINCTIVE && core === titleCore(other);
};

const pairsOf = (text: string): Set<string> => {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
};

/** Whether two titles have most of what is distinctive in them in common. Symmetric. */
export function isSimilarTitle(one: string, other: string): boolean {
  const [a, b] = [titleCore(one), titleCore(other)];
  if (Math.min(weight(a), weight(b)) < DISTINCTIVE) return false;
  if (a.includes(b) || b.includes(a)) return true;
  const [mine, yours] = [pairsOf(a), pairsOf(b)];
  const common = [...mine].filter((pair) => yours.has(pair)).length;
  return (2 * common) / (mine.size + yours.size) >= SIMILAR;
}

/** Whether a title names an institution; `name` without its legal form, as whole words where it is Latin. */
export function isNamedIn(title: string, name: string): boolean {
  const plain = name.replace(/株式会社|\(株\)|(株)/gu, '');
  if (weight(titleCore(plain)) < 4 || weight(skeleton(plain)) < DISTINCTIVE) return false;
  const said = wordsOf(title).map(skeleton);
  const wanted = wordsOf(plain).map(skeleton);
  if (wanted.some((word) => [...word].some(isWide))) return said.join('').includes(wanted.join(''));
  return ` ${said.join(' ')} `.includes(` ${wanted.join(' ')} `);
}
