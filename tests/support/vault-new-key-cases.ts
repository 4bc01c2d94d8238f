import type { Vault, VaultPorts } from '../../core/vault/types.ts';
import { rawGet, rawPut } from './raw-database.ts';
import { equal, fails, type Ground, hooked, type It, type RawRecord, slotKinds } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

const named = (displayName: string) => exampleToken({ displayName });
const namesOf = async (vault: Vault) => {
  const { records, quarantined } = await vault.list();
  return [records.map(({ token }) => token.displayName), quarantined.length];
};

type Method = Parameters<typeof hooked>[1];

/** A vault whose next call of `method` is preceded, once, by what `meanwhile` holds then; without Web Locks. */
async function interrupted(g: Ground, method: Method) {
  const trap: { meanwhile: (() => unknown) | null; calls: number } = { meanwhile: null, calls: 0 };
  const crypto = hooked(g.ports.crypto, method, async () => {
    trap.calls++;
    const { meanwhile } = trap;
    trap.meanwhile = null;
    await meanwhile?.();
  });
  const { locks: _none, ...rest } = g.ports;
  const ports: VaultPorts = { ...rest, crypto };
  return { trap, vault: await (await g.door(ports)).create() };
}

/** A new vault key, or none at all, while one handle is at work; and what it need not decrypt again. */
export function newKeyCases(it: It): void {
  it('seals again what was being written while its own handle changed the key', async (g) => {
    const { trap, vault } = await interrupted(g, 'encrypt');
    const { id } = await vault.add(named('first'));
    let code = 0;
    const turnOver = () =>
      code++ ? vault.changeCode(String(code - 1), String(code)) : vault.turnLockOn('1');
    const writes: (() => Promise<unknown>)[] = [
      () => vault.add(named('second')),
      () => vault.replace(id, named('replaced')),
      () => vault.writeSetting('x', 'kept'),
      () => vault.merge({ add: [{ token: named('merged'), given: 0 }], counters: [] }),
    ];
    for (const write of writes) {
      trap.meanwhile = turnOver;
      await write();
    }
    equal(code, writes.length, 'the key was changed each time');
    equal(await namesOf(vault), [['replaced', 'second', 'merged'], 0], 'nothing is lost');
    equal(await vault.readSetting('x'), 'kept', 'the setting');
    equal(
      await namesOf(await (await g.door()).openWithCode(String(code))),
      [['replaced', 'second', 'merged'], 0],
      'later',
    );
  });

  it('puts the present key into a slot, also when it changed while the slot was being made', async (g) => {
    const { trap, vault } = await interrupted(g, 'wrapKey');
    await vault.add(named('first'));
    await vault.turnLockOn('1');
    const hint = { credentialId: new Uint8Array(8), salt: new Uint8Array(32) };
    trap.meanwhile = () => vault.changeCode('1', '2');
    await vault.addPasskey(hint, new Uint8Array(32));
    equal(await slotKinds(g.factory), ['code', 'passkey'], 'both slots');
    const opened = await (await g.door()).openWithPasskey(new Uint8Array(32));
    equal(await namesOf(opened), [['first'], 0], 'the passkey opens the new key');
    trap.meanwhile = () => vault.changeCode('2', '3');
    await vault.turnLockOff('2');
    equal(await slotKinds(g.factory), ['device'], 'the device slot');
    equal(await namesOf(await (await g.door()).openWithDevice()), [['first'], 0], 'and so does the device');
  });

  it('lists what it read under the key of that moment', async (g) => {
    const { trap, vault } = await interrupted(g, 'decrypt');
    await vault.add(named('first'));
    await vault.writeSetting('x', 'kept');
    trap.meanwhile = () => vault.turnLockOn('1');
    equal(await namesOf(vault), [['first'], 0], 'the key changed during a listing');
    trap.meanwhile = () => vault.changeCode('1', '2');
    equal(await vault.readSetting('x'), 'kept', 'or during the reading of a setting');
    equal(await namesOf(vault), [['first'], 0], 'and afterwards');
  });

  it('stays locked when it is locked while a new key is being made, or a listing opened', async (g) => {
    const { trap, vault } = await interrupted(g, 'decrypt');
    await vault.add(named('first'));
    trap.meanwhile = () => vault.lock();
    await fails(vault.list(), 'locked', 'a listing');
    const again = await (await g.door()).openWithDevice();
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      again.lock();
      return put.apply(this, args);
    };
    await again.turnLockOn('1').finally(() => {
      IDBObjectStore.prototype.put = put;
    });
    await fails(again.list(), 'locked', 'the handle');
    await fails(again.exportKey(), 'locked', 'its key');
    equal(await namesOf(await (await g.door()).openWithCode('1')), [['first'], 0], 'the lock is on');
  });

  it('decrypts again only what changed since it last looked, whoever changed it', async (g) => {
    const { trap, vault } = await interrupted(g, 'decrypt');
    for (const name of ['a', 'b', 'c']) await vault.add(named(name));
    const looking = async () => {
      trap.calls = 0;
      return [...(await namesOf(vault)), trap.calls];
    };
    equal(await looking(), [['a', 'b', 'c'], 0, 3], 'first');
    equal(await looking(), [['a', 'b', 'c'], 0, 0], 'unchanged');
    const { records } = await vault.list();
    await vault.replace(records[1]!.id, named('mine'));
    equal(await looking(), [['a', 'mine', 'c'], 0, 1], 'changed here');
    const other = await (await g.door()).openWithDevice();
    await other.replace(records[0]!.id, named('theirs'));
    await other.remove(records[2]!.id);
    await other.add(named('new'));
    equal(await looking(), [['theirs', 'mine', 'new'], 0, 2], 'changed elsewhere');
    await vault.reorder([records[1]!.id]);
    equal(await looking(), [['mine', 'theirs', 'new'], 0, 0], 'only put in another order');
    const raw = await rawGet<RawRecord>(g.factory, 'records', records[0]!.id);
    const body = new Uint8Array(raw.body);
    body[body.length >> 1]! ^= 1;
    await rawPut(g.factory, 'records', { ...raw, body });
    equal(await looking(), [['mine', 'new'], 1, 1], 'one bit changed behind its back');
    await rawPut(g.factory, 'records', raw);
    equal(await looking(), [['mine', 'theirs', 'new'], 0, 1], 'and put right');
    await vault.turnLockOn('1');
    equal(await looking(), [['mine', 'theirs', 'new'], 0, 3], 'under a new key');
  });
}
