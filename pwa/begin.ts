import { systemClock } from '../core/clock/clock.ts';
import type { VaultDoor } from '../core/vault/types.ts';
import { openPwaVault } from './vault.ts';

/*
 * The first code waits for the vault above all: it is asked for here, which the entry imports before anything else,
 * and is on its way while the other modules are still being evaluated.
 */
let begun: Promise<VaultDoor> | null = openPwaVault(systemClock);
// Whoever asks for the door hears of what went wrong.
begun.catch(() => undefined);

/** The vault's door: the one asked for at the start, and a new one each time after. */
export function openVaultDoor(): Promise<VaultDoor> {
  const door = begun ?? openPwaVault(systemClock);
  begun = null;
  return door;
}
