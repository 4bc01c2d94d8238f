import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  authorityOptions,
  dataDirectory,
  openToOthers,
  readOrigin,
} from '../../../authority/commands/environment.ts';
import { openAuthority } from '../../../authority/context.ts';

describe('an authority’s address', () => {
  const read = (value: string) => readOrigin({ FUDA_ADDRESS: value }, 'FUDA_ADDRESS');

  it.each([
    'https://authority.example',
    'https://authority.example:8443',
    'http://localhost:8600',
    'http://authority.localhost:8600',
    'http://127.0.0.1:8600',
    'http://127.8.0.1',
    'http://[::1]:8600',
  ])('may be %s', (value) => expect(read(value)).toBe(value));

  it.each([
    'http://authority.example',
    'http://192.168.0.5:8600',
    'http://localhost.example',
    'http://notlocalhost',
    'http://127.0.0.1.example',
    'ftp://authority.example',
  ])('is refused when codes would travel in the clear: %s', (value) => {
    expect(() => read(value)).toThrow(
      /^FUDA_ADDRESS must be the https: origin that customers reach; http: is/,
    );
  });

  it.each(['https://authority.example/', 'https://authority.example/api', 'authority.example', 'null'])(
    'is refused when it is no origin: %s',
    (value) => expect(() => read(value)).toThrow(/^FUDA_ADDRESS must be an origin: https:/),
  );
});

describe.skipIf(process.platform === 'win32')('what lies in the data directory', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'fuda-rights-'));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const open = (directory: string) =>
    openAuthority(
      authorityOptions({
        FUDA_DATA: directory,
        FUDA_KEK: Buffer.alloc(32, 7).toString('base64'),
        FUDA_ADDRESS: 'https://authority.example',
        FUDA_APP_ADDRESS: 'https://app.example',
      }),
    );

  it('is for its owner’s eyes only, the write-ahead log too, even in a directory that is not', async () => {
    const directory = join(parent, 'open');
    mkdirSync(directory);
    chmodSync(directory, 0o755);
    const before = process.umask(0);
    try {
      const authority = await open(directory);
      const files = readdirSync(directory);
      expect(files.sort()).toEqual(['authority.sqlite', 'authority.sqlite-shm', 'authority.sqlite-wal']);
      for (const file of files) expect(`${file} ${rights(join(directory, file))}`).toBe(`${file} 600`);
      await authority.close();
    } finally {
      process.umask(before);
    }
    expect(rights(directory)).toBe('755');
  });

  it('is left with the rights it has when it is there already', async () => {
    writeFileSync(join(parent, 'authority.sqlite'), '');
    chmodSync(join(parent, 'authority.sqlite'), 0o640);
    await (await open(parent)).close();
    expect(rights(join(parent, 'authority.sqlite'))).toBe('640');
  });

  it('is told of in a sentence while others may look in, and not in a directory made here', () => {
    const made = join(parent, 'made');
    expect(openToOthers(dataDirectory({ FUDA_DATA: made }))).toBeNull();
    chmodSync(made, 0o750);
    expect(openToOthers(dataDirectory({ FUDA_DATA: made }))).toContain(`chmod 700 ${made}`);
    expect(rights(made)).toBe('750');
  });
});
