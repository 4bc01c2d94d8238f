import { type AuthorityContext, openAuthority } from '../context.ts';
import { authorityOptions } from './environment.ts';

/**
 * Runs a command on the authority that the environment names, prints what it answers and closes. An error
 * is one line on standard error and exit code 1.
 */
export async function runCommand(
  work: (ctx: AuthorityContext, words: string[]) => Promise<string>,
): Promise<void> {
  try {
    const ctx = await openAuthority(authorityOptions(process.env));
    try {
      console.log(await work(ctx, process.argv.slice(2)));
    } finally {
      await ctx.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'failed');
    process.exitCode = 1;
  }
}
