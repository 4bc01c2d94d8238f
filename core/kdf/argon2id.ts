import { argon2id } from '@noble/hashes/argon2.js';
import { isAllowedCost, type KeyDerivation } from './cost.ts';

/**
 * Argon2id (RFC 9106) over the UTF-8 of the code: 32 bytes. Blocks its thread for a good part of a second,
 * so pages run it in a Worker (`in-worker.ts`). Throws `RangeError` for a cost outside floor and cap.
 */
export const deriveArgon2id: KeyDerivation = async ({ code, salt, memory, iterations, parallelism }) => {
  if (!isAllowedCost({ memory, iterations, parallelism })) throw new RangeError('cost outside floor and cap');
  return argon2id(new TextEncoder().encode(code), salt, {
    m: memory,
    t: iterations,
    p: parallelism,
    dkLen: 32,
  });
};
