import type { createClient } from '../../core/client/client.ts';
import type { AuthorityClient } from '../../core/client/types.ts';
import { systemClock } from '../../core/clock/clock.ts';

/** Clients of authorities over this browser's network and randomness, from the room's own maker. */
export const makeClient =
  (create: typeof createClient) =>
  (address: string): AuthorityClient =>
    create({
      address,
      fetch: (input, init) => fetch(input, init),
      clock: systemClock,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
