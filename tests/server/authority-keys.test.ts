import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compactVerify, importJWK } from 'jose';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAuthority } from '../../authority/context.ts';
import { importAesKey, openUnder, sealUnder } from '../../authority/keys/envelope.ts';
import { openSeed } from '../../authority/keys/seeds.ts';
import { signJws } from '../../authority/keys/signing.ts';
import { issue } from '../../authority/registrations/issue.ts';
import { verify } from '../../authority/registrations/verify.ts';
import { claimMails } from '../../authority/store/outbox.ts';
import {
  activateWith,
  BANK,
  codeOf,
  composeMail,
  issueRequest,
  openStore,
  PASSWORD,
  random,
  type Store,
  settings,
  tokenInUse,
} from '../support/authority-store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

test('the database and its log hold no seed, code, activation password or mail in any spelling', async () => {
  const { issued, activation } = await tokenInUse(store);
  const pending = await issue(store.ctx, {
    institutionId: BANK,
    request: issueRequest('customer-2'),
    idempotency: { key: 'k', digest: random(32) },
    compose: composeMail,
  });
  await activateWith(store, pending, '99887766').catch(() => undefined);
  const code = codeOf(activation, store.clock());
  // Any other digits than those of a round instant, which the rows are full of.
  const wrong = String((Number(code) + 12_345_678) % 10 ** 8).padStart(8, '7');
  for (const [n, typed] of [wrong, code, code].entries()) {
    await verify(store.ctx, {
      institutionId: BANK,
      id: issued.id,
      code: typed,
      idempotency: { key: `login-${n}`, digest: new Uint8Array(createHash('sha256').update(typed).digest()) },
    });
  }
  const [mail] = await claimMails(store.ctx, 1);
  const database = Buffer.concat([readFileSync(store.path), readFileSync(`${store.path}-wal`)]);
  const text = database.toString('latin1').toLowerCase();
  const spellings = (secret: Buffer) =>
    [
      secret.toString('latin1'),
      secret.toString('hex'),
      secret.toString('base64').replace(/=+$/, ''),
      secret.toString('base64url'),
    ].map((spelling) => spelling.toLowerCase());
  // What is looked for can be found: the same search sees what is meant to be there.
  expect(text).toContain(issued.userId);
  for (const secret of [
    Buffer.from(activation.seed, 'base64url'),
    Buffer.from(store.kek),
    Buffer.from(PASSWORD),
    Buffer.from('99887766'),
    Buffer.from(code),
    Buffer.from(wrong),
    createHash('sha256').update(code).digest(),
    createHash('sha256').update(PASSWORD).digest(),
    Buffer.from(mail!.to),
    Buffer.from(mail!.text),
  ]) {
    for (const spelling of spellings(secret)) expect(text.includes(spelling)).toBe(false);
  }
});

test('another key-encryption key opens nothing, and one of the wrong length is refused', async () => {
  const open = (kek: Uint8Array) =>
    openAuthority({ databasePath: store.path, kek, clock: store.clock, random, settings });
  await expect(open(random(32))).rejects.toMatchObject({ code: 'kek-wrong' });
  await expect(open(random(16))).rejects.toMatchObject({ code: 'kek-malformed' });
  const again = await open(store.kek);
  expect(again.keys.signing.kid).toBe(store.ctx.keys.signing.kid);
  await again.close();
});

test('a seed moved to another registration or another tenant does not open', async () => {
  const one = await tokenInUse(store, 'customer-1');
  const two = await tokenInUse(store, 'customer-2');
  const row = async (id: string) =>
    store.ctx.db.selectFrom('registrations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const first = await row(one.issued.id);
  expect(Buffer.from(await openSeed(store.ctx, first)).toString('base64url')).toBe(one.activation.seed);
  const { token_key, seed } = await row(two.issued.id);
  await expect(openSeed(store.ctx, { ...first, token_key, seed })).rejects.toThrow();
  await expect(openSeed(store.ctx, { ...first, seed })).rejects.toThrow();
  await expect(openSeed(store.ctx, { ...first, institution_id: 'other-bank' })).rejects.toThrow();
});

test('a verification over an altered seed fails closed and leaves the attempt charged', async () => {
  const { issued, activation } = await tokenInUse(store);
  await sql`update registrations set seed = zeroblob(61)`.execute(store.ctx.db);
  const code = codeOf(activation, store.clock());
  await expect(verify(store.ctx, { institutionId: BANK, id: issued.id, code })).rejects.toThrow();
  const row = await store.ctx.db.selectFrom('registrations').select('attempts').executeTakeFirstOrThrow();
  expect(row.attempts).toBe(1);
});

test('an envelope with any byte changed, or bound to something else, does not open', async () => {
  const key = await importAesKey(random(32));
  const sealed = await sealUnder(random, key, new TextEncoder().encode('seed'), ['a', 'b']);
  expect(sealed[0]).toBe(1);
  expect(new TextDecoder().decode(await openUnder(key, sealed, ['a', 'b']))).toBe('seed');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice();
    changed[at]! ^= 1;
    await expect(openUnder(key, changed, ['a', 'b'])).rejects.toThrow();
  }
  await expect(openUnder(key, sealed, ['ab', ''])).rejects.toThrow();
  await expect(openUnder(key, sealed.subarray(0, 20), ['a', 'b'])).rejects.toThrow();
});

test('what the authority signs verifies under the public key it hands out', async () => {
  const jws = await signJws(store.ctx, 'test+jwt', { v: 1 });
  const key = await importJWK({ ...store.ctx.keys.signing.publicJwk }, 'ES256');
  const { protectedHeader } = await compactVerify(jws, key);
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'test+jwt', kid: store.ctx.keys.signing.kid });
  expect(store.ctx.keys.signing.privateKey.extractable).toBe(false);
});
