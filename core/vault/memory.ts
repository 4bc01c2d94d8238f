import type { StoredToken } from '../token/model.ts';
import { bodyMark, sameBody } from './envelope.ts';
import type { StoredRecord } from './schema.ts';

/** A record as a handle last saw it, and its token once it was opened. */
export interface Remembered {
  readonly body: Uint8Array;
  token?: StoredToken;
}

/**
 * What one open handle has seen of the records: a replacement must be based on what is there, and a record that
 * did not change, byte for byte, is not decrypted again. Holds seeds, so it is emptied with the key.
 */
export interface Memory {
  /** Takes in a whole listing; what it does not name is forgotten. */
  sawAll(stored: readonly StoredRecord[]): ReadonlyMap<string, Remembered>;
  saw(id: string, body: Uint8Array): void;
  forget(id: string): void;
  clear(): void;
  /** Whether `body` is another sealing than the one seen last; one never seen is not. */
  isOutdated(id: string, body: Uint8Array): boolean;
}

export function makeMemory(): Memory {
  let seen = new Map<string, Remembered>();
  return {
    sawAll(stored) {
      seen = new Map(
        stored.map(({ id, body }) => {
          const before = seen.get(id);
          return [id, before && sameBody(before.body, body) ? before : { body }];
        }),
      );
      return seen;
    },
    saw(id, body) {
      seen.set(id, { body });
    },
    forget(id) {
      seen.delete(id);
    },
    clear() {
      seen = new Map();
    },
    isOutdated(id, body) {
      const before = seen.get(id);
      return before !== undefined && bodyMark(before.body) !== bodyMark(body);
    },
  };
}
