import { loadPolicy } from '../institutions/policy.ts';
import { readPolicyFile } from './policy-file.ts';
import { runCommand } from './run.ts';

/** `node authority/commands/load-policy.ts FILE [LOGIN-ORIGIN…]` puts a policy into force. */
await runCommand(async (ctx, [file, ...loginOrigins]) => {
  if (!file) throw new Error('usage: load-policy FILE [LOGIN-ORIGIN…]');
  await loadPolicy(ctx, await readPolicyFile(file, loginOrigins));
  return 'The policy is in force.';
});
