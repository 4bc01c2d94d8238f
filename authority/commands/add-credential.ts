import { addCredential } from '../institutions/credentials.ts';
import { runCommand } from './run.ts';

/** `node authority/commands/add-credential.ts INSTITUTION` prints a new credential, this once. */
await runCommand(async (ctx, [institutionId]) => {
  if (!institutionId) throw new Error('usage: add-credential INSTITUTION');
  return addCredential(ctx, institutionId);
});
