/** Reads and changes the vault's database behind its back, as a copied profile or a broken disk would. */

const NAME = 'fuda';

export interface RawStore {
  name: string;
  keyPath: string | null;
  entries: { key: IDBValidKey; value: unknown }[];
}

/** Opens the database without a version, or raised to `version` with `upgrade`. */
export function openRaw(factory: IDBFactory, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function withRaw<T>(factory: IDBFactory, work: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await openRaw(factory);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
}

/** Everything in the database, as a thief with the profile's script access would copy it. */
export function dump(factory: IDBFactory): Promise<RawStore[]> {
  return withRaw(factory, async (db) => {
    const names = Array.from(db.objectStoreNames);
    const tx = db.transaction(names);
    return Promise.all(
      names.map(async (name) => {
        const store = tx.objectStore(name);
        const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
        return {
          name,
          keyPath: typeof store.keyPath === 'string' ? store.keyPath : null,
          entries: keys.map((key, i) => ({ key, value: values[i] })),
        };
      }),
    );
  });
}

/** Puts a dump back in place of what is there. */
export function restore(factory: IDBFactory, stores: readonly RawStore[]): Promise<void> {
  return withRaw(factory, async (db) => {
    const tx = db.transaction(
      stores.map(({ name }) => name),
      'readwrite',
    );
    const done = ended(tx);
    for (const { name, keyPath, entries } of stores) {
      const store = tx.objectStore(name);
      store.clear();
      for (const { key, value } of entries) {
        if (keyPath) store.put(value);
        else store.put(value, key);
      }
    }
    await done;
  });
}

export function rawGet<T>(factory: IDBFactory, store: string, key: IDBValidKey): Promise<T> {
  return withRaw(factory, (db) => asked(db.transaction(store).objectStore(store).get(key) as IDBRequest<T>));
}

/** Puts one value; `key` only for stores without a key path. */
export function rawPut(factory: IDBFactory, store: string, value: unknown, key?: IDBValidKey): Promise<void> {
  return withRaw(factory, async (db) => {
    const tx = db.transaction(store, 'readwrite');
    const done = ended(tx);
    tx.objectStore(store).put(value, key);
    await done;
  });
}

/** Deletes the database, as eviction does. */
export function evict(factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** Makes the `nth` put or add (1 is the first) from now on fail as a full disk does; returns how to undo it. */
export function failPut(nth: number, how: 'quota' | 'abort'): { undo(): void; reached(): boolean } {
  const original = { put: IDBObjectStore.prototype.put, add: IDBObjectStore.prototype.add };
  let count = 0;
  for (const name of ['put', 'add'] as const) {
    IDBObjectStore.prototype[name] = function write(this: IDBObjectStore, ...args: [unknown, IDBValidKey?]) {
      count++;
      if (count !== nth) return original[name].apply(this, args);
      if (how === 'quota') throw new DOMException('no space', 'QuotaExceededError');
      const request = original[name].apply(this, args);
      this.transaction.abort();
      return request;
    };
  }
  return {
    undo() {
      Object.assign(IDBObjectStore.prototype, original);
    },
    reached: () => count >= nth,
  };
}
