import type { BackupPlan, TokenView } from './types.ts';

/** What a backup made now would hold, and what has to stay, each in the tokens' own order. */
export function planOf(tokens: readonly TokenView[]): BackupPlan {
  return {
    leaving: tokens.filter(({ leaving }) => leaving !== 'never'),
    staying: tokens.filter(({ leaving }) => leaving === 'never'),
  };
}
