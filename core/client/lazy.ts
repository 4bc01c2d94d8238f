import { AppError } from '../error.ts';
import type { AuthorityClient } from './types.ts';

type Make = (address: string) => AuthorityClient;

/**
 * A client whose code is loaded at its first call: showing codes, which is what the app mostly does, needs
 * neither the sealing nor the signature libraries. Rejects with 'unreachable' where the code cannot be had.
 */
export function lazyClient(load: () => Promise<Make>, address: string): AuthorityClient {
  let made: Promise<AuthorityClient> | null = null;
  const client = (): Promise<AuthorityClient> => {
    made ??= load().then(
      (make) => make(address),
      (cause) => {
        made = null;
        throw new AppError('unreachable', 'a part of the app could not be loaded', { cause });
      },
    );
    return made;
  };
  return {
    address,
    measureClock: async () => (await client()).measureClock(),
    signedClock: async (key) => (await client()).signedClock(key),
    activate: async (input, keys) => (await client()).activate(input, keys),
    state: async (input, keys) => (await client()).state(input, keys),
    renew: async (input, keys) => (await client()).renew(input, keys),
  };
}
