import type { Database, ReadTransaction, StoreName, VaultHead, WriteTransaction } from './database.ts';
import { vaultError } from './errors.ts';
import { raiseMarker } from './generation.ts';
import { FORMAT_VERSION, readHead } from './head.ts';
import type { VaultPorts } from './types.ts';

const WRITER_LOCK = 'fuda-vault-writer';

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
  /** Takes another key after a re-encryption; `null` forgets it. */
  take(key: OpenKey | null): void;
  /** Errors: 'locked', 'gone', 'damaged', 'lost'. */
  read<T>(
    stores: readonly StoreName[],
    work: (tx: ReadTransaction, head: VaultHead) => Promise<T>,
  ): Promise<T>;
  /**
   * Writes as one strict transaction and raises the generation. `work` may return a head to store in
   * place of the old one. Errors: those of `read`, 'newer', 'full'.
   */
  write<T>(
    stores: readonly StoreName[],
    work: (tx: WriteTransaction, head: VaultHead, replaceHead: (next: VaultHead) => void) => Promise<T>,
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

  return {
    ports,
    vaultId,
    open,
    take(key) {
      current = key;
    },
    async read(stores, work) {
      open();
      return db.read(withHead(stores), async (tx) => work(tx, await currentHead(tx)));
    },
    async write(stores, work) {
      open();
      let generation = 0;
      const result = await db.write(withHead(stores), async (tx) => {
        const head = await currentHead(tx);
        if (readOnly(head)) throw vaultError('newer', 'the vault was written by a newer version');
        let next = head;
        const done = await work(tx, head, (replaced) => {
          next = replaced;
        });
        generation = next.generation + 1;
        await tx.objectStore('head').put({ ...next, generation }, 'vault');
        return done;
      });
      await raiseMarker(ports.marker, vaultId, generation);
      ports.announce?.();
      return result;
    },
    async alone(work) {
      if (!ports.locks) return work();
      return ports.locks.request(WRITER_LOCK, work) as Promise<Awaited<ReturnType<typeof work>>>;
    },
    readOnly,
  };
}

function withHead(stores: readonly StoreName[]): StoreName[] {
  return [...new Set<StoreName>(['head', ...stores])];
}
