import { createHmac, hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../../core/clock/clock.ts';
import { AppError } from '../../core/error.ts';
import { canonicalBytes } from '../../core/protocol/canonical.ts';
import type { AuthoritySchema } from '../store/schema.ts';
import { importAesKey, openUnder, sealUnder } from './envelope.ts';

/** What each derived HMAC key is for; a MAC of one kind says nothing about another. */
export type MacPurpose = 'activation-password' | 'credential' | 'idempotency' | 'audit';

type Executor = Kysely<AuthoritySchema>;

/** The keys of one authority, unlocked by its key-encryption key. */
export interface KeyRing {
  /** HMAC-SHA-256 over length-prefixed `fields`, under the key derived for `purpose` (HKDF, RFC 5869). */
  mac(purpose: MacPurpose, ...fields: readonly (string | Uint8Array)[]): Uint8Array;
  /** The institution's key. Inside a transaction pass its handle as `executor`. */
  institutionKey(institutionId: string, executor?: Executor): Promise<CryptoKey>;
  /** Makes the institution's key unless it has one. */
  ensureInstitutionKey(institutionId: string, executor: Executor): Promise<void>;
  /** ES256 pair that signs states, time and audit heads; `kid` is its RFC 7638 thumbprint. */
  readonly signing: SigningKey;
}

export interface SigningKey {
  privateKey: CryptoKey;
  publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  kid: string;
}

interface Materials {
  db: Kysely<AuthoritySchema>;
  kek: Uint8Array;
  clock: Clock;
  random: (n: number) => Uint8Array;
}

const KEK_LENGTH = 32;
const binding = (purpose: string, institutionId: string, version: number) => [
  'fuda/wrapped-key/1',
  purpose,
  institutionId,
  String(version),
];

/**
 * Opens the key ring: checks the KEK against the database's own check value (made at the first opening)
 * and loads the signing key. Errors: `kek-malformed`, `kek-wrong`.
 */
export async function openKeyRing({ db, kek, clock, random }: Materials): Promise<KeyRing> {
  if (kek.length !== KEK_LENGTH)
    throw new AppError('kek-malformed', 'the key-encryption key must be 32 bytes');
  const derive = (info: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', kek, new Uint8Array(0), `fuda/authority/1/${info}`, 32));
  const wrapping = await importAesKey(derive('wrapping'));
  const macKeys = new Map<MacPurpose, Uint8Array>();

  const read = async (purpose: string, institutionId: string, executor: Executor) => {
    const row = await executor
      .selectFrom('wrapped_keys')
      .selectAll()
      .where('purpose', '=', purpose)
      .where('institution_id', '=', institutionId)
      .orderBy('version', 'desc')
      .executeTakeFirst();
    if (row === undefined) return null;
    const plain = await openUnder(wrapping, row.wrapped, binding(purpose, institutionId, row.version));
    return { plain, publicJwk: row.public_jwk };
  };
  const write = async (
    purpose: string,
    institutionId: string,
    plain: Uint8Array,
    publicJwk: string | null,
    executor: Executor,
  ) => {
    const wrapped = await sealUnder(random, wrapping, plain, binding(purpose, institutionId, 1));
    await executor
      .insertInto('wrapped_keys')
      .values({
        purpose,
        institution_id: institutionId,
        version: 1,
        wrapped,
        public_jwk: publicJwk,
        created_at: clock(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

  try {
    if ((await read('kek-check', '', db)) === null)
      await write('kek-check', '', random(KEK_LENGTH), null, db);
    await read('kek-check', '', db);
  } catch (cause) {
    throw new AppError('kek-wrong', 'the key-encryption key is not the one this database was made with', {
      cause,
    });
  }
  if ((await read('signing', '', db)) === null) {
    const made = await makeSigningKey();
    await write('signing', '', made.pkcs8, made.publicJwk, db);
  }
  const signing = await importSigningKey((await read('signing', '', db))!);

  const institutionKeys = new Map<string, CryptoKey>();
  return {
    signing,
    mac(purpose, ...fields) {
      let key = macKeys.get(purpose);
      if (key === undefined) {
        key = derive(`mac/${purpose}`);
        macKeys.set(purpose, key);
      }
      return new Uint8Array(
        createHmac('sha256', key)
          .update(canonicalBytes(...fields))
          .digest(),
      );
    },
    async institutionKey(institutionId, executor = db) {
      const known = institutionKeys.get(institutionId);
      if (known !== undefined) return known;
      const found = await read('institution', institutionId, executor);
      if (found === null) throw new Error('this institution has no key');
      const key = await importAesKey(found.plain);
      institutionKeys.set(institutionId, key);
      return key;
    },
    async ensureInstitutionKey(institutionId, executor) {
      if ((await read('institution', institutionId, executor)) !== null) return;
      await write('institution', institutionId, random(32), null, executor);
    },
  };
}

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function makeSigningKey(): Promise<{ pkcs8: Uint8Array; publicJwk: string }> {
  const pair = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { pkcs8, publicJwk: JSON.stringify({ kty: 'EC', crv: 'P-256', x, y }) };
}

async function importSigningKey(stored: {
  plain: Uint8Array;
  publicJwk: string | null;
}): Promise<SigningKey> {
  const publicJwk = JSON.parse(stored.publicJwk ?? 'null') as SigningKey['publicJwk'];
  const privateKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(stored.plain), EC, false, [
    'sign',
  ]);
  // RFC 7638 §3: the required members in lexicographic order, without spaces.
  const canonical = JSON.stringify({
    crv: publicJwk.crv,
    kty: publicJwk.kty,
    x: publicJwk.x,
    y: publicJwk.y,
  });
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  return { privateKey, publicJwk, kid: Buffer.from(hash).toString('base64url') };
}
