import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The demonstration's key-encryption key: made once, in a file of its own beside the databases. A real
 * authority takes it from `FUDA_KEK` and never from its own disk (docs/keys.md).
 */
export async function demoKey(dataDirectory: string): Promise<Uint8Array> {
  const file = join(dataDirectory, 'demo-kek');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return new Uint8Array(Buffer.from(kept.trim(), 'base64url'));
  const made = randomBytes(32);
  await writeFile(file, `${made.toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return new Uint8Array(made);
}
