import { type AuthorityContext, openAuthority } from '../context.ts';
import { authorityOptions, openToOthers } from './environment.ts';

/** What a command is called with, and what for. */
export interface Command {
  /** As it is typed after the file's name. */
  name: string;
  /** `INSTITUTION [FILE]`: the words it takes. */
  words: string;
  /** How many words it needs, and how many it takes. */
  least: number;
  most: number;
  /** A sentence. */
  does: string;
}

/** How `command` is typed. */
export const usageOf = ({ name, words }: Pick<Command, 'name' | 'words'>): string =>
  `usage: npx node authority/commands/${name}.ts ${words}`;

/**
 * Runs a command on the authority that the environment names, prints what it answers and closes. An error
 * is one line on standard error and exit code 1. `--help`, or words that do not fit, print the usage before
 * anything is opened.
 */
export async function runCommand(
  command: Command,
  work: (ctx: AuthorityContext, words: string[]) => Promise<string>,
): Promise<void> {
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) {
    console.log(
      `${usageOf(command)}\n${command.does}\nIts settings: docs/protocol.md, "Running an authority".`,
    );
    return;
  }
  try {
    if (words.length < command.least || words.length > command.most) throw new Error(usageOf(command));
    const { directory, ...options } = authorityOptions(process.env);
    const warning = openToOthers(directory);
    if (warning) console.error(warning);
    const ctx = await openAuthority(options);
    try {
      console.log(await work(ctx, words));
    } finally {
      await ctx.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'failed');
    process.exitCode = 1;
  }
}
