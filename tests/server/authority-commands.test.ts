import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { policyOf } from '../support/authority-store.ts';
import { rpCall } from '../support/device.ts';

const COMMANDS = new URL('../../authority/commands/', import.meta.url).pathname;
const BANK = 'yamabuki';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority({ policy: policyOf(BANK, '10000001') });
});
afterAll(() => house.close());

/** Runs a command in a process of its own, with the authority's environment unless told otherwise. */
function command(name: string, words: string[] = [], env: Record<string, string> = house.environment) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    execFile(process.execPath, [`${COMMANDS}${name}.ts`, ...words], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, out: stdout.trim(), err: stderr.trim() });
    });
  });
}
const inData = (name: string) => join(house.environment['FUDA_DATA'] ?? '', name);
const statusWith = async (credential: string) =>
  (await rpCall(house, 'GET', '/registrations', undefined, { credential })).status;

describe('the credentials’ commands', () => {
  it('exchange one for another without a pause, and never print a secret twice', async () => {
    const first = house.credential;
    const second = (await command('add-credential', [BANK])).out;
    expect([await statusWith(first), await statusWith(second)]).toEqual([200, 200]);

    const [firstId, secondId] = [first, second].map((credential) => credential.split('_')[1] ?? '');
    // The secret is base64url and may hold or begin with _ itself.
    const secrets = [first, second].map((credential) => credential.slice(`fuda_${firstId}_`.length));
    expect(await command('revoke-credential', [BANK, firstId!])).toEqual({
      code: 0,
      out: 'The credential is revoked.',
      err: '',
    });
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);

    const { out } = await command('list-credentials', [BANK]);
    const lines = out.split('\n').sort();
    expect(lines).toHaveLength(2);
    const time = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
    expect(lines.find((line) => line.startsWith(firstId!))).toMatch(
      new RegExp(`^${firstId}  added ${time}  revoked ${time}$`),
    );
    expect(lines.find((line) => line.startsWith(secondId!))).toMatch(
      new RegExp(`^${secondId}  added ${time}  valid$`),
    );
    for (const secret of secrets) {
      expect(secret).toHaveLength(43);
      expect(out).not.toContain(secret);
    }
  });

  it('take the whole text of one too, and repeat nothing of it when it is not valid', async () => {
    const { out: credential } = await command('add-credential', [BANK]);
    expect((await command('revoke-credential', [BANK, credential])).code).toBe(0);
    const again = await command('revoke-credential', [BANK, credential]);
    expect(again).toEqual({ code: 1, out: '', err: 'no such credential that is valid' });
    expect(await statusWith(credential)).toBe(401);
  });

  it('know no institution but those with a policy', async () => {
    const refused = { code: 1, out: '', err: 'no such institution' };
    expect(await command('list-credentials', ['nobody'])).toEqual(refused);
    expect((await command('revoke-credential', ['nobody', '0'.repeat(32)])).code).toBe(1);
  });
});

describe('every command', () => {
  const names = readdirSync(COMMANDS)
    .map((file) => file.replace('.ts', ''))
    .filter((name) => /^(add|list|load|revoke|verify)-/.test(name));

  it('says with --help how it is called, without an environment', async () => {
    const answers = await Promise.all(names.map((name) => command(name, ['--help'], {})));
    for (const [index, { code, out, err }] of answers.entries()) {
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const usage = `^usage: npx node authority/commands/${names[index]}\\.ts [A-Z[]`;
      expect(out.split('\n')[0]).toMatch(new RegExp(usage));
    }
  });

  it('says so too when its words are too few or too many', async () => {
    const [few, many] = await Promise.all([
      command('revoke-credential', [BANK], {}),
      command('list-credentials', [BANK, 'more'], {}),
    ]);
    const usage = (words: string) => ({
      code: 1,
      out: '',
      err: `usage: npx node authority/commands/${words}`,
    });
    expect(few).toEqual(usage('revoke-credential.ts INSTITUTION ID'));
    expect(many).toEqual(usage('list-credentials.ts INSTITUTION'));
  });

  it('says in a sentence which file it cannot read', async () => {
    const nowhere = inData('nowhere');
    writeFileSync(inData('text.json'), 'not: json');
    const [policy, heads, text] = await Promise.all([
      command('load-policy', [nowhere]),
      command('verify-audit', [nowhere]),
      command('load-policy', [inData('text.json')]),
    ]);
    const missing = { code: 1, out: '', err: `${nowhere} cannot be read: there is no such file` };
    expect([policy, heads]).toEqual([missing, missing]);
    expect(text.err).toBe(`${inData('text.json')} is not JSON`);
  });
});
