import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorityOptions } from '../../authority/commands/environment.ts';
import { openAuthority } from '../../authority/context.ts';
import { listHardware } from '../../authority/registrations/hardware/list.ts';
import { policyOf } from '../support/authority-store.ts';
import { pskcFile } from '../support/pskc-file.ts';

const SERVICE = '10000001';
const KEY = randomBytes(32).toString('hex');
const SECRET = 'a secret of the delivery';
const tokens = ['A1', 'A2'].map((serial) => ({ serial, seed: new TextEncoder().encode(SECRET) }));

let directory: string;
let env: Record<string, string>;
let said = '';

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fuda-hardware-'));
  env = {
    FUDA_DATA: directory,
    FUDA_KEK: randomBytes(32).toString('base64'),
    FUDA_ADDRESS: 'http://127.0.0.1:8600',
    FUDA_APP_ADDRESS: 'http://app.localhost:8601',
  };
  write('policy.json', JSON.stringify(policyOf('aoba', SERVICE, { hardware: true })));
  expect((await command('load-policy', [join(directory, 'policy.json')])).code).toBe(0);
  const key = Buffer.from(KEY, 'hex');
  write('delivery.xml', pskcFile(tokens, { key, bits: 256 }));
  write('plain.xml', pskcFile([{ serial: 'P1', seed: new TextEncoder().encode(SECRET) }]));
  write('passphrase.xml', pskcFile([{ ...tokens[0]!, serial: 'W1' }], { passphrase: 'open sesame' }));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(directory, name), text);

function command(name: string, words: string[], more: Record<string, string> = {}) {
  const script = new URL(`../../authority/commands/${name}.ts`, import.meta.url).pathname;
  return new Promise<{ code: number; out: string }>((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env, ...more } };
    execFile(process.execPath, [script, ...words], options, (error, stdout, stderr) => {
      said += stdout + stderr;
      resolve({ code: error === null ? 0 : 1, out: (stdout + stderr).trim() });
    });
  });
}

const load = (file: string, more: Record<string, string> = {}, words: string[] = []) =>
  command(
    'load-hardware',
    [join(directory, file), '--institution', 'aoba', '--service', SERVICE, ...words],
    more,
  );

it('fills the stock from an encrypted file, and from the same file nothing twice', async () => {
  expect(await load('delivery.xml', { FUDA_PSKC_KEY: KEY })).toEqual({
    code: 0,
    out: '2 new in stock, 0 known already.',
  });
  expect((await load('delivery.xml', { FUDA_PSKC_KEY: KEY })).out).toBe('0 new in stock, 2 known already.');
  const opened = await load('passphrase.xml', { FUDA_PSKC_PASSPHRASE: 'open sesame' });
  expect(opened.out).toBe('1 new in stock, 0 known already.');
  const ctx = await openAuthority(authorityOptions(env));
  const { hardware } = await listHardware(ctx, { institutionId: 'aoba' });
  await ctx.close();
  expect(hardware.map(({ serial, state }) => [serial, state])).toEqual([
    ['A1', 'stocked'],
    ['A2', 'stocked'],
    ['W1', 'stocked'],
  ]);
});

it('refuses secrets in the clear unless told to take them', async () => {
  expect(await load('plain.xml')).toEqual({ code: 1, out: 'key 1: a secret is not encrypted' });
  expect(await load('plain.xml', {}, ['--allow-plain'])).toEqual({
    code: 0,
    out: '1 new in stock, 0 known already.',
  });
});

it('says in one line what is wrong, and never what would open anything', async () => {
  const wrong = randomBytes(32).toString('hex');
  const answers = [
    await load('delivery.xml'),
    await load('delivery.xml', { FUDA_PSKC_KEY: wrong }),
    await load('delivery.xml', { FUDA_PSKC_KEY: `${KEY}x` }),
    await load('passphrase.xml', { FUDA_PSKC_PASSPHRASE: 'open barley' }),
    await load('delivery.xml', { FUDA_PSKC_KEY: KEY }, ['--unknown']),
    await command('load-hardware', [join(directory, 'delivery.xml')], { FUDA_PSKC_KEY: KEY }),
    await command(
      'load-hardware',
      [join(directory, 'delivery.xml'), '--institution', 'nobody', '--service', SERVICE],
      { FUDA_PSKC_KEY: KEY },
    ),
  ];
  for (const { code, out } of answers) {
    expect(code).toBe(1);
    expect(out.split('\n')).toHaveLength(1);
  }
  for (const secret of [KEY, wrong, 'sesame', 'barley', SECRET, Buffer.from(SECRET).toString('base64')]) {
    expect(said).not.toContain(secret);
  }
});
