import type { FillHereAnswer, SiteAnswer } from '../../../extension/messages.ts';
import { type FakeSetting, fakeToken } from '../fake-token-app.ts';

/** One state of the popup: the app's, and what is known of the tab under it. */
export interface PopupScene {
  setting: FakeSetting;
  /** `null`: no site; absent: the browser does not say. */
  origin?: string | null;
  state?: SiteAnswer['state'];
  isAutomatic?: boolean;
  outcome?: FillHereAnswer['outcome'] | 'failed';
}

/** 41 and 5 seconds before the end of a 60-second step. */
const EARLY = Date.UTC(2026, 10, 22, 6, 0, 19);
const LATE = Date.UTC(2026, 10, 22, 6, 0, 55);
const MIDORI = 'http://midori.localhost:4302';
const one = fakeToken();
const elsewhere = (over: Parameters<typeof fakeToken>[0]) =>
  fakeToken({ loginOrigins: ['https://login.example'], ...over });
const several = [
  elsewhere({
    id: 'b',
    institution: { id: 'kamome', name: { ja: 'かもめ銀行', en: 'Kamome Bank' } },
    service: { id: '20112233', name: { ja: 'かもめ銀行 わたしの支店', en: 'Kamome Bank My Branch' } },
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
  }),
  fakeToken({ displayName: '父' }),
  fakeToken({ id: 'd', displayName: '母' }),
  elsewhere({
    id: 'c',
    service: { id: '30112231', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
    standing: 'expired',
  }),
];
const open = (tokens = [one], at = EARLY): FakeSetting => ({ tokens, at });

/** Every state of the popup, by name. */
export const POPUP_SCENES: Record<string, PopupScene> = {
  starting: { setting: { status: { at: 'starting' } } },
  welcome: { setting: {}, origin: MIDORI },
  owned: { setting: open(), origin: MIDORI },
  automatic: { setting: open(), origin: MIDORI, isAutomatic: true },
  filled: {
    setting: { ...open(), hasLock: true },
    origin: MIDORI,
    state: 'filled',
    isAutomatic: true,
  },
  waiting: { setting: { ...open(), hasLock: true }, origin: MIDORI, state: 'waiting', isAutomatic: true },
  late: { setting: open([one], LATE), origin: MIDORI, isAutomatic: true },
  several: {
    setting: { ...open(several), hasLock: true },
    origin: MIDORI,
    state: 'filled',
    isAutomatic: true,
  },
  foreign: { setting: open(), origin: 'https://xn--mdori-1ua.example' },
  'no-site': { setting: open(several), origin: null },
  unknown: { setting: open() },
  'long-origin': {
    setting: open(),
    origin: 'https://a-very-long-name-of-a-subdomain.with-another-long-part.internet-banking.example:8443',
  },
  suspended: { setting: open([fakeToken({ standing: 'suspended' })]), origin: MIDORI },
  paused: {
    setting: open([fakeToken({ standing: 'paused', pausedUntil: EARLY + 9 * 86_400_000 })]),
    origin: MIDORI,
  },
  expired: { setting: open([fakeToken({ standing: 'expired' })]), origin: MIDORI },
  ended: { setting: open([fakeToken({ standing: 'ended' })]), origin: MIDORI },
  renewal: {
    setting: open([fakeToken({ renewalDue: true, expiresAt: EARLY + 171 * 86_400_000 })]),
    origin: MIDORI,
  },
  locked: {
    setting: { status: { at: 'locked', failures: 0, waitUntil: null, passkey: false }, hasLock: true },
    origin: MIDORI,
  },
  wait: {
    setting: {
      status: { at: 'locked', failures: 6, waitUntil: EARLY + 90_000, passkey: false },
      hasLock: true,
      at: EARLY,
    },
    origin: MIDORI,
  },
  wrong: {
    setting: {
      status: { at: 'locked', failures: 2, waitUntil: null, passkey: false },
      hasLock: true,
      unlock: { ok: false, reason: 'wrong-code', waitUntil: null },
    },
    origin: MIDORI,
  },
  gone: { setting: { status: { at: 'gone' } }, origin: MIDORI },
  refused: { setting: { status: { at: 'unavailable', reason: 'refused' } }, origin: MIDORI },
  'no-field': { setting: open(), origin: MIDORI, outcome: 'no-field' },
  troubled: { setting: { ...open(), quarantined: 1, rolledBack: true, readOnly: true }, origin: MIDORI },
};
