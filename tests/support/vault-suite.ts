import { openDoor } from '../../core/vault/door.ts';
import { bodyMark, sealBody } from '../../core/vault/envelope.ts';
import { importVaultKey } from '../../core/vault/slots.ts';
import type { VaultDoor } from '../../core/vault/types.ts';
import { dump, evict, failPut, openRaw, rawGet, rawPut, restore } from './raw-database.ts';
import { collectCases, equal, fails, holds, hooked, type It, shape, type VaultCase } from './vault-case.ts';
import { mergeCases } from './vault-merge-cases.ts';
import { newKeyCases } from './vault-new-key-cases.ts';
import { passkeyCases } from './vault-passkey-cases.ts';
import { exampleToken, type TestVault } from './vault-ports.ts';

interface RawRecord {
  id: string;
  order: number;
  body: Uint8Array<ArrayBuffer>;
}

/** Every case, each over a database of its own from `make`. */
export function vaultSuite(make: () => Promise<TestVault>): VaultCase[] {
  return collectCases(make, (it) => {
    vaultCases(it);
    passkeyCases(it);
    mergeCases(it);
    newKeyCases(it);
  });
}

function vaultCases(it: It): void {
  it('keeps tokens over a restart, in their order', async ({ door }) => {
    const first = await door();
    equal(await first.status(), { at: 'new' }, 'status at first run');
    const vault = await first.create();
    const a = await vault.add(exampleToken({ tokenId: 'FUDA-0000-0001' }));
    const b = await vault.add(exampleToken({ tokenId: 'FUDA-0000-0002' }));
    const c = await vault.add(exampleToken({ tokenId: 'FUDA-0000-0003' }));
    await vault.reorder([c.id, a.id]);
    await vault.remove(a.id);
    await vault.replace(b.id, exampleToken({ displayName: '普段用' }));
    first.close();
    const again = await door();
    equal(await again.status(), { at: 'device' }, 'status after restart');
    const listing = await (await again.openWithDevice()).list();
    equal(
      listing.records.map(({ id, token }) => [id, token.displayName]),
      [
        [c.id, null],
        [b.id, '普段用'],
      ],
      'records',
    );
    equal(
      [listing.quarantined, listing.rolledBack, listing.readOnly],
      [[], false, false],
      'a sound vault says nothing',
    );
  });

  it('gives two tabs that begin at once one vault', async ({ door }) => {
    const doors = [await door(), await door()];
    const vaults = await Promise.all(doors.map((each) => each.create()));
    equal(vaults[0]!.id, vaults[1]!.id, 'vault id');
    const record = await vaults[0]!.add(exampleToken());
    equal((await vaults[1]!.list()).records[0]?.id, record.id, 'the other tab sees it');
  });

  it('leaves nothing of a token or a setting readable in the database', async (g) => {
    const vault = await g.vault();
    await vault.add(exampleToken());
    await vault.writeSetting('clock', { offset: 123456789 });
    const bytes = await dump(g.factory);
    const text = JSON.stringify(bytes, (_key, value) =>
      value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
    );
    for (const secret of ['c2VlZC', 'midori', 'FUDA-1234', '123456789']) {
      holds(!text.includes(secret), `${secret} is not in the database`);
    }
  });

  it('keeps settings, and forgets one that is set to undefined', async ({ door }) => {
    const first = await door();
    const vault = await first.create();
    equal(await vault.readSetting('theme'), undefined, 'before');
    await vault.writeSetting('theme', { name: 'dark', at: [1, null] });
    first.close();
    const again = await (await door()).openWithDevice();
    equal(await again.readSetting('theme'), { name: 'dark', at: [1, null] }, 'after a restart');
    await again.writeSetting('theme', undefined);
    equal(await again.readSetting('theme'), undefined, 'forgotten');
  });

  it('makes one non-extractable pair of each kind per name, whoever asks first', async (g) => {
    const one = await g.vault();
    const two = await (await g.door()).openWithDevice();
    const [a, b] = await Promise.all([one.deviceKeys('bank'), two.deviceKeys('bank')]);
    const { crypto } = g.ports;
    const spki = async (key: CryptoKey) =>
      Array.from(new Uint8Array(await crypto.subtle.exportKey('spki', key)));
    equal(await spki(a.proof.publicKey), await spki(b.proof.publicKey), 'proof key');
    equal(await spki(a.seal.publicKey), await spki(b.seal.publicKey), 'seal key');
    holds(
      JSON.stringify(await spki(a.seal.publicKey)) !== JSON.stringify(await spki(a.proof.publicKey)),
      'two pairs',
    );
    for (const key of [a.proof.privateKey, a.seal.privateKey, b.proof.privateKey]) {
      holds(!key.extractable, 'private key is not extractable');
    }
    const message = new Uint8Array([1, 2, 3]);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, b.proof.privateKey, message);
    holds(
      await crypto.subtle.verify(algorithm, a.proof.publicKey, signature, message),
      'a kept key still signs for the same pair',
    );
    await one.dropDeviceKeys('bank');
    const fresh = await one.deviceKeys('bank');
    holds(
      JSON.stringify(await spki(fresh.proof.publicKey)) !== JSON.stringify(await spki(a.proof.publicKey)),
      'dropped keys do not come back',
    );
  });

  it('quarantines a record with any one byte changed, and shows the others', async (g) => {
    const vault = await g.vault();
    const hurt = await vault.add(exampleToken());
    const sound = await vault.add(exampleToken({ tokenId: 'FUDA-0000-0002' }));
    const raw = await rawGet<RawRecord>(g.factory, 'records', hurt.id);
    for (let at = 0; at < raw.body.length; at++) {
      const body = new Uint8Array(raw.body);
      body[at]! ^= 1 + (at % 255);
      await rawPut(g.factory, 'records', { ...raw, body });
      const { records, quarantined } = await vault.list();
      equal([records.length, records[0]?.id, quarantined[0]?.id], [1, sound.id, hurt.id], `byte ${at}`);
    }
    for (const body of [raw.body.subarray(0, 20), new Uint8Array(0), 'text', undefined]) {
      await rawPut(g.factory, 'records', { ...raw, body });
      const { records, quarantined } = await vault.list();
      equal([records.length, quarantined[0]?.reason], [1, 'undecryptable'], 'a broken body');
    }
    await rawPut(g.factory, 'records', raw);
    equal((await vault.list()).records.length, 2, 'nothing was erased');
  });

  it('quarantines records whose bodies were exchanged, copied, or brought from another vault', async (g) => {
    const vault = await g.vault();
    const a = await vault.add(exampleToken());
    const b = await vault.add(exampleToken());
    const rawA = await rawGet<RawRecord>(g.factory, 'records', a.id);
    const rawB = await rawGet<RawRecord>(g.factory, 'records', b.id);
    await rawPut(g.factory, 'records', { ...rawA, body: rawB.body });
    await rawPut(g.factory, 'records', { ...rawB, body: rawA.body });
    await rawPut(g.factory, 'records', { ...rawA, id: '00000000-0000-4000-8000-000000000000' });
    const key = await importVaultKey(g.ports.crypto, await vault.exportKey());
    const foreign = await sealBody(g.ports.crypto, key!, 'another vault', 'x', new Uint8Array([123, 125]));
    await rawPut(g.factory, 'records', { id: 'x', order: 9, body: foreign });
    const { records, quarantined } = await vault.list();
    equal(
      [records.length, quarantined.map(({ reason }) => reason)],
      [0, Array(4).fill('undecryptable')],
      'all four',
    );
  });

  it('names what it cannot understand inside a record: malformed, or newer', async (g) => {
    const vault = await g.vault();
    const key = await importVaultKey(g.ports.crypto, await vault.exportKey());
    const put = async (id: string, order: number, text: string) => {
      const plain = new TextEncoder().encode(text);
      await rawPut(g.factory, 'records', {
        id,
        order,
        body: await sealBody(g.ports.crypto, key!, vault.id, id, plain),
      });
    };
    await put('a', 0, 'not json');
    await put('b', 1, JSON.stringify({ ...exampleToken(), seed: 7 }));
    await put('c', 2, JSON.stringify({ ...exampleToken(), v: 2 }));
    const body = new Uint8Array(100);
    body[0] = 2;
    await rawPut(g.factory, 'records', { id: 'd', order: 3, body });
    equal(
      (await vault.list()).quarantined.map(({ id, reason }) => `${id} ${reason}`),
      ['a malformed', 'b malformed', 'c newer', 'd newer'],
      'reasons',
    );
  });

  it('notices an older copy of the database put back, until that was read', async (g) => {
    const first = await g.door();
    const vault = await first.create();
    await vault.add(exampleToken());
    const old = await dump(g.factory);
    const second = await vault.add(exampleToken());
    await vault.nextCounter(second.id);
    await restore(g.factory, old);
    const reopened = await (await g.door()).openWithDevice();
    equal((await reopened.list()).rolledBack, true, 'notice');
    await reopened.writeSetting('x', 1);
    const later = await (await g.door()).openWithDevice();
    equal((await later.list()).rolledBack, true, 'a write alone does not end the notice');
    await later.acknowledgeRollback();
    equal((await later.list()).rolledBack, false, 'read');
    equal((await (await (await g.door()).openWithDevice()).list()).rolledBack, false, 'and over');
  });

  it('takes a counter that was set back for a rollback too', async (g) => {
    const vault = await g.vault();
    const { id } = await vault.add(exampleToken());
    const old = await dump(g.factory);
    await vault.nextCounter(id);
    await restore(g.factory, old);
    equal((await (await (await g.door()).openWithDevice()).list()).rolledBack, true, 'notice');
  });

  it('says nothing when the marker merely lags behind or is missing', async (g) => {
    const vault = await g.vault();
    const before = g.marker.value;
    await vault.add(exampleToken());
    for (const value of [before, null]) {
      g.marker.value = value;
      equal((await (await (await g.door()).openWithDevice()).list()).rolledBack, false, 'no notice');
      equal(g.marker.value?.generation, 2, 'the marker catches up');
    }
  });

  it('works without a marker that can be read or written', async (g) => {
    const no = () => Promise.reject(new Error('no'));
    const door = await g.door({ ...g.ports, marker: { read: no, write: no } });
    equal(await door.status(), { at: 'new' }, 'status');
    const vault = await door.create();
    await vault.add(exampleToken());
    equal((await vault.list()).records.length, 1, 'records');
    await door.destroy();
    equal(await door.status(), { at: 'new' }, 'erased');
  });

  it('tells a vault that is gone from a first run, and begins anew when asked', async (g) => {
    const first = await g.door();
    const vault = await first.create();
    await vault.add(exampleToken());
    first.close();
    await evict(g.factory);
    const again = await g.door();
    equal(await again.status(), { at: 'gone' }, 'status');
    await fails(again.openWithDevice(), 'gone', 'opening');
    const anew = await again.create();
    const listing = await anew.list();
    equal([listing.records.length, listing.rolledBack], [0, false], 'empty, without a notice');
    equal(g.marker.value?.vaultId, anew.id, 'marker');
  });

  it('tells an open tab that its vault was evicted or replaced', async (g) => {
    const vault = await g.vault();
    await restore(
      g.factory,
      (await dump(g.factory)).map((store) => ({ ...store, entries: [] })),
    );
    await fails(vault.list(), 'gone', 'listing');
    await fails(vault.add(exampleToken()), 'gone', 'adding');
  });

  it('says "refused" when IndexedDB is missing, throws, or answers with an error', async (g) => {
    const refusing = (open: () => unknown) => ({ ...g.ports, indexedDB: { open } as unknown as IDBFactory });
    await fails(
      openDoor({ ...g.ports, indexedDB: undefined as unknown as IDBFactory }),
      'refused',
      'missing',
    );
    await fails(
      openDoor(
        refusing(() => {
          throw new DOMException('no', 'SecurityError');
        }),
      ),
      'refused',
      'throws',
    );
    for (const [name, code] of [
      ['InvalidStateError', 'refused'],
      ['UnknownError', 'refused'],
      ['QuotaExceededError', 'full'],
    ] as const) {
      const ports = refusing(() => {
        const request = { error: new DOMException('no', name), onerror: () => undefined };
        queueMicrotask(() => request.onerror());
        return request;
      });
      await fails(openDoor(ports), code, name);
    }
  });

  it('says "blocked" when an older version does not let go', async (g) => {
    const ports = {
      ...g.ports,
      indexedDB: {
        open() {
          const request = { onblocked: () => undefined };
          queueMicrotask(() => request.onblocked());
          return request;
        },
      } as unknown as IDBFactory,
    };
    await fails(openDoor(ports), 'blocked', 'opening');
  });

  it('says "full" and keeps what was there when there is no space for a write', async (g) => {
    const vault = await g.vault();
    const kept = await vault.add(exampleToken());
    const before = await dump(g.factory);
    const writes: [string, () => Promise<unknown>][] = [
      ['add', () => vault.add(exampleToken())],
      ['replace', () => vault.replace(kept.id, exampleToken({ displayName: 'x' }))],
      ['setting', () => vault.writeSetting('x', 1)],
      ['counter', () => vault.nextCounter(kept.id)],
      ['keys', () => vault.deviceKeys('x')],
    ];
    for (const [name, write] of writes) {
      const fault = failPut(1, 'quota');
      try {
        await fails(write(), 'full', name);
      } finally {
        fault.undo();
      }
      equal(shape(await dump(g.factory)), shape(before), `${name} left everything as it was`);
    }
    equal(await vault.nextCounter(kept.id), 1, 'the counter goes on where it was');
  });

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

  it('never gives one counter to two tabs: 200 at once are 1 to 200', async (g) => {
    const one = await g.vault();
    const { id } = await one.add(
      exampleToken({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } }),
    );
    const two = await (await g.door()).openWithDevice();
    const counters = await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 ? one : two).nextCounter(id)),
    );
    equal(
      counters.sort((a, b) => a - b),
      Array.from({ length: 200 }, (_, i) => i + 1),
      'counters',
    );
    await one.remove(id);
    await fails(two.nextCounter(id), 'conflict', 'a removed record');
  });

  it('refuses to overwrite what another tab changed or removed', async (g) => {
    const one = await g.vault();
    const { id } = await one.add(exampleToken());
    const two = await (await g.door()).openWithDevice();
    await two.list();
    await one.replace(id, exampleToken({ displayName: 'one' }));
    await fails(two.replace(id, exampleToken({ displayName: 'two' })), 'conflict', 'changed elsewhere');
    await two.list();
    await two.replace(id, exampleToken({ displayName: 'two' }));
    equal((await one.list()).records[0]?.token.displayName, 'two', 'after reading again it goes through');
    await one.remove(id);
    await fails(two.replace(id, exampleToken()), 'conflict', 'removed elsewhere');
  });

  it('tells other tabs of a write', async (g) => {
    const one = await g.vault();
    const two = await (await g.door()).openWithDevice();
    let told = 0;
    const stop = two.onChange(() => told++);
    await one.add(exampleToken());
    equal(told, 1, 'told once');
    stop();
    await one.add(exampleToken());
    equal(told, 1, 'not after it stopped listening');
  });

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

  it('admits five wrong codes, then makes them wait before any key is derived', async (g) => {
    const { door, clock, derivations } = g;
    await (await g.vault()).turnLockOn('4711');
    derivations.count = 0;
    let locked = await door();
    for (let i = 1; i <= 5; i++) {
      await fails(locked.openWithCode('0000'), 'wrong-code', `try ${i}`);
      equal(
        (await locked.status()) as object,
        { at: 'locked', failures: i, waitUntil: i < 5 ? null : clock.now + 30_000, passkey: null },
        `after ${i}`,
      );
    }
    equal(derivations.count, 5, 'derivations');
    let seconds = 30;
    for (const expected of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      locked.close();
      locked = await door();
      equal(seconds, expected, 'wait in seconds');
      const before = derivations.count;
      clock.now += seconds * 1000 - 1;
      const error = (await fails(locked.openWithCode('4711'), 'wait', 'even the right code waits')) as {
        until: number;
      };
      equal([error.until, derivations.count], [clock.now + 1, before], 'until when, and nothing was derived');
      clock.now += 1;
      await fails(locked.openWithCode('0000'), 'wrong-code', 'the next try');
      seconds = ((await locked.status()) as { waitUntil: number }).waitUntil / 1000 - clock.now / 1000;
    }
    clock.now += seconds * 1000;
    await locked.openWithCode('4711');
    equal(
      await locked.status(),
      { at: 'locked', failures: 0, waitUntil: null, passkey: null },
      'a success starts anew',
    );
  });

  it('counts a try before deriving, so that stopping it half way gains nothing', async (g) => {
    await (await g.vault()).turnLockOn('4711');
    let failures = -1;
    const door = await g.door({
      ...g.ports,
      derive: async () => {
        failures = ((await (await g.door()).status()) as { failures: number }).failures;
        throw new Error('stopped');
      },
    });
    await door.openWithCode('4711').catch(() => undefined);
    equal(failures, 1, 'already counted when the derivation starts');
    equal(((await (await g.door()).status()) as { failures: number }).failures, 1, 'and still counted');
  });

  it('admits five of thirty wrong codes tried at once from two tabs', async (g) => {
    await (await g.vault()).turnLockOn('4711');
    g.derivations.count = 0;
    const doors = [await g.door(), await g.door()];
    const tries = Array.from({ length: 30 }, (_, i) => doors[i % 2]!.openWithCode(String(1000 + i)));
    const codes = (await Promise.allSettled(tries)).map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : 'open',
    );
    equal(
      [codes.filter((code) => code === 'wrong-code').length, codes.filter((code) => code === 'wait').length],
      [5, 25],
      'wrong and waiting',
    );
    equal(g.derivations.count, 5, 'derivations');
  });

  it('neither shortens a wait nor stretches it over years when the clock moves back', async (g) => {
    const { clock } = g;
    await (await g.vault()).turnLockOn('4711');
    const door = await g.door();
    for (let i = 0; i < 5; i++) await door.openWithCode('0').catch(() => undefined);
    clock.now -= 365 * 86_400_000;
    equal(
      await door.status(),
      { at: 'locked', failures: 5, waitUntil: clock.now + 30_000, passkey: null },
      'the whole wait, from now',
    );
    clock.now += 29_999;
    await fails(door.openWithCode('4711'), 'wait', 'a moment before');
    clock.now += 1;
    await door.openWithCode('4711');
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

  it('says "damaged" for a device slot or a head that cannot be read, and can begin anew', async (g) => {
    const first = await g.door();
    await first.create();
    const slot = await rawGet<{ wrapped: Uint8Array<ArrayBuffer> }>(g.factory, 'slots', 'device');
    const wrapped = new Uint8Array(slot.wrapped);
    wrapped[3]! ^= 1;
    await rawPut(g.factory, 'slots', { ...slot, wrapped }, 'device');
    await fails(first.openWithDevice(), 'damaged', 'slot');
    await rawPut(g.factory, 'head', { format: 'x' }, 'vault');
    await fails(first.status(), 'damaged', 'head');
    await first.destroy();
    const again = await g.door();
    equal(await again.status(), { at: 'new' }, 'after erasing');
    await again.create();
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

  it('opens a database of a newer version read-only', async (g) => {
    const first = await g.door();
    const vault = await first.create();
    const { id } = await vault.add(exampleToken());
    await vault.writeSetting('x', 1);
    first.close();
    (await openRaw(g.factory, 2)).close();
    await readOnly(await g.door(), id);
  });

  it('opens a vault of a newer format read-only', async (g) => {
    const first = await g.door();
    const vault = await first.create();
    const { id } = await vault.add(exampleToken());
    await vault.writeSetting('x', 1);
    const head = await rawGet<object>(g.factory, 'head', 'vault');
    await rawPut(g.factory, 'head', { ...head, format: 2 }, 'vault');
    await readOnly(await g.door(), id);
  });

  it('lets go of the database, and of the key, when a newer version opens it', async (g) => {
    const vault = await g.vault();
    await vault.add(exampleToken());
    let told = 0;
    vault.onChange(() => told++);
    const newer = await openRaw(g.factory, 2);
    equal([newer.version, told], [2, 1], 'the upgrade was not blocked, and the old tab was told');
    await fails(vault.list(), 'locked', 'the old tab');
    newer.close();
  });

  it('reopens a lost handle once, and says "lost" when it goes twice in a row', async (g) => {
    const handles: IDBDatabase[] = [];
    let break_ = false;
    const factory = new Proxy(g.factory, {
      get(target, name) {
        if (name !== 'open') return Reflect.get(target, name);
        return (...args: Parameters<IDBFactory['open']>) => {
          const request = target.open(...args);
          request.addEventListener('success', () => {
            handles.push(request.result);
            if (break_) request.result.close();
          });
          return request;
        };
      },
    });
    const vault = await (await g.door({ ...g.ports, indexedDB: factory })).create();
    await vault.add(exampleToken());
    handles.at(-1)!.close();
    await vault.add(exampleToken());
    equal([handles.length, (await vault.list()).records.length], [2, 2], 'reopened, nothing lost');
    break_ = true;
    handles.at(-1)!.close();
    await fails(vault.list(), 'lost', 'twice');
    break_ = false;
    equal((await vault.list()).records.length, 2, 'the next attempt may work again');
  });

  it('erases everything, the marker included', async (g) => {
    const door = await g.door();
    const vault = await door.create();
    await vault.add(exampleToken());
    await door.destroy();
    equal([await (await g.door()).status(), g.marker.value], [{ at: 'new' }, null], 'first run again');
    await fails(vault.list(), 'gone', 'the open vault');
  });

  async function readOnly(door: VaultDoor, id: string): Promise<void> {
    const vault = await door.openWithDevice();
    const listing = await vault.list();
    equal([listing.readOnly, listing.records.length, await vault.readSetting('x')], [true, 1, 1], 'reading');
    for (const work of [
      () => vault.add(exampleToken()),
      () => vault.replace(id, exampleToken()),
      () => vault.reorder([id]),
      () => vault.remove(id),
      () => vault.nextCounter(id),
      () => vault.writeSetting('x', 2),
      () => vault.deviceKeys('x'),
      () => vault.turnLockOn('1'),
      () => vault.merge({ add: [{ token: exampleToken(), given: 0 }], counters: [] }),
      () => vault.dropPasskey(),
    ]) {
      await fails(work(), 'newer', 'writing');
    }
    equal((await vault.list()).records.length, 1, 'still there');
  }
}
