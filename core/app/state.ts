import { type Signal, signal } from '@preact/signals-core';
import type { AuthorityClient } from '../client/types.ts';
import { AppError } from '../error.ts';
import type { PreparedToken } from '../token/code.ts';
import type { StoredToken } from '../token/model.ts';
import type { Vault, VaultDoor } from '../vault/types.ts';
import type { AppPorts } from './ports.ts';
import { readPreferences } from './preferences.ts';
import type { AppStatus, ClockView, Preferences, TokenView } from './types.ts';

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
  readonly preferences: Signal<Preferences>;
  readonly persistence: Signal<'unknown' | 'kept' | 'may-be-lost'>;
  door: VaultDoor | null;
  vault: Vault | null;
  /** Undoes the subscription to the open vault's changes. */
  unwatch: (() => void) | null;
  /** Tokens of the open vault by record id, in order, seeds included. */
  stored: Map<string, StoredToken>;
  prepared: Map<string, PreparedToken>;
  clients: Map<string, AuthorityClient>;
  /** Authority − device in ms, learnt under a pinned key; 0 until then. */
  trustedOffset: number;
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
    preferences: signal(readPreferences(ports.preferencesStore)),
    persistence: signal<'unknown' | 'kept' | 'may-be-lost'>('unknown'),
    door: null,
    vault: null,
    unwatch: null,
    stored: new Map(),
    prepared: new Map(),
    clients: new Map(),
    trustedOffset: 0,
    queue: Promise.resolve(),
  };
}

/** Device time corrected by what the authority signed, epoch ms. */
export const now = (state: AppState): number => state.ports.clock() + state.trustedOffset;

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
