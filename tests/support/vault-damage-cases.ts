import { sealBody } from '../../core/vault/envelope.ts';
import { importVaultKey } from '../../core/vault/slots.ts';
import { dump, evict, rawGet, rawPut, restore } from './raw-database.ts';
import { equal, fails, type It, type RawRecord } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

/** A database that was changed behind the vault's back, put back, or lost. */
export function damageCases(it: It): void {
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
}
