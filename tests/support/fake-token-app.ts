import { signal } from '@preact/signals-core';
import type {
  AppStatus,
  ClockView,
  CodeView,
  Preferences,
  RenewResult,
  SetUpResult,
  TokenApp,
  TokenView,
  UnlockResult,
} from '../../core/app/types.ts';

/** A token as the screens see it; `over` changes what a test is about. */
export function fakeToken(over: Partial<TokenView> = {}): TokenView {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    tokenId: 'FUDA-1234-5678',
    institution: { id: 'midori', name: { ja: 'みどり農協', en: 'Midori Cooperative' } },
    service: { id: '10112235', name: { ja: 'みどり農協ネットバンク', en: 'Midori Net Bank' } },
    userId: '123456789015',
    displayName: null,
    otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 60 },
    issuedAt: Date.UTC(2026, 10, 22),
    expiresAt: Date.UTC(2031, 10, 30),
    loginOrigins: ['http://midori.localhost:4302'],
    standing: 'ready',
    pausedUntil: null,
    renewalDue: false,
    otpEntry: 'http://midori.localhost:4302/otp-entry',
    ...over,
  };
}

/** Digits that look like codes and are none: a fixed mixing of the step. */
function digitsOf(step: number, length: number): string {
  const mixed = Math.imul(step ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  return String(mixed * 97 + 64_243_230)
    .slice(-length)
    .padStart(length, '8');
}

/** What a test may set from the start. */
export interface FakeSetting {
  status?: AppStatus;
  tokens?: TokenView[];
  preferences?: Partial<Preferences>;
  clock?: ClockView;
  measured?: ClockView;
  hasLock?: boolean;
  quarantined?: number;
  rolledBack?: boolean;
  readOnly?: boolean;
  /** Fixed instant, epoch ms; the machine's clock runs when absent. */
  at?: number;
  setUp?: SetUpResult;
  unlock?: UnlockResult;
  renew?: RenewResult;
  /** Whether the authority answers a question for the state; it does unless told. */
  reachable?: boolean;
}

/** A `TokenApp` without storage or network, for looking at screens one by one. */
export function createFakeTokenApp(setting: FakeSetting = {}): TokenApp & { said: string[] } {
  const status = signal<AppStatus>(setting.status ?? { at: 'open' });
  const tokens = signal<readonly TokenView[]>(setting.tokens ?? []);
  const clock = signal<ClockView>(setting.clock ?? { at: 'unknown' });
  const hasLock = signal(setting.hasLock ?? false);
  const preferences = signal<Preferences>({ language: null, theme: 'system', ...setting.preferences });
  const rolledBack = signal(setting.rolledBack ?? false);
  const now = () => setting.at ?? Date.now();
  const said: string[] = [];
  return {
    said,
    status,
    tokens,
    quarantined: signal(
      Array.from({ length: setting.quarantined ?? 0 }, (_, index) => ({
        id: String(index),
        reason: 'malformed',
      })),
    ),
    rolledBack,
    readOnly: signal(setting.readOnly ?? false),
    async acknowledgeRollback() {
      rolledBack.value = false;
    },
    clock,
    hasLock,
    preferences,
    persistence: signal<'unknown' | 'kept' | 'may-be-lost'>('may-be-lost'),
    start: async () => {},
    now,
    code(id): CodeView | null {
      const token = tokens.value.find((one) => one.id === id);
      if (token?.standing !== 'ready' || token.otp.period === null) return null;
      const seconds = Math.floor(now() / 1000);
      const { period, digits } = token.otp;
      const step = Math.floor(seconds / period);
      return {
        code: digitsOf(step, digits),
        next: digitsOf(step + 1, digits),
        period,
        secondsLeft: period - (seconds % period),
        step,
      };
    },
    async checkClock() {
      clock.value = setting.measured ?? { at: 'measured', offset: 400, trusted: false, verdict: 'good' };
      return clock.value;
    },
    async setUp(input) {
      said.push(`setUp ${input.serviceId} ${input.userId}`);
      if (setting.setUp) return setting.setUp;
      const token = fakeToken();
      tokens.value = [...tokens.value, token];
      return { ok: true, id: token.id };
    },
    async rename(id, displayName) {
      tokens.value = tokens.value.map((token) => (token.id === id ? { ...token, displayName } : token));
    },
    async remove(id) {
      tokens.value = tokens.value.filter((token) => token.id !== id);
    },
    refresh: async () => setting.reachable ?? true,
    async renew(id) {
      said.push('renew');
      const result = setting.renew ?? { ok: true, expiresAt: Date.UTC(2033, 10, 30) };
      if (result.ok)
        tokens.value = tokens.value.map((token) =>
          token.id === id ? { ...token, expiresAt: result.expiresAt, renewalDue: false } : token,
        );
      return result;
    },
    async unlock() {
      const result = setting.unlock ?? { ok: true };
      if (result.ok) status.value = { at: 'open' };
      return result;
    },
    lock() {
      status.value = { at: 'locked', failures: 0, waitUntil: null };
    },
    async turnLockOn() {
      hasLock.value = true;
      return { ok: true };
    },
    async turnLockOff() {
      hasLock.value = false;
      return { ok: true };
    },
    changeLockCode: async () => ({ ok: true }),
    setPreferences(change) {
      preferences.value = { ...preferences.value, ...change };
    },
    async beginAnew() {
      status.value = { at: 'open' };
    },
  };
}
