import type { AuthorityContext } from '../context.ts';
import type { RegistrationsTable } from '../store/schema.ts';
import { importAesKey, openUnder, sealUnder } from './envelope.ts';

const tokenKeyBinding = (institutionId: string, id: string) => ['fuda/token-key/1', institutionId, id];
const seedBinding = (institutionId: string, id: string) => ['fuda/seed/1', institutionId, id];

/** A fresh per-token key under the institution's key, and `seed` under it; both bound to tenant and registration. */
export async function sealSeed(
  ctx: AuthorityContext,
  institutionId: string,
  registrationId: string,
  seed: Uint8Array,
): Promise<{ token_key: Uint8Array; seed: Uint8Array }> {
  const tokenKey = ctx.random(32);
  const institutionKey = await ctx.keys.institutionKey(institutionId);
  return {
    token_key: await sealUnder(
      ctx.random,
      institutionKey,
      tokenKey,
      tokenKeyBinding(institutionId, registrationId),
    ),
    seed: await sealUnder(
      ctx.random,
      await importAesKey(tokenKey),
      seed,
      seedBinding(institutionId, registrationId),
    ),
  };
}

/** The seed's bytes; throws when the row was moved to another tenant or registration, or altered. */
export async function openSeed(
  ctx: AuthorityContext,
  row: Pick<RegistrationsTable, 'id' | 'institution_id' | 'token_key' | 'seed'>,
): Promise<Uint8Array> {
  const institutionKey = await ctx.keys.institutionKey(row.institution_id);
  const tokenKey = await openUnder(
    institutionKey,
    row.token_key,
    tokenKeyBinding(row.institution_id, row.id),
  );
  return openUnder(await importAesKey(tokenKey), row.seed, seedBinding(row.institution_id, row.id));
}
