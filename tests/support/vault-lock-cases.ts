import { bodyMark } from '../../core/vault/envelope.ts';
import { dump, failPut, rawGet, rawPut } from './raw-database.ts';
import { equal, fails, holds, hooked, type It, type RawRecord, shape } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

/** The app lock: a new key under a code, all of it or nothing. */
export function lockCases(it: It): void {
  for (const how of ['quota', 'abort'] as const) {
    it(`turns the lock on whole or not at all, whichever write fails (${how})`, async (g) => {
      const first = await g.door();
      const vault = await first.create();
      for (let i = 0; i < 3; i++) await vault.add(exampleToken());
      await vault.writeSetting('a', 1);
      await vault.writeSetting('b', 2);
      const before = shape(await dump(g.factory));
      for (let nth = 1; ; nth++) {
        const fault = failPut(nth, how);
        const result = await vault.turnLockOn('2468').then(
          () => null,
          (error: unknown) => error,
        );
        fault.undo();
        if (!fault.reached()) {
          equal(result, null, 'with no fault left it goes through');
          holds(nth > 6, 'every write was made to fail once');
          break;
        }
        holds(result !== null, `put ${nth} failed the whole`);
        equal(shape(await dump(g.factory)), before, `put ${nth} left everything as it was`);
        equal((await vault.list()).records.length, 3, 'and the vault works on');
      }
      equal((await first.status()).at, 'locked', 'locked in the end');
      const opened = await (await g.door()).openWithCode('2468');
      equal((await opened.list()).records.length, 3, 'with all tokens');
    });
  }

  it('turning the lock on makes a new key, re-encrypts everything and drops the device slot', async (g) => {
    const first = await g.door();
    const vault = await first.create();
    const { id } = await vault.add(exampleToken());
    await vault.nextCounter(id);
    await vault.writeSetting('theme', 'dark');
    const other = await (await g.door()).openWithDevice();
    const oldKey = await vault.exportKey();
    const oldBody = (await rawGet<RawRecord>(g.factory, 'records', id)).body;
    equal(vault.hasLock, false, 'before');
    await vault.turnLockOn('13579');
    equal(vault.hasLock, true, 'after');
    const slots = (await dump(g.factory)).find(({ name }) => name === 'slots');
    equal(
      slots?.entries.map(({ key }) => key),
      ['code'],
      'slots',
    );
    const body = (await rawGet<RawRecord>(g.factory, 'records', id)).body;
    holds(bodyMark(body) !== bodyMark(oldBody), 'the record was sealed anew');
    holds(JSON.stringify([...(await vault.exportKey())]) !== JSON.stringify([...oldKey]), 'the key is new');
    equal((await vault.list()).records[0]?.token, exampleToken(), 'this tab works on');
    equal(await vault.readSetting('theme'), 'dark', 'settings too');
    equal(await vault.nextCounter(id), 2, 'counters stay');
    await fails(other.list(), 'locked', 'the other tab must unlock');
    await fails(other.add(exampleToken()), 'locked', 'and cannot write under the old key');
    equal(await first.openWithKey(oldKey), null, 'the old key fits no more');
    equal(await first.status(), { at: 'locked', failures: 0, waitUntil: null, passkey: null }, 'status');
    await fails(first.openWithDevice(), 'locked', 'no device slot');
    const unlocked = await first.openWithCode('13579');
    equal([unlocked.hasLock, (await unlocked.list()).records.length], [true, 1], 'unlocked');
  });

  it('turning the lock off needs the code and brings the device slot back', async (g) => {
    const door = await g.door();
    const vault = await door.create();
    await vault.add(exampleToken());
    await vault.turnLockOn('1');
    await fails(vault.turnLockOff('2'), 'wrong-code', 'wrong');
    equal((await door.status()).at, 'locked', 'still locked');
    await vault.turnLockOff('1');
    equal([await door.status(), vault.hasLock], [{ at: 'device' }, false], 'off');
    await fails(door.openWithCode('1'), 'conflict', 'no code slot is left');
    equal((await (await door.openWithDevice()).list()).records.length, 1, 'records');
  });

  it('opens in one look where there is no lock, and says where it stands where there is one', async (g) => {
    const door = await g.door();
    equal(await door.openIfFree(), { at: 'new' }, 'nothing there');
    const vault = await door.create();
    await vault.add(exampleToken());
    await vault.writeSetting('clock', { offset: 5 });
    const free = await (await g.door()).openIfFree();
    if (free.at !== 'device') throw new Error('not opened');
    const { records, settings } = await free.vault.list(['theme', 'clock']);
    equal([records.length, settings], [1, [undefined, { offset: 5 }]], 'read together');
    await vault.turnLockOn('1');
    equal((await (await g.door()).openIfFree()).at, 'locked', 'the lock is asked about');
    await fails(free.vault.list(['clock']), 'locked', 'nothing comes out under the old key');
  });

  it('changing the code needs the present one, and makes a new key', async (g) => {
    const door = await g.door();
    const vault = await door.create();
    await vault.add(exampleToken());
    await vault.turnLockOn('1111');
    const oldKey = await vault.exportKey();
    await fails(vault.changeCode('9999', '2222'), 'wrong-code', 'wrong present code');
    const longest = '01234567890123456789012345678901';
    await vault.changeCode('1111', longest);
    equal(await door.openWithKey(oldKey), null, 'the old key fits no more');
    await fails(door.openWithCode('1111'), 'wrong-code', 'the old code');
    equal((await (await door.openWithCode(longest)).list()).records.length, 1, 'the new code');
  });

  it('takes only 1 to 32 digits for a lock code', async (g) => {
    const vault = await g.vault();
    for (const code of ['', '123a', '１２３４', '012345678901234567890123456789012', ' 1']) {
      const error = await vault.turnLockOn(code).catch((reason: unknown) => reason);
      holds(error instanceof RangeError, 'refused');
    }
    equal([vault.hasLock, g.derivations.count], [false, 0], 'nothing happened');
  });

  it('makes the change again when another tab writes while the lock is being turned on', async (g) => {
    const one = await g.vault();
    await one.add(exampleToken());
    let writes = 0;
    let limit = 1;
    const door = await g.door({
      ...g.ports,
      crypto: hooked(g.ports.crypto, 'wrapKey', async () => {
        if (writes++ < limit) await one.add(exampleToken());
      }),
    });
    const two = await door.openWithDevice();
    limit = 99;
    await fails(two.turnLockOn('55555'), 'conflict', 'a tab that never stops writing');
    equal((await door.status()).at, 'device', 'nothing changed');
    limit = writes + 1;
    await two.turnLockOn('55555');
    const { records, quarantined } = await two.list();
    equal([records.length, quarantined.length], [writes, 0], 'every token came along');
  });

  it('does not open with the right code where the device key is another', async (g) => {
    const vault = await g.vault();
    await vault.turnLockOn('4711');
    const slot = await rawGet<Record<string, unknown>>(g.factory, 'slots', 'code');
    const { crypto } = g.ports;
    const exported = await crypto.subtle.exportKey('raw', slot['deviceKey'] as CryptoKey).catch(() => null);
    equal(exported, null, 'the device key cannot be taken out');
    const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    await rawPut(g.factory, 'slots', { ...slot, deviceKey }, 'code');
    await fails((await g.door()).openWithCode('4711'), 'wrong-code', 'on another device');
    await rawPut(g.factory, 'slots', slot, 'code');
    await (await g.door()).openWithCode('4711');
  });

  it('does not open by an old code slot that was put back, and counts the try', async (g) => {
    const vault = await g.vault();
    await vault.turnLockOn('1111');
    const old = await rawGet(g.factory, 'slots', 'code');
    await vault.changeCode('1111', '2222');
    await rawPut(g.factory, 'slots', old, 'code');
    await fails(vault.proveCode('1111'), 'wrong-code', 'of an open vault');
    const door = await g.door();
    await fails(door.openWithCode('1111'), 'wrong-code', 'at the door');
    equal(((await door.status()) as { failures: number }).failures, 2, 'counted');
  });

  it('refuses a slot with costs outside floor and cap, or broken, before deriving', async (g) => {
    const vault = await g.vault();
    await vault.turnLockOn('4711');
    g.derivations.count = 0;
    const slot = await rawGet<Record<string, unknown>>(g.factory, 'slots', 'code');
    const base = { memory: 19456, iterations: 2, parallelism: 1 };
    for (const cost of [
      { ...base, memory: 256 * 1024 + 1 },
      { ...base, iterations: 11 },
      { ...base, parallelism: 5 },
      { ...base, memory: 19455 },
      { ...base, iterations: 1 },
      { ...base, memory: '19456' },
      { ...base, iterations: Number.NaN },
      null,
    ]) {
      await rawPut(g.factory, 'slots', { ...slot, cost }, 'code');
      await fails((await g.door()).openWithCode('4711'), 'damaged', JSON.stringify(cost));
    }
    await rawPut(g.factory, 'slots', { ...slot, v: 2 }, 'code');
    await fails((await g.door()).openWithCode('4711'), 'newer', 'a slot of a later version');
    equal(g.derivations.count, 0, 'derivations');
  });

  it('opens with a key that a session kept, and with no other', async (g) => {
    const vault = await g.vault();
    await vault.add(exampleToken());
    await vault.turnLockOn('4711');
    const key = await vault.exportKey();
    const door = await g.door();
    const opened = await door.openWithKey(key);
    equal((await opened?.list())?.records.length, 1, 'right key');
    equal(opened?.hasLock, true, 'has lock');
    for (const wrong of [new Uint8Array(32), new Uint8Array(5), new Uint8Array(0)]) {
      equal(await door.openWithKey(wrong), null, 'wrong key');
    }
  });

  it('forgets the key when it is locked', async (g) => {
    const vault = await g.vault();
    const { id } = await vault.add(exampleToken());
    vault.lock();
    for (const work of [
      () => vault.list(),
      () => vault.add(exampleToken()),
      () => vault.replace(id, exampleToken()),
      () => vault.remove(id),
      () => vault.nextCounter(id),
      () => vault.deviceKeys('x'),
      () => vault.readSetting('x'),
      () => vault.exportKey(),
      () => vault.turnLockOn('1'),
      () => vault.merge({ add: [], counters: [] }),
      () => vault.counters(),
      () => vault.proveCode('1'),
      () => vault.dropPasskey(),
    ]) {
      await fails(work(), 'locked', 'after lock()');
    }
  });
}
