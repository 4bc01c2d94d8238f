import { fakeOwnToken, fakeToken } from '../../fake-token-app.ts';
import { open, type Scene, several } from './scene.ts';

/** Some that may leave and some that may not. */
const both = [
  ...several.slice(0, 2),
  fakeOwnToken(),
  fakeToken({
    id: 'leaves',
    leaving: 'sealed',
    service: { id: '40112239', name: { ja: 'あおばネット', en: 'Aoba Net' } },
    institution: { id: 'aoba', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
  }),
  fakeOwnToken({
    id: 'event',
    issuer: 'VPN',
    account: 'yamada',
    otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
  }),
];
const [, , ownOne, , event] = both as [
  unknown,
  unknown,
  ReturnType<typeof fakeOwnToken>,
  unknown,
  ReturnType<typeof fakeOwnToken>,
];

/** Scanning, backup, restore, move and export. */
export const BACKUP: Record<string, Scene> = {
  scan: { setting: open(), route: { at: 'scan' } },
  'scan-first': { setting: {}, route: { at: 'scan' } },
  backup: { setting: open(both), route: { at: 'backup' } },
  'backup-staying': { setting: open(several), route: { at: 'backup' } },
  'backup-empty': { setting: {}, route: { at: 'backup' } },
  'backup-make': { setting: open(both), route: { at: 'backup-make' } },
  'backup-make-failed': {
    setting: { ...open(both), makeBackup: { ok: false, reason: 'storage' } },
    route: { at: 'backup-make' },
  },
  'backup-not-saved': {
    setting: open(both),
    route: { at: 'backup-make' },
    platform: { saveFile: async () => false },
  },
  'backup-restore': { setting: open(both), route: { at: 'backup-restore' } },
  move: { setting: open(both), route: { at: 'move' } },
  export: { setting: open(both), route: { at: 'export', id: ownOne.id } },
  'export-event': { setting: open(both), route: { at: 'export', id: event.id } },
  'export-locked': { setting: { ...open(both), hasLock: true }, route: { at: 'export', id: ownOne.id } },
};
