import { revokeCredential } from '../institutions/credentials.ts';
import { runCommand } from './run.ts';

/** `npx node authority/commands/revoke-credential.ts INSTITUTION ID` ends a credential, from the next call on. */
await runCommand(
  {
    name: 'revoke-credential',
    words: 'INSTITUTION ID',
    least: 2,
    most: 2,
    does: 'Ends a credential from the next call on. Its ID is what stands between the two _ (fuda_ID_…).',
  },
  async (ctx, [institutionId = '', credential = '']) => {
    await revokeCredential(ctx, institutionId, credential);
    return 'The credential is revoked.';
  },
);
