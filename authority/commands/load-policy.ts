import { loadPolicy } from '../institutions/policy.ts';
import { readPolicyFile } from './policy-file.ts';
import { runCommand } from './run.ts';

/** `npx node authority/commands/load-policy.ts FILE [LOGIN-ORIGIN…]` puts a policy into force. */
await runCommand(
  {
    name: 'load-policy',
    words: 'FILE [LOGIN-ORIGIN…]',
    least: 1,
    most: Number.POSITIVE_INFINITY,
    does: "Puts a policy into force. Origins, when given, take the place of every service's own.",
  },
  async (ctx, [file = '', ...loginOrigins]) => {
    await loadPolicy(ctx, await readPolicyFile(file, loginOrigins));
    return 'The policy is in force.';
  },
);
