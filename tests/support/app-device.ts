import { webcrypto } from 'node:crypto';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createTokenApp } from '../../core/app/app.ts';
import type { AppPorts, PasskeyAnswer, PasskeyPort } from '../../core/app/ports.ts';
import type { TokenApp } from '../../core/app/types.ts';
import type { AuthorityClient } from '../../core/client/types.ts';
import { AppError } from '../../core/error.ts';
import type { OwnTokenInput } from '../../core/formats/types.ts';
import type { StoredToken } from '../../core/token/model.ts';
import { openDoor } from '../../core/vault/door.ts';
import type { Vault } from '../../core/vault/types.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { makeTestVault, type TestVault } from './vault-ports.ts';

/** A passkey that answers as a test says. */
export interface TestPasskey {
  port: PasskeyPort;
  supported: boolean;
  /** In place of what it would answer, the next times it is asked; a function is called at that moment. */
  answers: (
    | PasskeyAnswer<{ prf: Uint8Array<ArrayBuffer> }>
    | (() => PasskeyAnswer<{ prf: Uint8Array<ArrayBuffer> }>)
    | null
  )[];
  asked: string[];
}

/** One device: a database with the real vault over it, and as many tabs of the app as a test opens. */
export interface AppDevice {
  clock: ManualClock;
  vault: TestVault;
  passkey: TestPasskey;
  /** What the small memory holds. */
  memory: { value: unknown };
  persistence: { kept: boolean; asked: number };
  /** Makes the authority's answers; it is out of reach until set. */
  client: Partial<AuthorityClient>;
  /** Opens the app in one more tab and starts it; `over` changes its ports, or takes one away. */
  tab(over?: { [Port in keyof AppPorts]?: AppPorts[Port] | undefined }): Promise<TokenApp>;
  /** Moves the clock, and calls everybody who asked to be called by then, as a platform's timers do. */
  pass(ms: number): void;
  /** Puts tokens into the vault beside any app; made where there is none. Gives their ids. */
  keep(...tokens: StoredToken[]): Promise<string[]>;
  /** What the vault holds now, read by a handle of its own. Only while there is no app lock. */
  kept<Result>(look: (vault: Vault) => Promise<Result>): Promise<Result>;
}

function testPasskey(): TestPasskey {
  const secrets = new Map<string, Uint8Array<ArrayBuffer>>();
  const passkey: TestPasskey = {
    supported: true,
    answers: [],
    asked: [],
    port: {
      supported: async () => passkey.supported,
      async create({ name, salt }) {
        passkey.asked.push(`create ${name}`);
        const credentialId = webcrypto.getRandomValues(new Uint8Array(16));
        const prf = webcrypto.getRandomValues(new Uint8Array(32));
        secrets.set(`${credentialId} ${salt}`, prf);
        const told = passkey.answers.shift();
        const answer = (typeof told === 'function' ? told() : told) ?? { ok: true, prf };
        return answer.ok ? { ...answer, credentialId } : answer;
      },
      async ask({ credentialId, salt }) {
        passkey.asked.push('ask');
        const told = passkey.answers.shift();
        const answer = typeof told === 'function' ? told() : told;
        if (answer) return answer;
        const prf = secrets.get(`${credentialId} ${salt}`);
        return prf ? { ok: true, prf: prf.slice() } : { ok: false, reason: 'cancelled' };
      },
    },
  };
  return passkey;
}

/** A device with nothing on it yet. */
export function makeAppDevice(): AppDevice {
  const clock = manualClock();
  const vault = makeTestVault(new IDBFactory(), webcrypto as unknown as Crypto);
  vault.ports.now = clock;
  const passkey = testPasskey();
  const memory: AppDevice['memory'] = { value: null };
  const persistence = { kept: true, asked: 0 };
  const timers = new Set<{ at: number; call: () => void }>();
  const tabs = new Set<(word: unknown) => void>();
  const stores = new Set<() => void>();
  const unreachable = () => Promise.reject(new AppError('unreachable', 'no network'));
  const client: Partial<AuthorityClient> = {};

  const ports = (): AppPorts => {
    let hears: ((word: unknown) => void) | null = null;
    let reads: (() => void) | null = null;
    return {
      door: () => openDoor(vault.ports),
      clock,
      crypto: vault.ports.crypto,
      wake(inMs, call) {
        const timer = { at: clock() + inMs, call };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      tabs: {
        tell(word) {
          for (const tab of tabs) if (tab !== hears) tab(word);
        },
        onTell(listener) {
          hears = listener;
          tabs.add(listener);
        },
      },
      client: (address) => ({
        address,
        measureClock: unreachable,
        signedClock: unreachable,
        activate: unreachable,
        state: unreachable,
        renew: unreachable,
        ...client,
      }),
      authorityAddress: async () => 'http://127.0.0.1:4100',
      deviceKind: 'phone',
      persistence: {
        persisted: async () => persistence.kept && persistence.asked > 0,
        persist: async () => {
          persistence.asked += 1;
          return persistence.kept;
        },
      },
      derive: vault.ports.derive,
      passkeys: passkey.port,
      preferencesStore: {
        read: () => memory.value,
        write(value) {
          memory.value = structuredClone(value);
          for (const store of stores) if (store !== reads) store();
        },
        onChange(listener) {
          reads = listener;
          stores.add(listener);
        },
      },
    };
  };

  const withVault = async <Result>(look: (vault: Vault) => Promise<Result>): Promise<Result> => {
    const door = await openDoor(vault.ports);
    try {
      const { at } = await door.status();
      return await look(at === 'new' ? await door.create() : await door.openWithDevice());
    } finally {
      door.close();
    }
  };

  return {
    clock,
    vault,
    passkey,
    memory,
    persistence,
    client,
    async tab(over = {}) {
      const app = createTokenApp({ ...ports(), ...over } as AppPorts);
      await app.start();
      return app;
    },
    pass(ms) {
      clock.advance(ms);
      for (const timer of [...timers]) if (timer.at <= clock() && timers.delete(timer)) timer.call();
    },
    keep: (...tokens) =>
      withVault(async (open) => {
        const ids: string[] = [];
        for (const token of tokens) ids.push((await open.add(token)).id);
        return ids;
      }),
    kept: withVault,
  };
}

/** What a QR code of a token of the person's own gives: the test secret of RFC 4226 and RFC 6238. */
export function ownInput(change: Partial<OwnTokenInput> = {}): OwnTokenInput {
  return {
    issuer: 'Sakura Mail',
    account: 'hanako@example.jp',
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
    // ASCII "12345678901234567890", RFC 6238 appendix B.
    seed: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA',
    counter: 0,
    ...change,
  };
}

/** The same as an event-based one, whose next code is that of `counter`. */
export const eventInput = (counter = 0): OwnTokenInput =>
  ownInput({
    issuer: 'Kaede Games',
    account: null,
    otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
    counter,
  });

/** Adds a token of the person's own that must not be there yet; gives its id. */
export async function addOwnTo(app: TokenApp, input: OwnTokenInput): Promise<string> {
  const result = await app.addOwn(input);
  if (!result.ok) throw new Error(`adding ended with ${result.reason}`);
  return result.id;
}
