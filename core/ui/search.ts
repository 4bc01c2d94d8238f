import type { TokenView } from '../app/types.ts';

/** ァ to ヶ stand 0x60 above ぁ to ゖ. */
const KATAKANA = /[\u30a1-\u30f6]/gu;

/** How texts are compared in a search: width, case, accents' forms, and hiragana or katakana make no difference. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const folded = new WeakMap<TokenView, string>();

/** Everything a token may be looked for by, in both languages. Kept per view: a view never changes. */
function textOf(token: TokenView): string {
  const known = folded.get(token);
  if (known !== undefined) return known;
  const texts =
    token.source === 'issuer'
      ? [
          token.displayName,
          token.service.name.ja,
          token.service.name.en,
          token.institution.name.ja,
          token.institution.name.en,
          token.tokenId,
        ]
      : [token.displayName, token.issuer, token.account];
  const text = foldText(texts.filter((one) => one !== null).join('\n'));
  folded.set(token, text);
  return text;
}

/** The tokens that hold every word of `typed`, in their own order; all of them for nothing but spaces. */
export function searchTokens(tokens: readonly TokenView[], typed: string): readonly TokenView[] {
  const words = foldText(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return tokens;
  return tokens.filter((token) => {
    const text = textOf(token);
    return words.every((word) => text.includes(word));
  });
}
