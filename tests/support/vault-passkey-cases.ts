import type { PasskeyHint, Vault } from '../../core/vault/types.ts';
import { dump, failPut, rawGet, rawPut } from './raw-database.ts';
import { equal, fails, type Ground, holds, type It, shape, slotKinds } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

const HINT: PasskeyHint = {
  credentialId: new Uint8Array([9, 8, 7, 6, 5]),
  salt: new Uint8Array(32).fill(2),
};
/** What the passkey answers to the salt. */
const PRF = new Uint8Array(32).fill(77);
const CODE = '4711';

type Slot = Record<'nonce' | 'wrapped' | 'credentialId' | 'salt', Uint8Array<ArrayBuffer>>;

/** A locked vault with one token that the passkey opens too. */
async function withPasskey(g: Ground): Promise<Vault> {
  const vault = await g.vault();
  await vault.add(exampleToken());
  await vault.turnLockOn(CODE);
  await vault.addPasskey(HINT, PRF);
  return vault;
}

const passkeyOf = async (g: Ground): Promise<unknown> => {
  const status = await (await g.door()).status();
  return status.at === 'locked' ? status.passkey : status.at;
};

/** The passkey as a way of opening: how it can be asked, and what it may do beside the code. */
export function passkeyCases(it: It): void {
  it('opens with the passkey after it was locked, and says how to ask for it', async (g) => {
    const vault = await withPasskey(g);
    equal(vault.passkey, HINT, 'this handle knows it');
    vault.lock();
    const door = await g.door();
    equal(
      await door.status(),
      { at: 'locked', failures: 0, waitUntil: null, passkey: HINT },
      'status before opening',
    );
    g.derivations.count = 0;
    const opened = await door.openWithPasskey(PRF);
    equal([opened.hasLock, opened.passkey], [true, HINT], 'opened');
    equal((await opened.list()).records[0]?.token, exampleToken(), 'the token');
    equal(g.derivations.count, 0, 'no code was derived');
    const other = await door.openWithCode(CODE);
    equal([(await other.list()).records.length, other.passkey], [1, HINT], 'the code opens it as before');
  });

  it('keeps nothing of what the passkey answers', async (g) => {
    await withPasskey(g);
    const kept = shape(await dump(g.factory));
    holds(!kept.includes(Array.from(PRF).join(',')), 'the answer is not in the database');
  });

  it('takes no passkey without an app lock, also when another tab has just turned it off', async (g) => {
    const vault = await g.vault();
    const before = shape(await dump(g.factory));
    await fails(vault.addPasskey(HINT, PRF), 'conflict', 'without a lock');
    equal([vault.passkey, shape(await dump(g.factory))], [null, before], 'nothing was written');
    await vault.turnLockOn(CODE);
    const other = await (await g.door()).openWithCode(CODE);
    await other.turnLockOff(CODE);
    await fails(vault.addPasskey(HINT, PRF), 'conflict', 'turned off elsewhere');
    equal(await slotKinds(g.factory), ['device'], 'slots');
  });

  it('takes only a passkey that can be asked, and an answer of 32 bytes', async (g) => {
    const vault = await g.vault();
    await vault.turnLockOn(CODE);
    const bytes = (length: number) => new Uint8Array(length);
    for (const [hint, prf] of [
      [{ ...HINT, credentialId: bytes(0) }, PRF],
      [{ ...HINT, credentialId: bytes(1024) }, PRF],
      [{ ...HINT, salt: bytes(31) }, PRF],
      [HINT, bytes(0)],
      [HINT, bytes(31)],
      [HINT, bytes(33)],
    ] as const) {
      const error = await vault.addPasskey(hint, prf).catch((reason: unknown) => reason);
      holds(error instanceof RangeError, 'refused');
    }
    equal([vault.passkey, await slotKinds(g.factory)], [null, ['code']], 'nothing was written');
  });

  it('puts one passkey in place of another', async (g) => {
    const vault = await withPasskey(g);
    const next = { credentialId: new Uint8Array(1023).fill(1), salt: new Uint8Array(32).fill(3) };
    const answer = new Uint8Array(32).fill(5);
    await vault.addPasskey(next, answer);
    equal([vault.passkey, await passkeyOf(g)], [next, next], 'the new one');
    const door = await g.door();
    await fails(door.openWithPasskey(PRF), 'wrong-passkey', 'the old one');
    await door.openWithPasskey(answer);
  });

  it('forgets the passkey when asked, and other handles see it', async (g) => {
    const vault = await withPasskey(g);
    const other = await (await g.door()).openWithPasskey(PRF);
    await vault.dropPasskey();
    equal([vault.passkey, await passkeyOf(g)], [null, null], 'gone');
    await fails((await g.door()).openWithPasskey(PRF), 'conflict', 'opening');
    await fails(vault.provePasskey(PRF), 'conflict', 'proving');
    await other.list();
    equal([other.passkey, other.hasLock], [null, true], 'the other handle');
    await (await g.door()).openWithCode(CODE);
  });

  it('ends the passkey with the code it stands beside: a new code, and the lock turned off', async (g) => {
    const vault = await withPasskey(g);
    await vault.changeCode(CODE, '2222');
    equal([vault.passkey, await slotKinds(g.factory)], [null, ['code']], 'a new code');
    await fails((await g.door()).openWithPasskey(PRF), 'conflict', 'after a new code');
    await vault.addPasskey(HINT, PRF);
    await vault.turnLockOff('2222');
    equal([vault.passkey, await slotKinds(g.factory)], [null, ['device']], 'turned off');
    await fails((await g.door()).openWithPasskey(PRF), 'conflict', 'after turning off');
    await vault.turnLockOn('3333');
    equal([vault.passkey, await slotKinds(g.factory)], [null, ['code']], 'turned on again');
    await fails((await g.door()).openWithPasskey(PRF), 'conflict', 'after turning on again');
  });

  it('ends the passkey in one piece with the change, or not at all', async (g) => {
    const vault = await withPasskey(g);
    const slots = async () => shape((await dump(g.factory)).filter(({ name }) => name === 'slots'));
    const before = await slots();
    for (const change of [
      () => vault.turnLockOff(CODE),
      () => vault.changeCode(CODE, '1'),
      () => vault.addPasskey({ ...HINT, salt: new Uint8Array(32) }, PRF),
    ]) {
      for (let nth = 1; nth <= 3; nth++) {
        const fault = failPut(nth, 'quota');
        const error = await change().catch((reason: unknown) => reason);
        fault.undo();
        if (!fault.reached()) continue;
        equal((error as { code?: unknown } | undefined)?.code, 'full', 'no space');
        equal([await slots(), vault.passkey], [before, HINT], 'as it was');
        await (await g.door()).openWithPasskey(PRF);
        await (await g.door()).openWithCode(CODE);
      }
    }
  });

  it('does not count wrong passkeys, and opens with the right one while codes must wait', async (g) => {
    await withPasskey(g);
    const door = await g.door();
    g.derivations.count = 0;
    for (let i = 0; i < 20; i++) {
      await fails(door.openWithPasskey(new Uint8Array(32).fill(i)), 'wrong-passkey', 'a wrong answer');
    }
    for (const length of [0, 16, 31, 33, 64]) {
      await fails(door.openWithPasskey(new Uint8Array(length).fill(77)), 'wrong-passkey', `${length} bytes`);
    }
    equal(
      [((await door.status()) as { failures: number }).failures, g.derivations.count],
      [0, 0],
      'neither counted nor derived',
    );
    for (let i = 0; i < 5; i++) await fails(door.openWithCode('0'), 'wrong-code', 'a wrong code');
    await fails(door.openWithCode(CODE), 'wait', 'codes wait');
    await door.openWithPasskey(PRF);
    await fails(door.openWithCode(CODE), 'wait', 'and still do');
  });

  it('refuses a passkey slot with any one byte changed; the code opens as before', async (g) => {
    await withPasskey(g);
    const slot = await rawGet<Slot>(g.factory, 'slots', 'passkey');
    const door = await g.door();
    for (const field of ['nonce', 'wrapped', 'credentialId', 'salt'] as const) {
      for (let at = 0; at < slot[field].length; at++) {
        const changed = new Uint8Array(slot[field]);
        changed[at]! ^= 1 << (at % 8);
        await rawPut(g.factory, 'slots', { ...slot, [field]: changed }, 'passkey');
        await fails(door.openWithPasskey(PRF), 'wrong-passkey', `${field}, byte ${at}`);
      }
    }
    await door.openWithCode(CODE);
    await rawPut(g.factory, 'slots', slot, 'passkey');
    await door.openWithPasskey(PRF);
  });

  it('takes a passkey slot that cannot be read for none, and never lets it stand in the way', async (g) => {
    const vault = await withPasskey(g);
    const slot = await rawGet<Slot>(g.factory, 'slots', 'passkey');
    const bytes = (length: number) => new Uint8Array(length);
    for (const broken of [
      null,
      7,
      'text',
      [],
      {},
      { ...slot, kind: 'code' },
      { ...slot, v: 2 },
      { ...slot, v: '1' },
      { ...slot, nonce: bytes(11) },
      { ...slot, wrapped: bytes(47) },
      { ...slot, wrapped: undefined },
      { ...slot, credentialId: bytes(0) },
      { ...slot, credentialId: bytes(1024) },
      { ...slot, credentialId: 'CQgHBgU' },
      { ...slot, salt: bytes(31) },
      { ...slot, salt: Array.from(slot.salt) },
    ]) {
      await rawPut(g.factory, 'slots', broken, 'passkey');
      const what = shape([{ name: 'slot', keyPath: null, entries: [{ key: 0, value: broken }] }]);
      equal(await passkeyOf(g), null, `hint of ${what}`);
      const door = await g.door();
      await fails(door.openWithPasskey(PRF), 'conflict', `opening ${what}`);
      const opened = await door.openWithCode(CODE);
      equal([(await opened.list()).records.length, opened.passkey], [1, null], `the code, beside ${what}`);
    }
    await fails(vault.provePasskey(PRF), 'conflict', 'proving');
    await vault.addPasskey(HINT, PRF);
    await (await g.door()).openWithPasskey(PRF);
  });

  it('passes over kinds of slots that it does not know', async (g) => {
    await withPasskey(g);
    await rawPut(g.factory, 'slots', { kind: 'later', v: 9 }, 'later');
    equal(await passkeyOf(g), HINT, 'hint');
    await (await g.door()).openWithPasskey(PRF);
    await (await g.door()).openWithCode(CODE);
  });

  it('refuses a passkey slot that was put back after a new code, though it opens', async (g) => {
    const vault = await withPasskey(g);
    const old = await rawGet<Slot>(g.factory, 'slots', 'passkey');
    await vault.changeCode(CODE, '2222');
    await rawPut(g.factory, 'slots', old, 'passkey');
    await fails((await g.door()).openWithPasskey(PRF), 'wrong-passkey', 'opening');
    await fails(vault.provePasskey(PRF), 'wrong-passkey', 'proving');
    equal((await (await (await g.door()).openWithCode('2222')).list()).records.length, 1, 'the code opens');
    await vault.turnLockOff('2222');
    await rawPut(g.factory, 'slots', old, 'passkey');
    equal(await passkeyOf(g), 'device', 'without a lock there is none');
    await fails((await g.door()).openWithPasskey(PRF), 'conflict', 'opening without a lock');
    const opened = await (await g.door()).openWithDevice();
    equal([opened.passkey, (await opened.list()).records.length], [null, 1], 'the device opens');
    equal(opened.passkey, null, 'and knows of no passkey');
  });

  it('refuses the passkey slot of another vault', async (g) => {
    await withPasskey(g);
    const foreign = await rawGet<Slot>(g.factory, 'slots', 'passkey');
    await (await g.door()).destroy();
    const vault = await withPasskey(g);
    await rawPut(g.factory, 'slots', foreign, 'passkey');
    await fails((await g.door()).openWithPasskey(PRF), 'wrong-passkey', 'opening');
    await fails(vault.provePasskey(PRF), 'wrong-passkey', 'proving');
  });

  it('proves the lock code, counted like an unlock, and changes nothing', async (g) => {
    const vault = await withPasskey(g);
    const before = shape(await dump(g.factory));
    await vault.proveCode(CODE);
    equal(shape(await dump(g.factory)), before, 'nothing changed');
    g.derivations.count = 0;
    for (let i = 0; i < 5; i++) await fails(vault.proveCode('0'), 'wrong-code', `try ${i}`);
    const error = (await fails(vault.proveCode(CODE), 'wait', 'even the right one waits')) as {
      until: number;
    };
    equal([error.until, g.derivations.count], [g.clock.now + 30_000, 5], 'until when; nothing was derived');
    await fails((await g.door()).openWithCode(CODE), 'wait', 'the door counts the same tries');
    equal((await vault.list()).records.length, 1, 'the open vault works on');
    g.clock.now += 30_000;
    await vault.proveCode(CODE);
    equal(shape(await dump(g.factory)), before, 'and the count begins anew');
    await fails(vault.proveCode('12a4'), 'wrong-code', 'no code at all');
    await vault.turnLockOff(CODE);
    await fails(vault.proveCode(CODE), 'conflict', 'without a lock');
  });

  it('proves the passkey, uncounted, and changes nothing', async (g) => {
    const vault = await withPasskey(g);
    const before = shape(await dump(g.factory));
    await vault.provePasskey(PRF);
    for (let i = 0; i < 20; i++) {
      await fails(vault.provePasskey(new Uint8Array(32).fill(i)), 'wrong-passkey', 'wrong');
    }
    await fails(vault.provePasskey(new Uint8Array(0)), 'wrong-passkey', 'empty');
    equal(shape(await dump(g.factory)), before, 'nothing changed');
  });
}
