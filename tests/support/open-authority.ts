/** A process that opens the authority's database, making it if need be, and prints its signing key's name. */
import { openAuthority } from '../../authority/context.ts';
import { random, settings } from './authority-store.ts';

const { DATABASE, KEK } = process.env;
const ctx = await openAuthority({
  databasePath: DATABASE ?? '',
  kek: new Uint8Array(Buffer.from(KEK ?? '', 'hex')),
  clock: () => 1,
  random,
  settings,
});
console.log(ctx.keys.signing.kid);
await ctx.close();
