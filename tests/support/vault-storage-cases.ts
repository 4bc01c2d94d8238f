import { openDoor } from '../../core/vault/door.ts';
import type { VaultDoor } from '../../core/vault/types.ts';
import { dump, failPut, openRaw, rawGet, rawPut } from './raw-database.ts';
import { equal, fails, type It, shape } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

/** IndexedDB as it is in the field: refused, blocked, full, newer, or gone under one's feet. */
export function storageCases(it: It): void {
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

  it('says "lost", and changes nothing, when the storage breaks under a read or a write', async (g) => {
    const vault = await g.vault();
    await vault.add(exampleToken());
    const before = await dump(g.factory);
    const fault = failPut(1, 'abort');
    try {
      await fails(vault.add(exampleToken()), 'lost', 'a write that is ended');
    } finally {
      fault.undo();
    }
    equal(shape(await dump(g.factory)), shape(before), 'as it was');
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = () => {
      throw new DOMException('internal error', 'UnknownError');
    };
    try {
      await fails(vault.list(), 'lost', 'a read that fails');
    } finally {
      IDBObjectStore.prototype.get = get;
    }
    equal((await vault.list()).records.length, 1, 'the next attempt may work again');
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
