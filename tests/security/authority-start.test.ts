import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const KEK = Buffer.alloc(32, 7).toString('base64');
const POLICY = 'bank/institutions/midori/token-policy.json';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'fuda-start-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a script of the authority with only these settings; resolves when it has ended. */
function run(
  script: string,
  words: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(ROOT, 'node_modules/.bin/node'), [`authority/${script}`, ...words], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        FUDA_DATA: directory,
        FUDA_ADDRESS: 'http://authority.localhost:8600',
        FUDA_APP_ADDRESS: 'http://app.localhost:8601',
        SMTP_URL: 'smtp://127.0.0.1:1',
        ...env,
      },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('an authority’s environment', () => {
  it('must hold the key-encryption key, and a well-formed one', async () => {
    const missing = await run('main.ts', [], {});
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('FUDA_KEK');
    const malformed = await run('main.ts', [], { FUDA_KEK: 'secret-but-short' });
    expect(malformed.code).toBe(1);
    expect(malformed.err).not.toContain('secret-but-short');
  });

  it('loads a policy, adds a credential and checks the audit log by command', async () => {
    const env = { FUDA_KEK: KEK };
    const unfilled = await run('commands/load-policy.ts', [POLICY], env);
    expect(unfilled.code).toBe(1);
    expect(unfilled.err).toContain('loginOrigins');
    const loaded = await run('commands/load-policy.ts', [POLICY, 'http://midori.localhost:8610'], env);
    expect(loaded).toMatchObject({ code: 0, err: '' });
    const added = await run('commands/add-credential.ts', ['midori'], env);
    expect(added.out.trim()).toMatch(/^fuda_[0-9a-f]{32}_[\w-]{43}$/);
    expect((await run('commands/add-credential.ts', ['nobody'], env)).code).toBe(1);
    const verified = await run('commands/verify-audit.ts', [], env);
    expect(verified.out).toContain('sound: 2 rows');
  });

  it('must hold the key the database was made with', async () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    const refused = await run('main.ts', [], { FUDA_KEK: other, PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('not the one');
  });
});
