/**
 * Screens whose code is loaded when they are opened, and in quiet moments before (`loadAll`): everything but the
 * first look at a code. Each is a function of its own, so that what has come once is known by it.
 */
export const later = {
  add: () => import('./screens/add/add.tsx').then(({ Add }) => Add),
  addOwn: () => import('./screens/add/add-own.tsx').then(({ AddOwn }) => AddOwn),
  byHand: () => import('./screens/add/by-hand.tsx').then(({ ByHand }) => ByHand),
  scan: () => import('./screens/add/scan.tsx').then(({ Scan }) => Scan),
  setUp: () => import('./screens/set-up/set-up.tsx').then(({ SetUp }) => SetUp),
  details: () => import('./screens/tokens/details.tsx').then(({ Details }) => Details),
  order: () => import('./screens/tokens/order.tsx').then(({ Order }) => Order),
  remove: () => import('./screens/tokens/remove.tsx').then(({ Remove }) => Remove),
  renew: () => import('./screens/tokens/renew.tsx').then(({ Renew }) => Renew),
  inbox: () => import('./screens/inbox.tsx').then(({ Inbox }) => Inbox),
  forgot: () => import('./screens/forgot.tsx').then(({ Forgot }) => Forgot),
  install: () => import('./screens/install.tsx').then(({ Install }) => Install),
  backup: () => import('./screens/backup/backup.tsx').then(({ Backup }) => Backup),
  backupMake: () => import('./screens/backup/backup-make.tsx').then(({ BackupMake }) => BackupMake),
  backupRestore: () =>
    import('./screens/backup/backup-restore.tsx').then(({ BackupRestore }) => BackupRestore),
  move: () => import('./screens/backup/move.tsx').then(({ Move }) => Move),
  export: () => import('./screens/backup/export.tsx').then(({ Export }) => Export),
  settings: () => import('./screens/settings/settings.tsx').then(({ Settings }) => Settings),
  settingsLock: () => import('./screens/settings/settings-lock.tsx').then(({ SettingsLock }) => SettingsLock),
  settingsDisplay: () =>
    import('./screens/settings/settings-display.tsx').then(({ SettingsDisplay }) => SettingsDisplay),
  settingsStorage: () =>
    import('./screens/settings/settings-storage.tsx').then(({ SettingsStorage }) => SettingsStorage),
  settingsClock: () =>
    import('./screens/settings/settings-clock.tsx').then(({ SettingsClock }) => SettingsClock),
  about: () => import('./screens/settings/about.tsx').then(({ About }) => About),
  licences: () => import('./screens/settings/licences.tsx').then(({ Licences }) => Licences),
  lockCode: () => import('./screens/settings/lock-code.tsx').then(({ LockCode }) => LockCode),
} as const;
