import { base64urlnopad } from '@scure/base';
import { idleLock } from './idle-lock.ts';

const KEY = 'vault-key';
const LOCK_AT = 'lock-at';
const TOUCHED_AT = 'touched-at';

/** Two processes may read the machine's clock a moment apart, ms. */
const CLOCK_SLACK_MS = 1_000;

/** Where an unlocked vault's key outlives a page and the worker: in memory, for trusted contexts only. */
export interface SessionKey {
  /** The key, or `null` when there is none or its time is over; judged at every read. */
  read(): Promise<Uint8Array | null>;
  /** Keeps the key for another idle time; `null` forgets it. */
  write(key: Uint8Array | null): Promise<void>;
  /** Somebody is using the extension: the idle time counts anew. Nothing to do while locked. */
  touch(): Promise<void>;
  /** When the key's time is over (epoch ms); `null` while there is no key. */
  lockAt(): Promise<number | null>;
  /** Told when a key is kept, and when it is forgotten, by whichever page or worker. */
  watch(listener: (isKept: boolean) => void): void;
}

/** One change of the key at a time among pages and worker: a look and what follows from it belong together. */
const alone = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('fuda-session-key', work) as Promise<Result>;

/**
 * The session's key over `chrome.storage.session`. That area turns bytes silently into `{}`, so the key is
 * text there (base64url). Key and times are entries of their own: prolonging must never bring back a
 * forgotten key. `idle` tells the idle time (ms) that counts from each use on.
 */
export function sessionKey(
  now: () => number,
  idle: () => Promise<number> = () => idleLock().read(),
): SessionKey {
  const area = chrome.storage.session;

  /** Key and times as they stand together; `null` while there is no key. One look: two would race a write. */
  async function held(): Promise<{ key: string; touchedAt: number; lockAt: number } | null> {
    const {
      [KEY]: key,
      [LOCK_AT]: lockAt,
      [TOUCHED_AT]: touchedAt,
    } = await area.get([KEY, LOCK_AT, TOUCHED_AT]);
    return typeof key === 'string' && typeof lockAt === 'number' && typeof touchedAt === 'number'
      ? { key, touchedAt, lockAt }
      : null;
  }

  // A clock set back to before the last use would keep the vault open for longer than was promised.
  const isInTime = ({ touchedAt, lockAt }: { touchedAt: number; lockAt: number }): boolean =>
    now() < lockAt && now() >= touchedAt - CLOCK_SLACK_MS;

  /** When the time is over that begins now. */
  async function fromNow() {
    const idleMs = await idle();
    return { [TOUCHED_AT]: now(), [LOCK_AT]: now() + idleMs };
  }

  const forget = () => area.remove([KEY, LOCK_AT, TOUCHED_AT]);

  return {
    lockAt: async () => (await held())?.lockAt ?? null,
    async read() {
      const found = await held();
      if (!found) return null;
      if (isInTime(found)) return base64urlnopad.decode(found.key);
      return alone(async () => {
        // Somebody may have unlocked since that look.
        const still = await held();
        if (still && isInTime(still)) return base64urlnopad.decode(still.key);
        await forget();
        return null;
      });
    },
    write: (key) =>
      alone(async () => {
        if (key === null) return forget();
        // Absent where pages' scripts can never read this area at all.
        await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
        await area.set({ [KEY]: base64urlnopad.encode(key), ...(await fromNow()) });
      }),
    touch: () =>
      alone(async () => {
        const found = await held();
        if (found && isInTime(found)) await area.set(await fromNow());
      }),
    watch(listener) {
      area.onChanged.addListener((changes) => {
        const change = changes[KEY];
        if (change) listener(change.newValue !== undefined);
      });
    },
  };
}
