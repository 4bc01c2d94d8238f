import { listCredentials } from '../institutions/credentials.ts';
import { runCommand } from './run.ts';

const day = (at: number) => new Date(at).toISOString();

/** `npx node authority/commands/list-credentials.ts INSTITUTION` prints a line for each: ID, times, no secret. */
await runCommand(
  {
    name: 'list-credentials',
    words: 'INSTITUTION',
    least: 1,
    most: 1,
    does: "Prints the IDs of the institution's credentials, oldest first: when each was added, and revoked.",
  },
  async (ctx, [institutionId = '']) => {
    const credentials = await listCredentials(ctx, institutionId);
    if (credentials.length === 0) return 'There is no credential.';
    return credentials
      .map(
        ({ id, addedAt, revokedAt }) =>
          `${id}  added ${day(addedAt)}  ${revokedAt === null ? 'valid' : `revoked ${day(revokedAt)}`}`,
      )
      .join('\n');
  },
);
