import { isAppError } from '../error.ts';
import { BACKUP_EXTENSION, openBackup, sealBackup } from '../formats/backup.ts';
import type { BackupContents, BackupErrorCode } from '../formats/types.ts';
import { compare } from './compare-backup.ts';
import { needsProof } from './cover.ts';
import { planOf } from './plan.ts';
import { type AppState, now } from './state.ts';
import type { BackupPreview, MakeBackupResult, ReadBackupResult } from './types.ts';
import { leavingOf } from './view.ts';

/** Japan has one time zone and no summer time; the day in a file's name is the one on the person's wall. */
const JAPAN = 9 * 3_600_000;

const fileName = (at: number): string =>
  `fuda-${new Date(at + JAPAN).toISOString().slice(0, 10)}${BACKUP_EXTENSION}`;

/** What each preview was made from; seeds are not in the preview itself. */
const opened = new WeakMap<BackupPreview, BackupContents>();

/** What `preview` was made from; `undefined` for one that was not made here. */
export const contentsOf = (preview: BackupPreview): BackupContents | undefined => opened.get(preview);

/** Seals what may leave this device under a passphrase. */
export async function makeBackup(state: AppState, passphrase: string): Promise<MakeBackupResult> {
  const { vault } = state;
  if (needsProof(state)) return { ok: false, reason: 'proof' };
  const plan = planOf(state.tokens.peek());
  if (!vault || plan.leaving.length === 0) return { ok: false, reason: 'nothing-to-save' };
  const leaving = [...state.stored].filter(([, token]) => leavingOf(token) !== 'never');
  const madeAt = now(state);
  try {
    const counters = await vault.counters();
    const tokens = leaving.map(([id, token]) => ({ token, given: counters.get(id) ?? 0 }));
    const bytes = await sealBackup({ madeAt, tokens }, passphrase, state.ports);
    return { ok: true, bytes, fileName: fileName(madeAt), plan };
  } catch (error) {
    // A key derivation that could not run fails with an error of its own.
    return { ok: false, reason: isAppError(error, 'backup-too-large') ? 'too-large' : 'storage' };
  }
}

const REASONS: Record<BackupErrorCode, Exclude<ReadBackupResult, { ok: true }>['reason']> = {
  'backup-foreign': 'foreign',
  'backup-too-large': 'too-large',
  'backup-newer': 'newer',
  'backup-damaged': 'damaged',
  'backup-cost': 'cost',
  'backup-passphrase': 'passphrase',
};

/** Opens a backup and compares it with what is here; writes nothing. */
export async function readBackup(
  state: AppState,
  bytes: Uint8Array<ArrayBuffer>,
  passphrase: string,
): Promise<ReadBackupResult> {
  try {
    const contents = await openBackup(bytes, passphrase, state.ports);
    const given = (await state.vault?.counters()) ?? new Map<string, number>();
    const { entries } = compare(contents, state.stored, given);
    const preview: BackupPreview = { madeAt: contents.madeAt, entries };
    opened.set(preview, contents);
    return { ok: true, preview };
  } catch (error) {
    const code = isAppError<string>(error) ? error.code : '';
    return { ok: false, reason: Object.hasOwn(REASONS, code) ? REASONS[code as BackupErrorCode] : 'storage' };
  }
}
