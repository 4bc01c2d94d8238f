import { readPreferences } from '../core/app/preferences.ts';
import { systemClock } from '../core/clock/clock.ts';
import { pickLanguage } from '../core/i18n/language.ts';
import { loadWords } from '../core/ui/messages.ts';
import type { VaultDoor } from '../core/vault/types.ts';
import { preferencesStore } from './preferences.ts';
import { openPwaVault } from './vault.ts';

/*
 * The first code waits for the vault and for the words. Both are asked for here, which the entry imports before
 * anything else: they are on their way while the screens' modules are still being evaluated.
 */
let begun: Promise<VaultDoor> | null = openPwaVault(systemClock);
// Whoever asks for the door hears of what went wrong.
begun.catch(() => undefined);
// The same file is asked for again with the first drawing, and is there by then.
loadWords[readPreferences(preferencesStore).language ?? pickLanguage(navigator.languages)]().catch(
  () => undefined,
);

/** The vault's door: the one asked for at the start, and a new one each time after. */
export function openVaultDoor(): Promise<VaultDoor> {
  const door = begun ?? openPwaVault(systemClock);
  begun = null;
  return door;
}
