import { type Signal, signal } from '@preact/signals-core';
import type { AuthorityClient } from '../client/types.ts';
import { AppError } from '../error.ts';
import type { PreparedToken } from '../token/code.ts';
import type { StoredToken } from '../token/model.ts';
import type { PasskeyHint, Vault, VaultDoor } from '../vault/types.ts';
import { DEFAULT_LOCK_OPTIONS } from './lock-options.ts';
import type { AppPorts } from './ports.ts';
import { readPreferences } from './preferences.ts';
import type { AppStatus, ClockView, LockOptions, Preferences, TokenView } from './types.ts';

/** A time in which something is allowed: epoch ms, corrected, `until` not included. */
export interface Span {
  from: number;
  until: number;
}

/** A token as it was last shown, with what it was shown from. */
export interface ShownToken {
  readonly token: StoredToken;
  readonly view: TokenView;
}

/** What the platform is asked to call back for, one call each. */
export type WakeName = 'idle' | 'away' | 'standing';

/** What the use cases share; only they write to it, shells see `TokenApp`. */
export interface AppState {
  readonly ports: AppPorts;
  readonly status: Signal<AppStatus>;
  readonly tokens: Signal<readonly TokenView[]>;
  readonly quarantined: Signal<readonly { id: string; reason: string }[]>;
  readonly rolledBack: Signal<boolean>;
  readonly readOnly: Signal<boolean>;
  readonly clock: Signal<ClockView>;
  readonly hasLock: Signal<boolean>;
  readonly lockOptions: Signal<LockOptions>;
  readonly preferences: Signal<Preferences>;
  readonly persistence: Signal<'unknown' | 'kept' | 'may-be-lost'>;
  /** What the passkey port last said, and how to ask for the vault's own passkey. */
  readonly passkeySupported: Signal<boolean>;
  readonly passkeyHint: Signal<PasskeyHint | null>;
  /** Which codes were uncovered by the lock code, by record id. */
  readonly uncovered: Signal<ReadonlyMap<string, Span>>;
  /** In which time the lock code counts as just proved. */
  readonly proved: Signal<Span | null>;
  /** When the tokens' standing was last looked at; what depends on the time alone follows it. */
  readonly lookedAt: Signal<number>;
  door: VaultDoor | null;
  vault: Vault | null;
  /** Undoes the subscription to the open vault's changes. */
  unwatch: (() => void) | null;
  /** Tokens of the open vault by record id, in order, seeds included. */
  stored: Map<string, StoredToken>;
  /** The same as the screens see them. */
  shown: Map<string, ShownToken>;
  /** In which time no token's standing changes by itself. */
  steady: Span;
  /** Whether they will be shown anew in a moment. */
  publishDue: boolean;
  prepared: Map<string, PreparedToken>;
  clients: Map<string, AuthorityClient>;
  /** Authority − device in ms, learnt under a pinned key; 0 until then. */
  trustedOffset: number;
  /** What of it the vault keeps, as last read or written here; `null` for nothing. */
  keptOffset: number | null;
  /** Who is there: the last touch and the last word of it to other tabs (device time), seen or not. */
  readonly presence: {
    touchedAt: number;
    toldAt: number;
    hidden: boolean;
    dialogs: number;
    /** Until when being hidden is no leaving (device time); 0 for not at all. */
    awayUntil: number;
  };
  /** What takes back each call that the platform was asked for. */
  readonly wakes: Map<WakeName, () => void>;
  /** End of the queue of use cases that write, so that a double click is two orderly calls. */
  queue: Promise<unknown>;
}

export function createState(ports: AppPorts): AppState {
  return {
    ports,
    status: signal<AppStatus>({ at: 'starting' }),
    tokens: signal<readonly TokenView[]>([]),
    quarantined: signal<readonly { id: string; reason: string }[]>([]),
    rolledBack: signal(false),
    readOnly: signal(false),
    clock: signal<ClockView>({ at: 'unknown' }),
    hasLock: signal(false),
    lockOptions: signal(DEFAULT_LOCK_OPTIONS),
    preferences: signal(readPreferences(ports.preferencesStore)),
    persistence: signal<'unknown' | 'kept' | 'may-be-lost'>('unknown'),
    passkeySupported: signal(false),
    passkeyHint: signal<PasskeyHint | null>(null),
    uncovered: signal<ReadonlyMap<string, Span>>(new Map()),
    proved: signal<Span | null>(null),
    lookedAt: signal(0),
    door: null,
    vault: null,
    unwatch: null,
    stored: new Map(),
    shown: new Map(),
    steady: { from: 0, until: Number.POSITIVE_INFINITY },
    publishDue: false,
    prepared: new Map(),
    clients: new Map(),
    trustedOffset: 0,
    keptOffset: null,
    presence: { touchedAt: ports.clock(), toldAt: 0, hidden: false, dialogs: 0, awayUntil: 0 },
    wakes: new Map(),
    queue: Promise.resolve(),
  };
}

/** Device time corrected by what the authority signed, epoch ms. */
export const now = (state: AppState): number => state.ports.clock() + state.trustedOffset;

/** Whether `at` lies in `span`; a clock set back before its beginning is outside too. */
export const isWithin = (span: Span, at: number): boolean => at >= span.from && at < span.until;

/** The client for `address`, the same one each time, so that its nonce is kept. */
export function clientOf(state: AppState, address: string): AuthorityClient {
  const known = state.clients.get(address);
  if (known) return known;
  const made = state.ports.client(address);
  state.clients.set(address, made);
  return made;
}

/** The client for the authority of the build's configuration. Errors: 'unreachable' when that cannot be read. */
export async function configuredClient(state: AppState): Promise<AuthorityClient> {
  try {
    return clientOf(state, await state.ports.authorityAddress());
  } catch (cause) {
    throw new AppError('unreachable', "the authority's address is not known", { cause });
  }
}

/** Runs `work` after all work queued before it, whatever became of that. */
export function inTurn<Result>(state: AppState, work: () => Promise<Result>): Promise<Result> {
  const run = state.queue.then(work, work);
  state.queue = run.catch(() => undefined);
  return run;
}
