import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import { isBindableOrigin } from '../token/origins.ts';
import type { VaultErrorCode } from '../vault/types.ts';
import type { AppState } from './state.ts';
import { change, reload } from './tokens.ts';
import type { BindRefusal, BindResult } from './types.ts';

/** Most sites that a token of the person's own is bound to: more are a habit, not a choice. */
export const MOST_SITES = 10;

/** Why `token` is not to be bound to `origin`; `null` where it may be, or is already. */
function refusal(token: StoredToken | undefined, origin: string): BindRefusal | null {
  // An institution's sites are its authority's word alone: nobody is to be talked into adding one.
  if (token?.source !== 'own') return 'not-own';
  if (token.loginOrigins.includes(origin)) return null;
  if (!isBindableOrigin(origin)) return 'no-site';
  return token.loginOrigins.length < MOST_SITES ? null : 'too-many';
}

/** Writes the token's sites as `edited` makes them, unless `refused` says why not; both look at what is there now. */
async function edit(
  state: AppState,
  id: string,
  refused: (token: StoredToken | undefined) => BindRefusal | null,
  edited: (origins: readonly string[]) => string[],
): Promise<BindResult> {
  const told: { reason: BindRefusal | null } = { reason: null };
  try {
    // What another tab did is looked at too.
    await reload(state);
    told.reason = refused(state.stored.get(id));
    if (told.reason) return { ok: false, reason: told.reason };
    await change(state, id, (token) => {
      told.reason = refused(token);
      if (told.reason) return token;
      const loginOrigins = edited(token.loginOrigins);
      return loginOrigins.length === token.loginOrigins.length ? token : { ...token, loginOrigins };
    });
  } catch (error) {
    if (!isAppError<VaultErrorCode>(error)) throw error;
    return { ok: false, reason: error.code === 'full' ? 'storage-full' : 'storage' };
  }
  return told.reason ? { ok: false, reason: told.reason } : { ok: true };
}

/**
 * Binds a token of the person's own to `origin`, to the letter: its codes may be filled there from now on. The
 * person has read the whole origin before. Bound already is no error.
 */
export function bindOrigin(state: AppState, id: string, origin: string): Promise<BindResult> {
  return edit(
    state,
    id,
    (token) => refusal(token, origin),
    (origins) => (origins.includes(origin) ? [...origins] : [...origins, origin]),
  );
}

/** Takes `origin` from a token of the person's own; one that is not bound there is no error. */
export function unbindOrigin(state: AppState, id: string, origin: string): Promise<BindResult> {
  return edit(
    state,
    id,
    (token) => (token?.source === 'own' ? null : 'not-own'),
    (origins) => origins.filter((other) => other !== origin),
  );
}
