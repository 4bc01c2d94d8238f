/** A process that issues, activates and starts tokens without end, and prints each customer it is done with. */
import { writeSync } from 'node:fs';
import { openAuthority } from '../../authority/context.ts';
import { random, type Store, settings, tokenInUse } from './authority-store.ts';
import { manualClock } from './clock.ts';

const { DATABASE, KEK, ROUND } = process.env;
const clock = manualClock();
const path = DATABASE ?? '';
const kek = new Uint8Array(Buffer.from(KEK ?? '', 'hex'));
const ctx = await openAuthority({ databasePath: path, kek, clock, random, settings });
const store: Store = { ctx: { ...ctx }, clock, path, kek, close: () => ctx.close() };
for (let n = 0; ; n += 1) {
  const customer = `round-${ROUND}-${n}`;
  await tokenInUse(store, customer);
  writeSync(1, `${customer}\n`);
}
