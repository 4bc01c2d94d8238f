import { Buffer } from 'node:buffer';
import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { openRecords } from '../../../core/vault/records.ts';
import { makeCodeSlot, openCodeSlot, prepareCodeWrapping } from '../../../core/vault/slot-code.ts';
import { openPasskeySlot, readPasskeySlot } from '../../../core/vault/slot-passkey.ts';
import { importVaultKey } from '../../../core/vault/slots.ts';
import { cheapDerivation, exampleToken } from '../../support/vault-ports.ts';

/** `docs/formats.md`, written out again with Node's own cryptography: a change here costs people their tokens. */

function fields(...texts: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const bytes = Buffer.from(text as string);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function gcm(key: Uint8Array, nonce: Uint8Array, associated: Buffer, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

const rawKey = Buffer.alloc(32, 7);
const nonce = Buffer.alloc(12, 9);
const vaultId = '6f9619ff-8b86-4011-b42d-00c04fc964ff';

it('reads a record laid out as the format document says', async () => {
  const id = '0c4f1c4e-9d55-4d0c-8b52-0f4c4b1e4a11';
  const plain = Buffer.from(JSON.stringify(exampleToken()));
  const body = Buffer.concat([Buffer.of(1), nonce, gcm(rawKey, nonce, fields(vaultId, '1', id), plain)]);
  const key = await importVaultKey(crypto, rawKey);
  const listing = await openRecords(crypto, key!, vaultId, [{ id, order: 0, body: new Uint8Array(body) }]);
  expect(listing).toEqual({ records: [{ id, order: 0, token: exampleToken() }], quarantined: [] });
});

it('opens a code slot laid out as the format document says', async () => {
  const cost = { memory: 19456, iterations: 2, parallelism: 1 };
  const salt = new Uint8Array(16).fill(3);
  const secret = new Uint8Array(32).fill(5);
  const derive = cheapDerivation(crypto);
  const kek = createHmac('sha256', secret)
    .update(await derive({ code: '2468', salt, ...cost }))
    .digest();
  const wrapped = gcm(kek, nonce, fields(vaultId, 'slot', 'code', '1', '19456,2,1', salt), rawKey);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const deviceKey = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const slot = {
    kind: 'code' as const,
    v: 1,
    nonce: new Uint8Array(nonce),
    wrapped: new Uint8Array(wrapped),
    cost,
    salt,
    deviceKey,
  };
  const key = await openCodeSlot(crypto, derive, vaultId, slot, '2468');
  expect(Buffer.from(await crypto.subtle.exportKey('raw', key!))).toEqual(rawKey);
  expect(await openCodeSlot(crypto, derive, vaultId, slot, '2469')).toBeNull();
});

it('opens a passkey slot laid out as the format document says', async () => {
  const credentialId = new Uint8Array([1, 2, 3]);
  const salt = new Uint8Array(32).fill(4);
  const prf = new Uint8Array(32).fill(6);
  const context = fields(vaultId, 'slot', 'passkey', '1', credentialId, salt);
  const kek = hkdfSync('sha256', prf, salt, fields(vaultId, 'slot', 'passkey', '1'), 32);
  const stored = {
    kind: 'passkey' as const,
    v: 1,
    nonce: new Uint8Array(nonce),
    wrapped: new Uint8Array(gcm(new Uint8Array(kek), nonce, context, rawKey)),
    credentialId,
    salt,
  };
  const slot = readPasskeySlot(stored);
  const key = await openPasskeySlot(crypto, vaultId, slot!, prf);
  expect(Buffer.from(await crypto.subtle.exportKey('raw', key!))).toEqual(rawKey);
  for (const wrong of [new Uint8Array(32).fill(7), new Uint8Array(31).fill(6), new Uint8Array(0)]) {
    expect(await openPasskeySlot(crypto, vaultId, slot!, wrong)).toBeNull();
  }
  expect(await openPasskeySlot(crypto, 'another vault', slot!, prf)).toBeNull();
});

it('writes code slots whose secrets are made anew each time', async () => {
  const derive = cheapDerivation(crypto);
  const cost = { memory: 19456, iterations: 2, parallelism: 1 };
  const key = await importVaultKey(crypto, rawKey);
  const make = async () =>
    makeCodeSlot(crypto, vaultId, key!, await prepareCodeWrapping(crypto, derive, '2468', cost));
  const [a, b] = [await make(), await make()];
  expect([a.salt, a.nonce, a.wrapped]).not.toEqual([b.salt, b.nonce, b.wrapped]);
  expect(a.deviceKey.extractable).toBe(false);
});
