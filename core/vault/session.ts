import type { Database } from './database.ts';
import { vaultError } from './errors.ts';
import { raiseMarker } from './generation.ts';
import { FORMAT_VERSION, readHead } from './head.ts';
import type { ReadTransaction, StoreName, VaultHead, WriteTransaction } from './schema.ts';
import type { VaultPorts } from './types.ts';

const WRITER_LOCK = 'fuda-vault-writer';
const SEALING_ATTEMPTS = 5;

/** The key at hand and the head it belongs to. */
export interface OpenKey {
  key: CryptoKey;
  keyId: string;
}

/** One open vault's access to the database: every transaction checks that the key still is the vault's. */
export interface Session {
  readonly ports: VaultPorts;
  readonly vaultId: string;
  /** The key. Errors: 'locked'. */
  open(): OpenKey;
  /** Forgets the key, for good: a change of key that is under way does not bring it back. */
  forget(): void;
  /** `key` is the one that what was read is sealed under. Errors: 'locked', 'gone', 'damaged', 'lost'. */
  read<T>(
    stores: readonly StoreName[],
    work: (tx: ReadTransaction, head: VaultHead, key: CryptoKey) => Promise<T>,
  ): Promise<T>;
  /**
   * Writes as one strict transaction and raises the generation. `work` may give a head to store in place of
   * the old one and, with it, the key that is the vault's from then on. Errors: those of `read`, 'newer', 'full'.
   */
  write<T>(
    stores: readonly StoreName[],
    work: (
      tx: WriteTransaction,
      head: VaultHead,
      replaceHead: (next: VaultHead, key?: CryptoKey) => void,
    ) => Promise<T>,
  ): Promise<T>;
  /**
   * Seals under the present key first, then writes: what was sealed under a key that was replaced in between
   * is never stored but sealed again. Errors: those of `write`, 'conflict' after five replaced keys.
   */
  writeSealed<S, T>(
    stores: readonly StoreName[],
    seal: (key: CryptoKey) => Promise<S>,
    work: (tx: WriteTransaction, sealed: S) => Promise<T>,
  ): Promise<T>;
  /** Runs `work` as the only writer among tabs, where the platform has Web Locks. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  readOnly(head: VaultHead): boolean;
}

/** Opens a session over a database for the vault `vaultId`. */
export function makeSession(ports: VaultPorts, db: Database, vaultId: string, first: OpenKey): Session {
  let current: OpenKey | null = first;

  function open(): OpenKey {
    if (!current) throw vaultError('locked', 'the vault key is not at hand');
    return current;
  }

  async function currentHead(tx: ReadTransaction | WriteTransaction): Promise<VaultHead> {
    const head = await readHead(tx);
    if (!head || head.vaultId !== vaultId) throw vaultError('gone', 'the vault is no longer there');
    if (head.keyId !== open().keyId) {
      current = null;
      throw vaultError('locked', 'another tab gave the vault a new key');
    }
    return head;
  }

  const readOnly = (head: VaultHead) => db.newer || head.format > FORMAT_VERSION;

  const session: Session = {
    ports,
    vaultId,
    open,
    forget() {
      current = null;
    },
    async read(stores, work) {
      open();
      return db.read(withHead(stores), async (tx) => {
        const head = await currentHead(tx);
        return work(tx, head, open().key);
      });
    },
    async write(stores, work) {
      open();
      let generation = 0;
      let taken = null as OpenKey | null;
      const result = await db.write(withHead(stores), async (tx) => {
        const head = await currentHead(tx);
        if (readOnly(head)) throw vaultError('newer', 'the vault was written by a newer version');
        let next = head;
        const done = await work(tx, head, (replaced, key) => {
          next = replaced;
          taken = key ? { key, keyId: replaced.keyId } : null;
        });
        generation = next.generation + 1;
        await tx.objectStore('head').put({ ...next, generation }, 'vault');
        return done;
      });
      // Before anything else is awaited, so that no transaction of this handle meets the new head with the old key.
      if (taken && current) current = taken;
      await raiseMarker(ports.marker, vaultId, generation);
      ports.announce?.();
      return result;
    },
    async writeSealed(stores, seal, work) {
      for (let attempt = 0; attempt < SEALING_ATTEMPTS; attempt++) {
        const { key, keyId } = open();
        const sealed = await seal(key);
        let stale = false;
        try {
          return await session.write(stores, async (tx, head) => {
            stale = head.keyId !== keyId;
            if (stale) throw vaultError('conflict', 'the vault key changed meanwhile');
            return work(tx, sealed);
          });
        } catch (error) {
          if (!stale) throw error;
        }
      }
      throw vaultError('conflict', 'the vault key changed again and again');
    },
    async alone(work) {
      if (!ports.locks) return work();
      return ports.locks.request(WRITER_LOCK, work) as Promise<Awaited<ReturnType<typeof work>>>;
    },
    readOnly,
  };
  return session;
}

function withHead(stores: readonly StoreName[]): StoreName[] {
  return [...new Set<StoreName>(['head', ...stores])];
}
