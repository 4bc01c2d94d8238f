import type { RenewFailure } from '../../../core/app/types.ts';
import type { Route } from '../../../core/ui/route.ts';
import { type FakeSetting, fakeToken } from '../fake-token-app.ts';

/** One thing to look at: the app's state and where in it. */
export interface Scene {
  setting: FakeSetting;
  route?: Route;
  link?: boolean;
}

/** 41 and 5 seconds before the end of a 60-second step. */
const EARLY = Date.UTC(2026, 10, 22, 6, 0, 19);
const LATE = Date.UTC(2026, 10, 22, 6, 0, 55);
const goodClock = { at: 'measured', offset: 200, trusted: true, verdict: 'good' } as const;
const one = fakeToken({ displayName: '本店用' });
const id = one.id;
const several = [
  one,
  fakeToken({
    id: 'b',
    institution: { id: 'kamome', name: { ja: 'かもめ銀行', en: 'Kamome Bank' } },
    service: { id: '20112233', name: { ja: 'かもめ銀行 わたしの支店', en: 'Kamome Bank My Branch' } },
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
  }),
  fakeToken({
    id: 'c',
    service: { id: '30112231', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
    standing: 'expired',
  }),
];
const DAY = 86_400_000;
const dueSoon = fakeToken({ renewalDue: true, expiresAt: EARLY + 171 * DAY });
/** Every way a token can stand, one below the other. */
const everyStanding = [
  { ...dueSoon, id: 'due' },
  fakeToken({ id: 'paused', standing: 'paused', pausedUntil: EARLY + 9 * DAY }),
  fakeToken({ id: 'suspended', standing: 'suspended' }),
  fakeToken({ id: 'expired', standing: 'expired' }),
  fakeToken({ id: 'ended', standing: 'ended' }),
];
const open = (tokens = [one]): FakeSetting => ({ tokens, clock: goodClock, at: EARLY });

/** Every way a renewal may be refused; each has a scene `renew-…`. */
export const RENEW_FAILURES = [
  'renewal-refused',
  'too-early',
  'paused',
  'suspended',
  'expired',
  'ended',
  'too-many-requests',
  'unreachable',
  'answer-bad',
  'storage-full',
  'storage',
] as const satisfies readonly RenewFailure[];

/** Every screen, by name. */
export const SCENES: Record<string, Scene> = {
  starting: { setting: { status: { at: 'starting' } } },
  refused: { setting: { status: { at: 'unavailable', reason: 'refused' } } },
  full: { setting: { status: { at: 'unavailable', reason: 'full' } } },
  blocked: { setting: { status: { at: 'unavailable', reason: 'blocked' } } },
  newer: { setting: { status: { at: 'unavailable', reason: 'newer' } } },
  lost: { setting: { status: { at: 'unavailable', reason: 'lost' } } },
  gone: { setting: { status: { at: 'gone' } } },
  locked: {
    setting: { status: { at: 'locked', failures: 0, waitUntil: null, passkey: false }, hasLock: true },
  },
  waiting: {
    setting: {
      status: { at: 'locked', failures: 6, waitUntil: EARLY + 90_000, passkey: false },
      hasLock: true,
      at: EARLY,
    },
  },
  welcome: { setting: {} },
  'set-up-clock': { setting: {}, route: { at: 'set-up', step: 'clock' } },
  'set-up-clock-far': {
    setting: { measured: { at: 'measured', offset: 31_536_000_000, trusted: false, verdict: 'far-off' } },
    route: { at: 'set-up', step: 'clock' },
  },
  'set-up-clock-unknown': {
    setting: { measured: { at: 'unknown' } },
    route: { at: 'set-up', step: 'clock' },
  },
  'set-up-ids': { setting: {}, route: { at: 'set-up', step: 'ids' } },
  'set-up-ids-link': { setting: {}, route: { at: 'set-up', step: 'ids' }, link: true },
  'set-up-password': { setting: {}, route: { at: 'set-up', step: 'password' } },
  'set-up-consent': { setting: {}, route: { at: 'set-up', step: 'consent' } },
  token: { setting: open() },
  'token-late': { setting: { ...open(), at: LATE } },
  'token-six': { setting: open([several[1]!]) },
  'token-suspended': { setting: open([fakeToken({ standing: 'suspended' })]) },
  'token-paused': { setting: open([fakeToken({ standing: 'paused', pausedUntil: EARLY + 9 * DAY })]) },
  'token-paused-over': { setting: open([fakeToken({ standing: 'paused', pausedUntil: EARLY - DAY })]) },
  'token-expired': { setting: open([fakeToken({ standing: 'expired', expiresAt: EARLY - 3 * DAY })]) },
  'token-ended': { setting: open([fakeToken({ standing: 'ended' })]) },
  'token-renewal': { setting: open([dueSoon]) },
  renew: { setting: open([dueSoon]), route: { at: 'renew', id } },
  'token-troubled': {
    setting: { ...open([dueSoon]), quarantined: 1, rolledBack: true, readOnly: true },
  },
  'token-hostile-name': {
    setting: open([
      fakeToken({
        service: {
          id: '10112235',
          name: {
            ja: '<img src=x onerror=alert(1)>農協',
            en: '<b>Very</b>LongNameWithoutAnySpace'.repeat(2),
          },
        },
      }),
    ]),
  },
  list: { setting: open(several) },
  'list-standings': { setting: open(everyStanding) },
  details: { setting: open(), route: { at: 'details', id } },
  remove: { setting: open(), route: { at: 'remove', id } },
  'remove-expired': { setting: open([fakeToken({ standing: 'expired' })]), route: { at: 'remove', id } },
  'remove-ended': { setting: open([fakeToken({ standing: 'ended' })]), route: { at: 'remove', id } },
  settings: { setting: open(), route: { at: 'settings' } },
  'settings-locked': { setting: { ...open(), hasLock: true }, route: { at: 'settings' } },
  'lock-on': { setting: open(), route: { at: 'lock-code', task: 'on' } },
  'lock-change': { setting: { ...open(), hasLock: true }, route: { at: 'lock-code', task: 'change' } },
};

/** Scenes that differ from those above in words or one part only: for tests of just that. */
export const MORE_SCENES: Record<string, Scene> = {
  'token-no-login': { setting: open([fakeToken({ otpEntry: null })]) },
  'token-renewal-today': { setting: open([{ ...dueSoon, expiresAt: EARLY + 3_600_000 }]) },
  ...Object.fromEntries(
    RENEW_FAILURES.map((reason): [string, Scene] => [
      `renew-${reason}`,
      {
        setting: { ...open([dueSoon]), renew: { ok: false, reason } },
        route: { at: 'renew', id },
      },
    ]),
  ),
};
