import type { TokenView } from '../../core/app/types.ts';
import { mayFill } from '../../core/token/origins.ts';

/** Whether a token's code belongs on `origin`. */
export const ownsSite = (token: TokenView, origin: string | null): boolean =>
  origin !== null && mayFill({ loginOrigins: [...token.loginOrigins] }, origin);

/** Tokens for `origin` first, each group in the order the person knows. */
export const siteFirst = (tokens: readonly TokenView[], origin: string | null): TokenView[] => [
  ...tokens.filter((token) => ownsSite(token, origin)),
  ...tokens.filter((token) => !ownsSite(token, origin)),
];
