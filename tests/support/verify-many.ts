/** A second process on the same database: verifies one code many times at once and prints the outcomes. */
import { openAuthority } from '../../authority/context.ts';
import { verify } from '../../authority/registrations/verify.ts';
import { BANK, random, settings } from './authority-store.ts';

const { DATABASE, KEK, NOW, ID, CODE, TIMES } = process.env;
const ctx = await openAuthority({
  databasePath: DATABASE ?? '',
  kek: new Uint8Array(Buffer.from(KEK ?? '', 'hex')),
  clock: () => Number(NOW),
  random,
  settings,
});
const answers = await Promise.all(
  Array.from({ length: Number(TIMES) }, () =>
    verify(ctx, { institutionId: BANK, id: ID ?? '', code: CODE ?? '' }),
  ),
);
console.log(JSON.stringify(answers.map((answer) => answer.outcome)));
await ctx.close();
