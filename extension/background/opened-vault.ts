import { OFFSET_SETTING } from '../../core/app/clock.ts';
import { isAppError } from '../../core/error.ts';
import type { Vault, VaultDoor, VaultRecord } from '../../core/vault/types.ts';
import { sessionKey } from '../platform/session-key.ts';
import { openExtensionVault } from '../platform/vault.ts';

/** An open vault with what filling needs of it. */
export interface OpenedVault {
  vault: Vault;
  /** Every token that can be read. Decrypted when first asked for, as it was then: most messages ask for none. */
  records(): Promise<VaultRecord[]>;
  /** The time as the authority signed it: device time and the trusted offset, epoch ms. */
  now: number;
}

/** Opens by the device slot, else by the session's key; `null` when it is locked. */
async function enter(door: VaultDoor, now: () => number): Promise<Vault | null | 'absent'> {
  const { at } = await door.status();
  if (at === 'device') return door.openWithDevice();
  if (at !== 'locked') return 'absent';
  const key = await sessionKey(now).read();
  return key && door.openWithKey(key);
}

/** The vault's records, read at most once. */
function readOnce(vault: Vault): OpenedVault['records'] {
  let listing: ReturnType<Vault['list']> | null = null;
  return async () => {
    listing ??= vault.list();
    return (await listing).records;
  };
}

/**
 * Runs `work` with the vault and forgets it again: the worker keeps nothing between two messages. Answers
 * 'locked' where a person has to unlock first or it cannot be read just now, and 'absent' where there is no vault:
 * what was arranged for its tokens ends with the vault only.
 */
export async function withVault<Result>(
  now: () => number,
  work: (opened: OpenedVault) => Promise<Result>,
): Promise<Result | 'locked' | 'absent'> {
  let door: VaultDoor | null = null;
  let vault: Vault | null = null;
  try {
    door = await openExtensionVault(now, {
      derive: () => Promise.reject(new Error('nothing is unlocked in the worker')),
    });
    const entered = await enter(door, now);
    if (entered === 'absent') return 'absent';
    if (entered === null) return 'locked';
    vault = entered;
    const offset = await vault.readSetting(OFFSET_SETTING);
    const trusted = typeof offset === 'number' && Number.isSafeInteger(offset) ? offset : 0;
    return await work({ vault, records: readOnce(vault), now: now() + trusted });
  } catch (error) {
    // Locked, written to or erased by a page at this very moment.
    if (isAppError(error, 'gone')) return 'absent';
    if (isAppError(error)) return 'locked';
    throw error;
  } finally {
    vault?.lock();
    door?.close();
  }
}
