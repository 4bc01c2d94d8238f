import type { TokenApp, TokenView } from '../app/types.ts';

/** The token that home shows large: the only one, or the one chosen to be first. `undefined`: none, or a list. */
export function homeToken({
  tokens,
  preferences,
}: Pick<TokenApp, 'tokens' | 'preferences'>): TokenView | undefined {
  const all = tokens.value;
  return all.length === 1 ? all[0] : all.find(({ id }) => id === preferences.value.startToken);
}
