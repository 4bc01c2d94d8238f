import { dump } from './raw-database.ts';
import { equal, fails, holds, type It } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

/** What a vault is for: tokens, settings and keys are there again, in every tab. */
export function keepingCases(it: It): void {
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

  it('erases everything, the marker included', async (g) => {
    const door = await g.door();
    const vault = await door.create();
    await vault.add(exampleToken());
    await door.destroy();
    equal([await (await g.door()).status(), g.marker.value], [{ at: 'new' }, null], 'first run again');
    await fails(vault.list(), 'gone', 'the open vault');
  });
}
