import { signal } from '@preact/signals';
import type { PasskeyFailure } from '../../../../core/app/types.ts';
import type { InstallPort } from '../../../../core/ui/platform.ts';
import { type FakeSetting, fakeOwnToken } from '../../fake-token-app.ts';
import { EARLY, goodClock, one, open, type Scene, several } from './scene.ts';

const install = (system: InstallPort['system'], way: 'prompt' | 'by-hand'): { install: InstallPort } => ({
  install: { way: signal<'prompt' | 'by-hand' | null>(way), system, prompt: async () => true },
});
const locked = (over: Partial<FakeSetting> = {}): FakeSetting => ({
  ...open(),
  hasLock: true,
  passkey: 'off',
  ...over,
});
/** Minutes the device's clock is behind. */
const behind = (minutes: number) =>
  ({
    at: 'measured',
    offset: minutes * 60_000,
    trusted: true,
    verdict: minutes > 10 ? 'far-off' : minutes > 0.5 ? 'off' : 'good',
  }) as const;
/** The same where nothing of it is signed: it is not used. */
const unused = { ...behind(2), trusted: false };
const update = { ready: signal(true), apply() {} };

/** The settings, the app lock, and what the app says of itself. */
export const SETTINGS: Record<string, Scene> = {
  settings: { setting: open(), route: { at: 'settings' } },
  'settings-locked': {
    setting: locked({ clock: behind(14), measured: behind(14), persistence: 'kept' }),
    route: { at: 'settings' },
    platform: install('android', 'prompt'),
  },
  'settings-lock': { setting: open(), route: { at: 'settings-lock' } },
  'settings-lock-on': {
    setting: locked({ passkey: 'on', lockOptions: { onHide: true, everyCode: true } }),
    route: { at: 'settings-lock' },
  },
  'settings-lock-no-passkey': {
    setting: locked({ passkey: 'unsupported' }),
    route: { at: 'settings-lock' },
    platform: { locksByItself: false, lockRule: () => 'パソコンをロックしたときに閉じます。' },
  },
  'lock-on': { setting: open(), route: { at: 'lock-code', task: 'on' } },
  'lock-change': { setting: locked(), route: { at: 'lock-code', task: 'change' } },
  'lock-off': { setting: locked({ passkey: 'on' }), route: { at: 'lock-code', task: 'off' } },
  'settings-display': {
    setting: open(several),
    route: { at: 'settings-display' },
    platform: { keepAwake() {} },
  },
  'settings-storage': {
    setting: open(),
    route: { at: 'settings-storage' },
    platform: install('android', 'by-hand'),
  },
  'settings-storage-kept': {
    setting: { ...open(), persistence: 'kept', rolledBack: true, readOnly: true },
    route: { at: 'settings-storage' },
  },
  'settings-clock': { setting: { ...open(), measured: goodClock }, route: { at: 'settings-clock' } },
  'settings-clock-off': { setting: { ...open(), measured: behind(2) }, route: { at: 'settings-clock' } },
  'settings-clock-far': { setting: { ...open(), measured: behind(95) }, route: { at: 'settings-clock' } },
  'settings-clock-unknown': {
    setting: { ...open(), clock: { at: 'unknown' }, measured: { at: 'unknown' } },
    route: { at: 'settings-clock' },
  },
  about: { setting: open(), route: { at: 'about' } },
  licences: { setting: open(), route: { at: 'licences' } },
  'install-ios': { setting: open(), route: { at: 'install' }, platform: install('ios', 'by-hand') },
  'install-android': { setting: open(), route: { at: 'install' }, platform: install('android', 'by-hand') },
  'install-prompt': { setting: open(), route: { at: 'install' }, platform: install('android', 'prompt') },
  'install-desktop': { setting: open(), route: { at: 'install' }, platform: install('desktop', 'by-hand') },
  'home-install': { setting: open(), platform: install('android', 'prompt') },
  'home-update': { setting: open(), platform: { update } },
  'list-update': { setting: open(several), platform: { update } },
  'home-clock-off': { setting: { ...open(), clock: behind(2), measured: behind(2) } },
  'home-clock-far': { setting: { ...open(), clock: behind(95), measured: behind(95) } },
  'home-clock-unused': {
    setting: { ...open([fakeOwnToken()]), clock: unused, measured: unused },
  },
  'locked-passkey': {
    setting: { status: { at: 'locked', failures: 0, waitUntil: null, passkey: true }, hasLock: true },
  },
  forgot: {
    setting: { status: { at: 'locked', failures: 2, waitUntil: null, passkey: false }, hasLock: true },
    route: { at: 'forgot' },
  },
  covered: { setting: locked({ lockOptions: { everyCode: true } }) },
  'covered-list': { setting: { ...open(several), hasLock: true, lockOptions: { everyCode: true } } },
  'covered-passkey': { setting: locked({ lockOptions: { everyCode: true }, passkey: 'on' }) },
};

/** Every way a passkey may fail; each has scenes `passkey-…` (settings) and `locked-passkey-…`. */
export const PASSKEY_FAILURES = [
  'unsupported',
  'no-prf',
  'cancelled',
  'wrong',
  'no-lock',
  'storage',
] as const satisfies readonly PasskeyFailure[];

/** Settings that differ in words or one part only: for tests of just that. */
export const MORE_SETTINGS: Record<string, Scene> = {
  ...Object.fromEntries(
    PASSKEY_FAILURES.flatMap((reason): [string, Scene][] => [
      [
        `passkey-${reason}`,
        {
          setting: locked({ passkeyAnswer: { ok: false, reason } }),
          route: { at: 'settings-lock' },
        },
      ],
      [
        `locked-passkey-${reason}`,
        {
          setting: {
            status: { at: 'locked', failures: 0, waitUntil: null, passkey: true },
            hasLock: true,
            passkeyAnswer: { ok: false, reason },
          },
        },
      ],
    ]),
  ),
  'settings-lock-every': {
    setting: locked({ lockOptions: { everyCode: true } }),
    route: { at: 'settings-lock' },
  },
  'settings-lock-unkept': {
    setting: locked({ keepsLockOptions: false }),
    route: { at: 'settings-lock' },
  },
  'lock-change-passkey': {
    setting: locked({ passkey: 'on' }),
    route: { at: 'lock-code', task: 'change' },
  },
  'covered-wait': {
    setting: locked({
      lockOptions: { everyCode: true },
      uncover: { ok: false, reason: 'wait', waitUntil: EARLY + 90_000 },
    }),
  },
  'covered-wrong': {
    setting: locked({
      lockOptions: { everyCode: true },
      passkey: 'on',
      passkeyAnswer: { ok: false, reason: 'cancelled' },
      uncover: { ok: false, reason: 'wrong-code', waitUntil: null },
    }),
  },
  'settings-none': { setting: { ...open([]), at: EARLY }, route: { at: 'settings-lock' } },
  'settings-start': {
    setting: { ...open(several), preferences: { startToken: one.id } },
    route: { at: 'settings-display' },
    platform: { keepAwake() {} },
  },
  'storage-promised': {
    setting: { ...open(), persists: true },
    route: { at: 'settings-storage' },
  },
};
