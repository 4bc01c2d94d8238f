import { base64urlnopad } from '@scure/base';

const KEY = 'vault-key';
const LOCK_AT = 'lock-at';

/** How long (ms) an unlocked vault stays open without anybody using the extension. */
export const IDLE_LOCK_MS = 15 * 60_000;

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

  async function lockAt(): Promise<number | null> {
    const held = await area.get([KEY, LOCK_AT]);
    return typeof held[KEY] === 'string' && typeof held[LOCK_AT] === 'number' ? held[LOCK_AT] : null;
  }

  async function isOpen(): Promise<boolean> {
    const until = await lockAt();
    // A clock set back would keep the vault open for longer than was promised.
    return until !== null && now() < until && until - now() <= idleMs;
  }

  const forget = () => area.remove([KEY, LOCK_AT]);

  return {
    lockAt,
    async read() {
      if (!(await isOpen())) {
        if ((await lockAt()) !== null) await forget();
        return null;
      }
      const text: unknown = (await area.get(KEY))[KEY];
      return typeof text === 'string' ? base64urlnopad.decode(text) : null;
    },
    async write(key) {
      if (key === null) return forget();
      await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
      await area.set({ [KEY]: base64urlnopad.encode(key), [LOCK_AT]: now() + idleMs });
    },
    async touch() {
      if (await isOpen()) await area.set({ [LOCK_AT]: now() + idleMs });
    },
    watch(listener) {
      area.onChanged.addListener((changes) => {
        const change = changes[KEY];
        if (change) listener(change.newValue !== undefined);
      });
    },
  };
}
