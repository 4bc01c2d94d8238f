import { randomBytes } from 'node:crypto';
import { createTokenApp } from '../../core/app/app.ts';
import type { AppPorts } from '../../core/app/ports.ts';
import type { IssuerTokenView, TokenApp } from '../../core/app/types.ts';
import { createClient } from '../../core/client/client.ts';
import { openDoor } from '../../core/vault/door.ts';
import type { RunningAuthority } from './authority.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { rpCall, type SetupIds } from './device.ts';
import { makeTestVault, type TestVault } from './vault-ports.ts';

export const PASSWORD = '246810';

/** Someone with a device: a vault in its own database, a clock, and a network that can be spoilt. */
export interface Person {
  vault: TestVault;
  /** The device's own clock; the authority's is another. */
  clock: ManualClock;
  network: {
    state: 'up' | 'down' | 'answers-lost';
    /** Paths asked for so far, in order. */
    asked: string[];
  };
  persistence: { kept: boolean; asked: number };
  memory: { value: unknown };
  session: { key: Uint8Array | null };
  ports: AppPorts;
  /** Another run of the app on the same device: a reload, or another tab. */
  run(): Promise<TokenApp>;
}

/** A person whose app talks to `house` over real sockets. Needs `fake-indexeddb/auto`. */
export function makePerson(
  house: RunningAuthority,
  factory: IDBFactory,
  options: { session?: boolean } = {},
): Person {
  const vault = makeTestVault(factory, crypto);
  const clock = manualClock(house.clock());
  vault.ports.now = clock;
  const network: Person['network'] = { state: 'up', asked: [] };
  const persistence = { kept: true, asked: 0 };
  const memory: Person['memory'] = { value: null };
  const session: Person['session'] = { key: null };

  const throughNetwork: typeof fetch = async (input, init) => {
    network.asked.push(new URL(String(input)).pathname);
    if (network.state === 'down') throw new TypeError('fetch failed');
    const answer = await fetch(input, init);
    // The authority has done its part; only its word does not arrive.
    if (network.state === 'answers-lost' && answer.ok) throw new TypeError('connection reset');
    return answer;
  };

  const ports: AppPorts = {
    door: () => openDoor(vault.ports),
    clock,
    client: (address) =>
      createClient({
        address,
        fetch: throughNetwork,
        clock,
        random: (length) => new Uint8Array(randomBytes(length)),
      }),
    authorityAddress: async () => house.address,
    deviceKind: 'phone',
    derive: vault.ports.derive,
    crypto: vault.ports.crypto,
    persistence: {
      persisted: async () => persistence.kept && persistence.asked > 0,
      persist: async () => {
        persistence.asked += 1;
        return persistence.kept;
      },
    },
    preferencesStore: {
      read: () => memory.value,
      write: (value) => {
        memory.value = value;
      },
    },
    ...(options.session
      ? {
          session: {
            read: async () => session.key,
            write: async (key: Uint8Array | null) => {
              session.key = key;
            },
          },
        }
      : {}),
  };

  return {
    vault,
    clock,
    network,
    persistence,
    memory,
    session,
    ports,
    async run() {
      const app = createTokenApp(ports);
      await app.start();
      return app;
    },
  };
}

/** The tokens that institutions issued, in their order. */
export function issuedTokens(app: TokenApp): IssuerTokenView[] {
  return app.tokens.value.filter((token) => token.source === 'issuer');
}

export interface Issued {
  id: string;
  ids: SetupIds;
}

/** Has the bank issue a token to `customer`. */
export async function issueTo(
  house: RunningAuthority,
  customer: string,
  serviceId = '10112235',
): Promise<Issued> {
  const answer = await rpCall(house, 'POST', '/registrations', {
    v: 1,
    serviceId,
    customer,
    device: { kind: 'phone' },
    activationPassword: PASSWORD,
    mail: { to: `${customer}@mail.example`, language: 'ja' },
  });
  if (answer.status !== 201) throw new Error(`the issue answered ${answer.status}`);
  const registration = (await answer.json()) as { id: string; userId: string };
  return { id: registration.id, ids: { serviceId, userId: registration.userId } };
}

/** Sets the issued token up as a careful person does. Returns its record id. */
export async function setUpToken(app: TokenApp, issued: Issued): Promise<string> {
  const result = await app.setUp({ ...issued.ids, activationPassword: PASSWORD, consent: true });
  if (!result.ok) throw new Error(`the set-up ended with ${result.reason}`);
  return result.id;
}

/** The bank's answer to a code at start of use or login. */
export async function give(
  house: RunningAuthority,
  issued: Issued,
  what: 'start' | 'verify',
  code: string,
): Promise<string> {
  const answer = await rpCall(house, 'POST', `/registrations/${issued.id}/${what}`, { v: 1, code });
  const { outcome } = (await answer.json()) as { outcome: string };
  return outcome;
}
