import type { ReadBackupResult } from '../../../../core/app/types.ts';
import { fakeOwnToken, fakeToken } from '../../fake-token-app.ts';
import { open, type Scene, several } from './scene.ts';

const ownOne = fakeOwnToken();
const event = fakeOwnToken({
  id: 'event',
  issuer: 'VPN',
  account: 'yamada',
  otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
});
/** Some that may leave and some that may not. */
const both = [
  ...several.slice(0, 2),
  ownOne,
  fakeToken({
    id: 'leaves',
    leaving: 'sealed',
    service: { id: '40112239', name: { ja: 'あおばネット', en: 'Aoba Net' } },
    institution: { id: 'aoba', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
  }),
  event,
];

/** Scanning, backup, restore, move and export. */
export const BACKUP: Record<string, Scene> = {
  scan: { setting: open(), route: { at: 'scan' } },
  'scan-first': { setting: {}, route: { at: 'scan' } },
  backup: { setting: open(both), route: { at: 'backup' } },
  'backup-staying': { setting: open(several), route: { at: 'backup' } },
  'backup-empty': { setting: {}, route: { at: 'backup' } },
  'backup-make': { setting: open(both), route: { at: 'backup-make' } },
  'backup-restore': { setting: open(both), route: { at: 'backup-restore' } },
  move: { setting: open(both), route: { at: 'move' } },
  export: { setting: open(both), route: { at: 'export', id: ownOne.id } },
  'export-event': { setting: open(both), route: { at: 'export', id: event.id } },
  'export-locked': { setting: { ...open(both), hasLock: true }, route: { at: 'export', id: ownOne.id } },
};

/** Why a backup cannot be opened; each has a scene `restore-…`. */
export const READ_FAILURES = [
  'foreign',
  'too-large',
  'newer',
  'damaged',
  'cost',
  'passphrase',
  'storage',
] as const satisfies readonly Extract<ReadBackupResult, { ok: false }>['reason'][];

/** Scenes that differ from those in what comes of a press. */
export const MORE_BACKUP: Record<string, Scene> = {
  ...Object.fromEntries(
    (['storage', 'too-large', 'nothing-to-save'] as const).flatMap((reason): [string, Scene][] => [
      [
        `make-${reason}`,
        { setting: { ...open(both), makeBackup: { ok: false, reason } }, route: { at: 'backup-make' } },
      ],
      [
        `move-${reason}`,
        { setting: { ...open(both), makeBackup: { ok: false, reason } }, route: { at: 'move' } },
      ],
    ]),
  ),
  'make-not-saved': {
    setting: open(both),
    route: { at: 'backup-make' },
    platform: { saveFile: async () => false },
  },
  ...Object.fromEntries(
    READ_FAILURES.map((reason): [string, Scene] => [
      `restore-${reason}`,
      { setting: { ...open(both), readBackup: { ok: false, reason } }, route: { at: 'backup-restore' } },
    ]),
  ),
  ...Object.fromEntries(
    (['storage-full', 'storage'] as const).map((reason): [string, Scene] => [
      `restored-${reason}`,
      { setting: { ...open(both), restore: { ok: false, reason } }, route: { at: 'backup-restore' } },
    ]),
  ),
  'make-proof': {
    setting: { ...open(both), hasLock: true, lockOptions: { everyCode: true } },
    route: { at: 'backup-make' },
  },
  'move-proof': {
    setting: { ...open(both), hasLock: true, lockOptions: { everyCode: true } },
    route: { at: 'move' },
  },
  'export-wrong-code': {
    setting: {
      ...open(both),
      hasLock: true,
      prove: { ok: false, reason: 'wrong-code', waitUntil: null },
    },
    route: { at: 'export', id: ownOne.id },
  },
};
