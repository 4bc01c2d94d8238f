import type { OwnTokenInput, TokenView } from '../../../../core/app/types.ts';
import type { PlatformPorts } from '../../../../core/ui/platform.ts';
import type { Route } from '../../../../core/ui/route.ts';
import { type FakeSetting, fakeOwnToken, fakeToken } from '../../fake-token-app.ts';

/** One thing to look at: the app's state and where in it. */
export interface Scene {
  setting: FakeSetting;
  route?: Route;
  link?: boolean;
  /** A token that was scanned and waits to be confirmed. */
  found?: OwnTokenInput;
  /** What differs in the shell. */
  platform?: Partial<PlatformPorts>;
}

export const DAY = 86_400_000;
/** Instants 41 and 5 seconds before the end of a 60-second step. */
export const EARLY = Date.UTC(2026, 10, 22, 6, 0, 19);
export const LATE = Date.UTC(2026, 10, 22, 6, 0, 55);
export const goodClock = { at: 'measured', offset: 200, trusted: true, verdict: 'good' } as const;
export const one = fakeToken({ displayName: '本店用' });
/** Record id of `one`. */
export const id = one.id;
/** Three that differ in digits, period and standing. */
export const several = [
  one,
  fakeToken({
    id: 'b',
    institution: { id: 'kamome', name: { ja: 'かもめ銀行', en: 'Kamome Bank' } },
    service: { id: '20112233', name: { ja: 'かもめ銀行 わたしの支店', en: 'Kamome Bank My Branch' } },
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
  }),
  fakeToken({
    id: 'c',
    institution: { id: 'aoba', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
    service: { id: '30112231', name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' } },
    standing: 'expired',
  }),
];
export const dueSoon = fakeToken({ renewalDue: true, expiresAt: EARLY + 171 * DAY });
/** Every way a token can stand, one below the other. */
export const everyStanding = [
  { ...dueSoon, id: 'due' },
  fakeToken({ id: 'paused', standing: 'paused', pausedUntil: EARLY + 9 * DAY }),
  fakeToken({ id: 'suspended', standing: 'suspended' }),
  fakeToken({ id: 'expired', standing: 'expired' }),
  fakeToken({ id: 'ended', standing: 'ended' }),
];
/** An open app with these tokens and a good clock. */
export const open = (tokens: TokenView[] = [one]): FakeSetting => ({ tokens, clock: goodClock, at: EARLY });

/** A token of the person's own, about to be added; the seed is the test secret of RFC 6238, appendix B. */
export const own: OwnTokenInput = {
  issuer: 'Sakura Mail',
  account: 'hanako@example.jp',
  otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
  seed: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA',
  counter: 0,
};
/** Tokens of every kind, own and issued. */
export const mixed: TokenView[] = [
  ...several,
  fakeOwnToken(),
  fakeOwnToken({
    id: 'e',
    issuer: 'VPN',
    account: 'yamada',
    otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
  }),
  fakeToken({
    id: 'f',
    service: { id: '40112239', name: { ja: 'カモメ証券', en: 'Kamome Securities' } },
    institution: { id: 'kamome-s', name: { ja: 'カモメ証券', en: 'Kamome Securities' } },
    renewalDue: true,
    expiresAt: EARLY + 20 * DAY,
  }),
  fakeOwnToken({ id: 'g', issuer: null, account: null, displayName: '自宅のルーター' }),
];
/** As many as one could ever have. */
export const thousand: TokenView[] = Array.from({ length: 1000 }, (_, index) =>
  index % 4 === 0
    ? fakeToken({ id: `t${index}`, displayName: `口座${index + 1}` })
    : fakeOwnToken({
        id: `t${index}`,
        issuer: `Service ${index + 1}`,
        account: `user${index + 1}@example.jp`,
        otp:
          index % 50 === 1
            ? { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null }
            : { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
      }),
);
