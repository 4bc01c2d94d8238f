import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret of the demonstration: made once, then read again from a file that only its owner may read. */
export async function keptSecret(file: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const made = await make();
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** A key of 256 bits, made once and kept in `file`. */
export async function keptKey(file: string): Promise<Uint8Array> {
  const key = await keptSecret(file, async () => randomBytes(32).toString('base64url'));
  return new Uint8Array(Buffer.from(key, 'base64url'));
}

/**
 * The demonstration's key-encryption key, in a file of its own beside the databases. A real authority takes
 * it from `FUDA_KEK` and never from its own disk (docs/keys.md).
 */
export const demoKey = (dataDirectory: string): Promise<Uint8Array> =>
  keptKey(join(dataDirectory, 'demo-kek'));
