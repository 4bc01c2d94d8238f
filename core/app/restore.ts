import { isAppError } from '../error.ts';
import type { VaultErrorCode } from '../vault/types.ts';
import { contentsOf } from './backup.ts';
import { compare } from './compare-backup.ts';
import { openVault } from './opening.ts';
import { askPersistence } from './persistence.ts';
import type { AppState } from './state.ts';
import { reload, twice } from './tokens.ts';
import type { BackupPreview, RestoreResult } from './types.ts';

/**
 * Brings in what is new of an opened backup, all or nothing; compared anew, since the preview may have been looked
 * at for a while. Makes the vault where there is none yet.
 */
export async function restore(state: AppState, preview: BackupPreview): Promise<RestoreResult> {
  const contents = contentsOf(preview);
  if (!contents) return { ok: false, reason: 'storage' };
  try {
    const vault = await openVault(state);
    const done = await twice(state, async () => {
      await reload(state);
      const comparison = compare(contents, state.stored, await vault.counters());
      await vault.merge(comparison);
      return comparison;
    });
    await reload(state);
    void askPersistence(state);
    const added = done.add.length;
    return { ok: true, added, already: done.entries.length - added };
  } catch (error) {
    if (!isAppError<VaultErrorCode>(error)) throw error;
    return { ok: false, reason: error.code === 'full' ? 'storage-full' : 'storage' };
  }
}
