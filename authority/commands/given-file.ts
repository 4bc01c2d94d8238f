import { readFile } from 'node:fs/promises';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be read',
};

/** The bytes of a file that was named on the command line. Throws a sentence when it cannot be read. */
export async function readGivenFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be read: ${WHY[code] ?? (code || 'unknown reason')}`, { cause });
  }
}
