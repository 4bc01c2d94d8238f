import { base64urlnopad } from '@scure/base';

const KEY = 'vault-key';
const LOCK_AT = 'lock-at';

/** How long (ms) an unlocked vault stays open without anybody using the extension. */
export const IDLE_LOCK_MS = 15 * 60_000;
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

/**
 * The session's key over `chrome.storage.session`. That area turns bytes silently into `{}`, so the key is
 * text there (base64url). Key and time are two entries: prolonging must never bring back a forgotten key.
 */
export function sessionKey(now: () => number, idleMs: number = IDLE_LOCK_MS): SessionKey {
  const area = chrome.storage.session;

  /** Key and time as they stand together; `null` while there is no key. One look: two would race a write. */
  async function held(): Promise<{ key: string; lockAt: number } | null> {
    const { [KEY]: key, [LOCK_AT]: lockAt } = await area.get([KEY, LOCK_AT]);
    return typeof key === 'string' && typeof lockAt === 'number' ? { key, lockAt } : null;
  }

  // A clock set back would keep the vault open for longer than was promised.
  const isInTime = (lockAt: number): boolean => now() < lockAt && lockAt - now() <= idleMs + CLOCK_SLACK_MS;

  const forget = () => area.remove([KEY, LOCK_AT]);

  return {
    lockAt: async () => (await held())?.lockAt ?? null,
    async read() {
      const found = await held();
      if (!found) return null;
      if (isInTime(found.lockAt)) return base64urlnopad.decode(found.key);
      await forget();
      return null;
    },
    async write(key) {
      if (key === null) return forget();
      await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
      await area.set({ [KEY]: base64urlnopad.encode(key), [LOCK_AT]: now() + idleMs });
    },
    async touch() {
      const found = await held();
      if (found && isInTime(found.lockAt)) await area.set({ [LOCK_AT]: now() + idleMs });
    },
    watch(listener) {
      area.onChanged.addListener((changes) => {
        const change = changes[KEY];
        if (change) listener(change.newValue !== undefined);
      });
    },
  };
}
