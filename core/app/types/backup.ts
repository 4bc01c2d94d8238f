import type { LocalText } from '../../protocol/common.ts';
import type { TokenView } from './tokens.ts';

/** What a backup made now would hold, and what has to stay. */
export interface BackupPlan {
  leaving: readonly TokenView[];
  staying: readonly TokenView[];
}

/** A sealed backup with the name to save it under, or why there is none. */
export type MakeBackupResult =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; fileName: string; plan: BackupPlan }
  /** 'proof': every code is asked for, and so is this (`needsProof`). */
  | { ok: false; reason: 'nothing-to-save' | 'too-large' | 'proof' | 'storage' };

/** One token of an opened backup, and what restoring would do with it. */
export interface BackupEntry {
  source: 'issuer' | 'own';
  /** Institution's or issuer's name, and the account or own name, for a list. */
  name: LocalText;
  note: string | null;
  /** 'new' is added; 'here' stays as it is; 'counter' is here and only its counter moves forward. */
  what: 'new' | 'here' | 'counter';
}

/** An opened backup; `restore` takes this very object. Nothing is written before. */
export interface BackupPreview {
  /** Epoch ms. */
  madeAt: number;
  entries: readonly BackupEntry[];
}

/** An opened backup, or what is wrong with the file or the passphrase. */
export type ReadBackupResult =
  | { ok: true; preview: BackupPreview }
  | { ok: false; reason: 'foreign' | 'too-large' | 'newer' | 'damaged' | 'cost' | 'passphrase' | 'storage' };

/** How many tokens came in, and how many were here; or why none did. */
export type RestoreResult =
  | { ok: true; added: number; already: number }
  | { ok: false; reason: 'storage-full' | 'storage' };
