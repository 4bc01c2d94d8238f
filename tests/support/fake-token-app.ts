import { computed, signal } from '@preact/signals-core';
import type {
  AddOwnResult,
  AppStatus,
  BackupPlan,
  BackupPreview,
  BindResult,
  ClockView,
  CodeView,
  EventCodeResult,
  IssuerTokenView,
  LockCodeResult,
  LockOptions,
  MakeBackupResult,
  OwnTokenView,
  PasskeyResult,
  PasskeyState,
  Preferences,
  ReadBackupResult,
  RenewResult,
  RestoreResult,
  SetUpResult,
  TokenApp,
  TokenView,
  UnlockResult,
  WaitingItem,
} from '../../core/app/types.ts';

/** An institution's token as the screens see it; `over` changes what a test is about. */
export function fakeToken(over: Partial<IssuerTokenView> = {}): IssuerTokenView {
  return {
    source: 'issuer',
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
    leaving: 'never',
    addedAt: Date.UTC(2026, 10, 22),
    isMoved: false,
    ...over,
  };
}

/** A token of the person's own as the screens see it. */
export function fakeOwnToken(over: Partial<OwnTokenView> = {}): OwnTokenView {
  return {
    source: 'own',
    id: '00000000-0000-4000-8000-000000000002',
    issuer: 'Sakura Mail',
    account: 'hanako@example.jp',
    displayName: null,
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
    loginOrigins: [],
    standing: 'ready',
    pausedUntil: null,
    renewalDue: false,
    otpEntry: null,
    leaving: 'free',
    addedAt: Date.UTC(2026, 10, 22),
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
  persistence?: 'unknown' | 'kept' | 'may-be-lost';
  /** What the platform answers when asked once more to keep the vault. */
  persists?: boolean;
  lockOptions?: Partial<LockOptions>;
  /** Whether lock options can be kept; they can unless told. */
  keepsLockOptions?: boolean;
  /** What comes of turning the lock on, off, or changing its code. */
  lockCode?: LockCodeResult;
  passkey?: PasskeyState;
  /** What the passkey answers to whatever it is asked. */
  passkeyAnswer?: PasskeyResult;
  /** With `lockOptions.everyCode` every code is covered until it is uncovered by this answer. */
  uncover?: UnlockResult;
  /** What comes of proving the lock code before a backup, an export, or turning off 'ask for every code'. */
  prove?: UnlockResult;
  eventCode?: EventCodeResult;
  addOwn?: AddOwnResult;
  /** What comes of binding a token to a site; it is bound unless told. */
  bind?: BindResult;
  inbox?: WaitingItem[];
  makeBackup?: MakeBackupResult;
  readBackup?: ReadBackupResult;
  restore?: RestoreResult;
}

/** A preview of an opened backup as the restore screen shows it: one of each kind. */
export const FAKE_PREVIEW: BackupPreview = {
  madeAt: Date.UTC(2026, 10, 20, 3),
  entries: [
    {
      source: 'own',
      name: { ja: 'Sakura Mail', en: 'Sakura Mail' },
      note: 'hanako@example.jp',
      what: 'new',
    },
    { source: 'own', name: { ja: 'Example Games', en: 'Example Games' }, note: null, what: 'counter' },
    {
      source: 'issuer',
      name: { ja: 'あおば信用組合', en: 'Aoba Credit Union' },
      note: '本店用',
      what: 'here',
    },
  ],
};

/** A `TokenApp` without storage or network, for looking at screens one by one. */
export function createFakeTokenApp(setting: FakeSetting = {}): TokenApp & { said: string[] } {
  const status = signal<AppStatus>(setting.status ?? { at: 'open' });
  const tokens = signal<readonly TokenView[]>(setting.tokens ?? []);
  const clock = signal<ClockView>(setting.clock ?? { at: 'unknown' });
  const hasLock = signal(setting.hasLock ?? false);
  const preferences = signal<Preferences>({
    language: null,
    theme: 'system',
    startToken: null,
    keepAwake: false,
    postponed: {},
    ...setting.preferences,
  });
  const rolledBack = signal(setting.rolledBack ?? false);
  const persistence = signal<'unknown' | 'kept' | 'may-be-lost'>(setting.persistence ?? 'may-be-lost');
  const lockOptions = signal<LockOptions>({
    idleMinutes: 5,
    onHide: false,
    everyCode: false,
    ...setting.lockOptions,
  });
  const passkey = signal<PasskeyState>(setting.passkey ?? 'unsupported');
  /** Tokens whose code is shown although every code is asked for. */
  const uncovered = signal<readonly string[]>([]);
  const quarantined = signal(
    Array.from({ length: setting.quarantined ?? 0 }, (_, index) => ({
      id: String(index),
      reason: 'malformed',
    })),
  );
  const inbox = computed<readonly WaitingItem[]>(
    () =>
      setting.inbox ?? [
        ...tokens.value.flatMap((token): WaitingItem[] => {
          const { id, standing } = token;
          if (standing === 'suspended' || standing === 'expired') return [{ kind: standing, id }];
          return standing === 'paused' && token.pausedUntil !== null && token.pausedUntil <= now()
            ? [{ kind: 'pause-over', id }]
            : [];
        }),
        ...(rolledBack.value ? [{ kind: 'rolled-back' } as const] : []),
        ...(quarantined.value.length > 0
          ? [{ kind: 'damaged', count: quarantined.value.length } as const]
          : []),
        ...tokens.value
          .filter(({ renewalDue }) => renewalDue)
          .map(({ id }): WaitingItem => ({ kind: 'renewal', id })),
        ...tokens.value
          .filter(({ standing }) => standing === 'ended')
          .map(({ id }): WaitingItem => ({ kind: 'ended', id })),
      ],
  );
  const now = () => setting.at ?? Date.now();
  const said: string[] = [];
  const isCovered = (id: string) =>
    hasLock.value && lockOptions.value.everyCode && !uncovered.value.includes(id);
  const isProved = signal(false);
  const needsProof = () => hasLock.value && lockOptions.value.everyCode && !isProved.value;
  const askPasskey = (done: () => void): PasskeyResult => {
    const answer = setting.passkeyAnswer ?? { ok: true };
    if (answer.ok) done();
    return answer;
  };
  const plan = (): BackupPlan => ({
    leaving: tokens.value.filter(({ leaving }) => leaving !== 'never'),
    staying: tokens.value.filter(({ leaving }) => leaving === 'never'),
  });
  const uncover = (id: string) => {
    uncovered.value = [...uncovered.value, id];
  };
  const setOrigins = (id: string, edit: (origins: readonly string[]) => readonly string[]) => {
    tokens.value = tokens.value.map((token) =>
      token.id === id ? { ...token, loginOrigins: edit(token.loginOrigins) } : token,
    );
  };
  let counter = 0;
  return {
    said,
    status,
    tokens,
    quarantined,
    rolledBack,
    readOnly: signal(setting.readOnly ?? false),
    async acknowledgeRollback() {
      rolledBack.value = false;
    },
    clock,
    hasLock,
    preferences,
    persistence,
    start: async () => {},
    loadActs: async () => {},
    now,
    code(id): CodeView | null {
      const token = tokens.value.find((one) => one.id === id);
      if (token?.standing !== 'ready' || token.otp.period === null || isCovered(id)) return null;
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
    isCovered,
    async uncover(id) {
      said.push('uncover');
      const result = setting.uncover ?? { ok: true };
      if (result.ok) uncover(id);
      return result;
    },
    uncoverWithPasskey: async (id) => askPasskey(() => uncover(id)),
    async nextEventCode(id) {
      said.push('nextEventCode');
      if (setting.eventCode) return setting.eventCode;
      const token = tokens.value.find((one) => one.id === id);
      if (token?.standing !== 'ready' || token.otp.kind !== 'event')
        return { ok: false, reason: 'not-ready' };
      if (isCovered(id)) return { ok: false, reason: 'covered' };
      uncovered.value = uncovered.value.filter((other) => other !== id);
      counter += 1;
      return { ok: true, code: digitsOf(counter, token.otp.digits), counter };
    },
    async checkClock() {
      // Each answer is a view of its own, as the app gives it.
      clock.value = {
        ...(setting.measured ?? { at: 'measured', offset: 400, trusted: false, verdict: 'good' }),
      };
      return clock.value;
    },
    async setUp(input) {
      said.push(`setUp ${input.serviceId} ${input.userId}`);
      if (setting.setUp) return setting.setUp;
      const token = fakeToken();
      tokens.value = [...tokens.value, token];
      return { ok: true, id: token.id };
    },
    async addOwn({ issuer, account, otp }) {
      said.push('addOwn');
      if (setting.addOwn) return setting.addOwn;
      const token = fakeOwnToken({ id: `own-${tokens.value.length}`, issuer, account, otp });
      tokens.value = [...tokens.value, token];
      return { ok: true, id: token.id };
    },
    async bindOrigin(id, origin) {
      said.push(`bindOrigin ${id} ${origin}`);
      if (setting.bind) return setting.bind;
      setOrigins(id, (origins) => [...origins, origin]);
      return { ok: true };
    },
    async unbindOrigin(id, origin) {
      said.push(`unbindOrigin ${id} ${origin}`);
      setOrigins(id, (origins) => origins.filter((other) => other !== origin));
      return { ok: true };
    },
    async reorder(ids) {
      said.push(`reorder ${ids.join(' ')}`);
      const named = ids.flatMap((id) => tokens.value.filter((token) => token.id === id));
      tokens.value = [...named, ...tokens.value.filter(({ id }) => !ids.includes(id))];
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
          token.id === id && token.source === 'issuer'
            ? { ...token, expiresAt: result.expiresAt, renewalDue: false }
            : token,
        );
      return result;
    },
    async unlock() {
      const result = setting.unlock ?? { ok: true };
      if (result.ok) status.value = { at: 'open' };
      return result;
    },
    async unlockWithPasskey() {
      said.push('unlockWithPasskey');
      return askPasskey(() => {
        status.value = { at: 'open' };
      });
    },
    lock() {
      status.value = { at: 'locked', failures: 0, waitUntil: null, passkey: passkey.value === 'on' };
    },
    lockOptions,
    needsProof,
    async prove() {
      said.push('prove');
      const result = setting.prove ?? { ok: true };
      if (result.ok) isProved.value = true;
      return result;
    },
    async proveWithPasskey() {
      said.push('proveWithPasskey');
      return askPasskey(() => {
        isProved.value = true;
      });
    },
    async setLockOptions(change) {
      said.push(`setLockOptions ${JSON.stringify(change)}`);
      if (setting.keepsLockOptions === false || (change.everyCode === false && needsProof())) return false;
      lockOptions.value = { ...lockOptions.value, ...change };
      return true;
    },
    touched() {},
    visibility() {},
    expectAway() {},
    passkey,
    async turnPasskeyOn() {
      said.push('turnPasskeyOn');
      if (needsProof()) return { ok: false, reason: 'proof' };
      return askPasskey(() => {
        passkey.value = 'on';
      });
    },
    async turnPasskeyOff() {
      said.push('turnPasskeyOff');
      passkey.value = 'off';
      return { ok: true };
    },
    async turnLockOn() {
      const result = setting.lockCode ?? { ok: true };
      if (result.ok) hasLock.value = true;
      return result;
    },
    async turnLockOff() {
      const result = setting.lockCode ?? { ok: true };
      if (result.ok) hasLock.value = false;
      return result;
    },
    changeLockCode: async () => setting.lockCode ?? { ok: true },
    setPreferences(change) {
      preferences.value = { ...preferences.value, ...change };
    },
    inbox,
    async askPersistence() {
      said.push('askPersistence');
      persistence.value = setting.persists ? 'kept' : 'may-be-lost';
    },
    planBackup: plan,
    async makeBackup() {
      said.push('makeBackup');
      if (setting.makeBackup) return setting.makeBackup;
      if (needsProof()) return { ok: false, reason: 'proof' };
      if (plan().leaving.length === 0) return { ok: false, reason: 'nothing-to-save' };
      // As long as a backup of a few tokens is.
      const bytes = new Uint8Array(900).map((_, index) => (index * 37) % 256);
      return { ok: true, bytes, fileName: 'fuda-2026-11-22.fuda', plan: plan() };
    },
    async readBackup() {
      said.push('readBackup');
      return setting.readBackup ?? { ok: true, preview: FAKE_PREVIEW };
    },
    async restore(preview) {
      said.push('restore');
      if (setting.restore) return setting.restore;
      const added = preview.entries.filter(({ what }) => what === 'new').length;
      status.value = { at: 'open' };
      tokens.value = [
        ...tokens.value,
        ...Array.from({ length: added }, (_, index) => fakeOwnToken({ id: `restored-${index}` })),
      ];
      return { ok: true, added, already: preview.entries.length - added };
    },
    async exportOwn(id) {
      const token = tokens.value.find((one) => one.id === id);
      // The seed is the test secret of RFC 6238, appendix B.
      return token?.source === 'own' && !needsProof()
        ? `otpauth://totp/${encodeURIComponent(token.issuer ?? 'OTP')}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ`
        : null;
    },
    async forgetAll() {
      said.push('forgetAll');
      tokens.value = [];
      hasLock.value = false;
      status.value = { at: 'open' };
    },
    async beginAnew() {
      status.value = { at: 'open' };
    },
  };
}
