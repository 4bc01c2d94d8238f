import { isAppError } from '../error.ts';
import type { IssuerToken } from '../token/model.ts';
import { OFFSET_SETTING, trustOffset, viewClock, WORTH_WRITING } from './clock.ts';
import { type AppState, clientOf, configuredClient } from './state.ts';
import type { ClockView } from './types.ts';

/**
 * The authorities whose time counts, each once. One that came with a moved token counts only where it is the
 * build's own: whoever forges a backup must not set this device's time. A token of the person's own has none.
 */
async function authoritiesOf(state: AppState): Promise<IssuerToken['authority'][]> {
  const known = new Map<string, IssuerToken['authority']>();
  const issued = [...state.stored.values()].filter((token) => token.source === 'issuer');
  for (const { deviceKeys, authority } of issued)
    if (deviceKeys !== null) known.set(authority.address, authority);
  const moved = issued.filter((token) => token.deviceKeys === null && !known.has(token.authority.address));
  if (moved.length === 0) return [...known.values()];
  const configured = await state.ports.authorityAddress().catch(() => null);
  const own = moved.find(({ authority }) => authority.address === configured);
  return own ? [...known.values(), own.authority] : [...known.values()];
}

/** Signed time from the first authority that answers; kept in the vault. */
async function checkSigned(state: AppState, authorities: IssuerToken['authority'][]): Promise<void> {
  const vault = state.vault;
  for (const { address, key } of authorities) {
    try {
      const { offset } = await clientOf(state, address).signedClock(key);
      // The vault may have been locked while the answer was on its way.
      if (!vault || state.vault !== vault) return;
      trustOffset(state, offset);
      if (state.keptOffset === null || Math.abs(state.keptOffset - offset) >= WORTH_WRITING) {
        await vault.writeSetting(OFFSET_SETTING, offset);
        if (state.vault === vault) state.keptOffset = offset;
      }
      return;
    } catch (error) {
      // No answer, or no room to keep it: what was known, or was just learnt, still serves.
      if (!isAppError(error)) throw error;
    }
  }
}

/**
 * Asks what the time is. With an institution's token: signed, trusted, kept. Else: advisory, shown and not kept.
 * Without an answer the view stays as it was.
 */
export async function checkClock(state: AppState): Promise<ClockView> {
  const authorities = await authoritiesOf(state);
  if (authorities.length > 0) {
    await checkSigned(state, authorities);
    return state.clock.value;
  }
  try {
    const { offset } = await (await configuredClient(state)).measureClock();
    const known = state.clock.value;
    if (known.at === 'unknown' || !known.trusted) state.clock.value = viewClock(offset, false);
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
  return state.clock.value;
}
