import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT } from './build.ts';

/** Writes the authority's address (an origin) into a built extension's `config.json`. */
export async function pointExtensionAt(authority: string, folder: string = BUILT.extension): Promise<void> {
  await writeFile(join(folder, 'config.json'), `${JSON.stringify({ authority })}\n`);
}
