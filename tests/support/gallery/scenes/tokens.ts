import { fakeToken } from '../../fake-token-app.ts';
import {
  DAY,
  dueSoon,
  EARLY,
  everyStanding,
  goodClock,
  id,
  LATE,
  mixed,
  open,
  type Scene,
  several,
  thousand,
} from './scene.ts';

/** Tokens, alone and together, and what can be done with them. */
export const TOKENS: Record<string, Scene> = {
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

  'token-own': { setting: open([mixed[3]!]) },
  'token-event': { setting: open([mixed[4]!]) },
  'token-first': { setting: { ...open(several), preferences: { startToken: id } } },
  'list-mixed': { setting: open(mixed) },
  order: { setting: open(mixed), route: { at: 'order' } },
  'inbox-empty': { setting: open(), route: { at: 'inbox' } },
  inbox: {
    setting: {
      ...open(everyStanding),
      inbox: [
        { kind: 'clock-far' },
        { kind: 'suspended', id: 'suspended' },
        { kind: 'expired', id: 'expired' },
        { kind: 'pause-over', id: 'paused' },
        { kind: 'rolled-back' },
        { kind: 'damaged', count: 2 },
        { kind: 'renewal', id: 'due' },
        { kind: 'ended', id: 'ended' },
      ],
    },
    route: { at: 'inbox' },
  },
  'details-own': { setting: open(mixed), route: { at: 'details', id: mixed[3]!.id } },
  'remove-own': { setting: open(mixed), route: { at: 'remove', id: mixed[3]!.id } },
};

/** The same in other words, or too many to look at. */
export const MORE_TOKENS: Record<string, Scene> = {
  // Its clock is the window's own.
  'token-running': { setting: { tokens: [several[1]!], clock: goodClock } },
  'token-event-full': {
    setting: { ...open([mixed[4]!]), eventCode: { ok: false, reason: 'storage-full' } },
  },
  'token-event-issued': {
    setting: open([fakeToken({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } })]),
  },
  'list-thousand': { setting: { tokens: thousand, clock: goodClock } },
  'order-thousand': { setting: open(thousand), route: { at: 'order' } },
};
