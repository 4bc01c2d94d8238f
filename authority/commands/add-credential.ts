import { addCredential } from '../institutions/credentials.ts';
import { runCommand } from './run.ts';

/** `npx node authority/commands/add-credential.ts INSTITUTION` prints a new credential, this once. */
await runCommand(
  {
    name: 'add-credential',
    words: 'INSTITUTION',
    least: 1,
    most: 1,
    does: "Makes a credential for the institution's servers and prints it, this once.",
  },
  (ctx, [institutionId = '']) => addCredential(ctx, institutionId),
);
