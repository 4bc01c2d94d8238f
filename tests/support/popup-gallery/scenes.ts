import type { TokenView } from '../../../core/app/types.ts';
import type { FillHereAnswer, SiteAnswer, SiteMode } from '../../../extension/messages.ts';
import type { LookAlike } from '../../../extension/popup/site.ts';
import { type FakeSetting, fakeOwnToken, fakeToken } from '../fake-token-app.ts';

/** One state of the popup: the app's, and what is known of the tab under it. */
export interface PopupScene {
  setting: FakeSetting;
  /** `null`: no site; absent: the browser does not say. */
  origin?: string | null;
  state?: SiteAnswer['state'];
  mode?: SiteMode;
  /** Whether a change of the mode can be kept; it can unless told. */
  keepsMode?: boolean;
  isAllowed?: boolean;
  lookAlike?: LookAlike;
  /** Whether the browser's question for a passkey once closed the popup. */
  losesPasskeys?: boolean;
  outcome?: FillHereAnswer['outcome'] | 'failed';
  /** Whether the page last asked for could not be opened. */
  openFails?: boolean;
  /** What is pressed once it is drawn (CSS). */
  press?: string;
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
const EVENT = { kind: 'event', algorithm: 'SHA-1', digits: 8, period: null } as const;
const event = fakeToken({ otp: EVENT });
const own = fakeOwnToken();
/** As near to the bank's name as one letter. */
const COPY = 'https://login.midori-bank.example.account-check.example';
const alike = {
  shown: COPY,
  bank: 'https://login.midori-bank.example',
  reasons: ['name', 'title', 'form'],
  isBank: true,
} satisfies LookAlike;
const open = (tokens: TokenView[] = [one], at = EARLY): FakeSetting => ({ tokens, at });

const LOCKED = { at: 'locked', failures: 0, waitUntil: null, passkey: false } as const;
const LOCKED_WITH_PASSKEY = { ...LOCKED, passkey: true } as const;

/** Every state of the popup, by name. */
export const POPUP_SCENES: Record<string, PopupScene> = {
  starting: { setting: { status: { at: 'starting' } } },
  welcome: { setting: {}, origin: MIDORI },
  owned: { setting: open(), origin: MIDORI },
  automatic: { setting: open(), origin: MIDORI, isAllowed: true },
  filled: {
    setting: { ...open(), hasLock: true },
    origin: MIDORI,
    state: 'filled',
    isAllowed: true,
  },
  waiting: { setting: { ...open(), hasLock: true }, origin: MIDORI, state: 'waiting', isAllowed: true },
  late: { setting: open([one], LATE), origin: MIDORI, isAllowed: true },
  several: {
    setting: { ...open(several), hasLock: true },
    origin: MIDORI,
    state: 'filled',
    isAllowed: true,
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
    setting: { status: LOCKED, hasLock: true },
    origin: MIDORI,
    state: 'locked',
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
  passkey: {
    setting: { status: LOCKED_WITH_PASSKEY, hasLock: true },
    origin: MIDORI,
    state: 'locked',
  },
  'passkey-cancelled': {
    setting: {
      status: LOCKED_WITH_PASSKEY,
      hasLock: true,
      passkeyAnswer: { ok: false, reason: 'cancelled' },
    },
    origin: MIDORI,
    state: 'locked',
  },
  'passkey-cut-off': {
    setting: { status: LOCKED_WITH_PASSKEY, hasLock: true },
    origin: MIDORI,
    state: 'locked',
    losesPasskeys: true,
  },
  choose: { setting: { ...open(several), hasLock: true }, origin: MIDORI, state: 'choose', isAllowed: true },
  event: { setting: { ...open([event]), hasLock: true }, origin: MIDORI, state: 'press', isAllowed: true },
  'event-elsewhere': { setting: open([event]), origin: 'https://other.example' },
  ask: { setting: open(), origin: MIDORI, mode: 'ask', isAllowed: true },
  never: { setting: { ...open(), hasLock: true }, origin: MIDORI, mode: 'never', isAllowed: true },
  'mode-not-kept': { setting: open(), origin: MIDORI, isAllowed: true, keepsMode: false },
  'switched-off': { setting: open(), origin: MIDORI, isAllowed: true, outcome: 'switched-off' },
  'not-empty': { setting: open(), origin: MIDORI, isAllowed: true, outcome: 'not-empty' },
  'own-elsewhere': { setting: open([own, one]), origin: 'https://mail.example' },
  'own-foreign-name': { setting: open([own]), origin: 'https://xn--mdori-1ua.example' },
  'own-asked': { setting: open([own]), origin: 'https://mail.example', press: '.popup-actions .button-line' },
  'own-foreign-name-asked': {
    setting: open([own]),
    origin: 'https://xn--mdori-1ua.example',
    press: '.popup-actions .button-line',
  },
  'own-insecure': { setting: open([own]), origin: 'http://mail.example' },
  'own-too-many': {
    setting: { ...open([own]), bind: { ok: false, reason: 'too-many' } },
    origin: 'https://mail.example',
  },
  'own-bound': {
    setting: open([fakeOwnToken({ loginOrigins: ['https://mail.example'] })]),
    origin: 'https://mail.example',
  },
  checking: { setting: open(), origin: COPY, lookAlike: 'checking' },
  unchecked: { setting: open(), origin: COPY, lookAlike: 'late' },
  'look-alike': { setting: { ...open([own, one]), hasLock: true }, origin: COPY, lookAlike: alike },
  'look-alike-locked': {
    setting: { status: LOCKED, hasLock: true },
    origin: 'https://xn--mdori-1ua.example',
    lookAlike: {
      shown: 'https://xn--mdori-1ua.example',
      bank: 'https://midori.example',
      reasons: ['name'],
      isBank: false,
    },
  },
  'look-alike-own': {
    setting: open([fakeOwnToken({ loginOrigins: ['https://mail.example'] })]),
    origin: 'https://maill.example',
    lookAlike: {
      shown: 'https://maill.example',
      bank: 'https://mail.example',
      reasons: ['name', 'form'],
      isBank: false,
    },
  },
  gone: { setting: { status: { at: 'gone' } }, origin: MIDORI },
  refused: { setting: { status: { at: 'unavailable', reason: 'refused' } }, origin: MIDORI },
  'not-opened': { setting: {}, origin: MIDORI, openFails: true },
  'no-field': { setting: open(), origin: MIDORI, outcome: 'no-field' },
  'no-field-said': { setting: open(), origin: MIDORI, outcome: 'no-field', press: '.button-main' },
  troubled: { setting: { ...open(), quarantined: 1, rolledBack: true, readOnly: true }, origin: MIDORI },
};
