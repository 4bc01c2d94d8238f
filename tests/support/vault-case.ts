import { openDoor } from '../../core/vault/door.ts';
import type { Vault, VaultDoor, VaultPorts } from '../../core/vault/types.ts';
import { dump } from './raw-database.ts';
import type { TestVault } from './vault-ports.ts';

/** One case of the vault's behaviour, runnable under vitest and inside a browser's page alike. */
export interface VaultCase {
  name: string;
  run(): Promise<void>;
}

/** What a case stands on: a database of its own, and doors to it that are closed when it ends. */
export interface Ground extends TestVault {
  factory: IDBFactory;
  /** Opens a door that is closed when the case ends. */
  door(ports?: VaultPorts): Promise<VaultDoor>;
  /** A new vault behind a new door. */
  vault(): Promise<Vault>;
}

/** A record as it lies in the database. */
export interface RawRecord {
  id: string;
  order: number;
  body: Uint8Array<ArrayBuffer>;
}

/** Names one case; as vitest's. */
export type It = (name: string, body: (g: Ground) => Promise<void>) => void;

/** Collects cases, each over a database of its own from `make`. */
export function collectCases(make: () => Promise<TestVault>, describe: (it: It) => void): VaultCase[] {
  const cases: VaultCase[] = [];
  describe((name, body) => {
    cases.push({
      name,
      async run() {
        const made = await make();
        const doors: VaultDoor[] = [];
        const door = async (ports = made.ports) => {
          const opened = await openDoor(ports);
          doors.push(opened);
          return opened;
        };
        try {
          await body({
            ...made,
            factory: made.ports.indexedDB,
            door,
            vault: async () => (await door()).create(),
          });
        } finally {
          for (const opened of doors) opened.close();
        }
      },
    });
  });
  return cases;
}

/** JSON with the keys of objects in one order, so that only contents are compared. */
function written(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [written(actual), written(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

/** Expects `work` to reject with the room's `code`; gives the error. */
export async function fails(work: Promise<unknown>, code: string, what: string): Promise<unknown> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) throw new Error(`${what}: expected '${code}', but it went through`);
  const actual = (error as { code?: unknown }).code;
  if (actual !== code) throw new Error(`${what}: expected '${code}', got '${String(actual)}' (${error})`);
  return error;
}

/** A dump with bytes and keys made comparable. */
export function shape(stores: Awaited<ReturnType<typeof dump>>): string {
  return JSON.stringify(stores, (_key, value) => (value instanceof Uint8Array ? Array.from(value) : value));
}

/** The slots there are, by kind. */
export async function slotKinds(factory: IDBFactory): Promise<unknown[]> {
  const slots = (await dump(factory)).find(({ name }) => name === 'slots');
  return (slots?.entries ?? []).map(({ key }) => key);
}

type Method = 'wrapKey' | 'encrypt' | 'decrypt';

/** The same crypto, with `before` run ahead of each call of `method`. */
export function hooked(crypto: Crypto, method: Method, before: () => unknown): Crypto {
  const subtle = new Proxy(crypto.subtle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== method) return value.bind(target);
      return async (...args: unknown[]) => {
        await before();
        return value.apply(target, args);
      };
    },
  });
  return {
    subtle,
    getRandomValues: (array) => crypto.getRandomValues(array),
    randomUUID: () => crypto.randomUUID(),
  };
}
