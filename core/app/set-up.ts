import { base64urlnopad } from '@scure/base';
import type { ClientErrorCode } from '../client/types.ts';
import { isAppError } from '../error.ts';
import { canonicalBytes } from '../protocol/canonical.ts';
import type { TokenErrorCode } from '../token/error.ts';
import { tokenFromActivation } from '../token/from-activation.ts';
import type { IssuerToken } from '../token/model.ts';
import type { Vault, VaultErrorCode } from '../vault/types.ts';
import { checkClock } from './check-clock.ts';
import { readFields, type SetUpInput } from './fields.ts';
import { openVault } from './opening.ts';
import { askPersistence } from './persistence.ts';
import { type AppState, configuredClient, now } from './state.ts';
import { deviceKeysOf, reload, twice } from './tokens.ts';
import type { SetUpFailure, SetUpResult } from './types.ts';

/** Vault setting: names of device keys that an authority may already have answered, its answer not kept. */
const UNFINISHED_SETTING = 'unfinished-set-ups';

const ANSWERS: Record<ClientErrorCode | TokenErrorCode, SetUpFailure> = {
  malformed: 'answer-bad',
  refused: 'refused',
  'setup-expired': 'setup-expired',
  'setup-used': 'setup-used',
  'device-limit': 'device-limit',
  // Never the answer to an activation.
  'renewal-refused': 'answer-bad',
  'too-many-requests': 'too-many-requests',
  unreachable: 'unreachable',
  'answer-bad': 'answer-bad',
  'token-malformed': 'answer-bad',
  'token-newer': 'answer-bad',
  'token-kind': 'answer-bad',
};

/** Told only after the right password, so these keys will never be answered. */
const FINAL: readonly SetUpFailure[] = ['setup-expired', 'setup-used', 'device-limit'];

const storageFailure = (error: unknown): SetUpFailure => {
  if (!isAppError<VaultErrorCode>(error)) throw error;
  return error.code === 'full' ? 'storage-full' : 'storage';
};

/**
 * Name of the device keys for one set-up, the same at every try. Names stand outside the vault's encryption,
 * so the IDs go in as a digest, bound to this vault.
 */
async function keysName(vault: Vault, serviceId: string, userId: string): Promise<string> {
  const bytes = canonicalBytes('fuda/device-keys/1', vault.id, serviceId, userId);
  return base64urlnopad.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function readUnfinished(vault: Vault): Promise<string[]> {
  const kept = await vault.readSetting(UNFINISHED_SETTING);
  return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
}

/** Keeps the token; one that is here already is replaced where it stands, under the name it was given. */
async function keep(state: AppState, vault: Vault, token: IssuerToken): Promise<string> {
  const id = await twice(state, async () => {
    const same = [...state.stored].find(
      ([, other]) =>
        other.source === 'issuer' &&
        other.tokenId === token.tokenId &&
        other.authority.address === token.authority.address,
    );
    if (!same) return (await vault.add(token)).id;
    const { displayName, addedAt } = same[1];
    await vault.replace(same[0], { ...token, displayName, addedAt });
    return same[0];
  });
  await reload(state);
  return id;
}

/** After a refusal: keys that can never be answered are not left lying about. */
async function tidyUp(vault: Vault, name: string): Promise<void> {
  try {
    await vault.dropDeviceKeys(name);
    await vault.writeSetting(
      UNFINISHED_SETTING,
      (await readUnfinished(vault)).filter((other) => other !== name),
    );
  } catch (error) {
    // The refusal is what the person must hear; leftover keys open nothing.
    if (!isAppError(error)) throw error;
  }
}

/**
 * Sets a token up. The device's keys are durable before the authority hears of them, so an answer that was
 * lost on the way, or found no room, can be asked for again by simply trying again.
 */
export async function setUp(state: AppState, input: SetUpInput): Promise<SetUpResult> {
  const fields = readFields(input);
  if (typeof fields === 'string') return { ok: false, reason: fields };
  const { serviceId, userId } = fields;
  let vault: Vault;
  let name: string;
  let triedBefore: boolean;
  let keys: Awaited<ReturnType<Vault['deviceKeys']>>;
  try {
    vault = await openVault(state);
    name = await keysName(vault, serviceId, userId);
    const unfinished = await readUnfinished(vault);
    triedBefore = unfinished.includes(name);
    keys = await vault.deviceKeys(name);
    if (!triedBefore) await vault.writeSetting(UNFINISHED_SETTING, [...unfinished, name]);
  } catch (error) {
    return { ok: false, reason: storageFailure(error) };
  }

  let token: IssuerToken;
  try {
    const client = await configuredClient(state);
    const activation = await client.activate({ ...fields, kind: state.ports.deviceKind }, keys);
    token = tokenFromActivation(activation, { deviceKeys: name, now: now(state) });
  } catch (error) {
    if (!isAppError<ClientErrorCode | TokenErrorCode>(error)) throw error;
    const reason = ANSWERS[error.code];
    // A mistyped password after a lost answer is refused too, and then these keys are still the right ones.
    const hopeless = FINAL.includes(reason) || (reason === 'refused' && !triedBefore);
    // Set up again by mistake: the token that is here goes on using its keys.
    const inUse = [...state.stored.values()].some((other) => deviceKeysOf(other) === name);
    if (hopeless && !inUse) await tidyUp(vault, name);
    return { ok: false, reason };
  }

  let id: string;
  try {
    id = await keep(state, vault, token);
  } catch (error) {
    return { ok: false, reason: storageFailure(error) };
  }
  try {
    const unfinished = await readUnfinished(vault);
    await vault.writeSetting(
      UNFINISHED_SETTING,
      unfinished.filter((other) => other !== name),
    );
  } catch (error) {
    // The token is safe; the note only keeps keys from being dropped.
    if (!isAppError(error)) throw error;
  }
  void askPersistence(state);
  // From here the time can be trusted, so that the first code is right even where the clock is wrong.
  await checkClock(state);
  return { ok: true, id };
}
