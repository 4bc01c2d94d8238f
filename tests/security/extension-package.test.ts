import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../demo/build.ts';
import { type ZipEntry, zipFile } from '../../tools/zip-file.ts';

const AUTHORITY = 'https://authority.example';
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** Reads an archive by its central directory, as browsers do; knows only what is written here. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20))));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function run(script: string[], options: { cwd: string; authority?: string }): string {
  const { FUDA_AUTHORITY: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', ...script], {
    cwd: options.cwd,
    env: {
      ...env,
      NODE_ENV: 'production',
      ...(options.authority ? { FUDA_AUTHORITY: options.authority } : {}),
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout + stderr;
}

describe('a release for the stores', () => {
  let folder: string;
  const read = (name: string) => readFileSync(join(folder, `fuda-${version}-${name}.zip`));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fuda-zip-'));
    run(['zip', '--', '--to', folder], { cwd: ROOT, authority: AUTHORITY });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('speaks to the authority it was built for, and asks for nothing on this machine', () => {
    for (const browser of ['chrome', 'firefox']) {
      const files = unzip(read(browser));
      expect(JSON.parse(String(files.get('config.json')))).toEqual({ authority: AUTHORITY });
      const manifest = String(files.get('manifest.json'));
      expect(manifest).not.toMatch(/localhost|127\.0\.0\.1/u);
      expect(JSON.parse(manifest)).toMatchObject({ manifest_version: 3, version });
    }
  });

  it('holds the built extension and nothing else', () => {
    const names = [...unzip(read('chrome')).keys()];
    expect(names).toEqual(names.toSorted());
    const known =
      /^(?:manifest|config)\.json$|^(?:background|content-scripts\/fill)\.js$|^(?:page|popup)\.html$|^(?:chunks|assets)\/[\w.-]+\.(?:js|css)$|^icon\/\d+\.png$|^_locales\/(?:ja|en)\/messages\.json$/u;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
    expect([...unzip(read('firefox')).keys()]).toEqual(names);
  });

  it('is built again, byte for byte, from the sources that go with it, without being told more', () => {
    const sources = mkdtempSync(join(tmpdir(), 'fuda-sources-'));
    for (const [path, bytes] of unzip(read('firefox-sources'))) {
      mkdirSync(dirname(join(sources, path)), { recursive: true });
      writeFileSync(join(sources, path), bytes);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
    run(['build-for-amo'], { cwd: sources });
    const built = join(sources, '.output', 'release', 'firefox-mv3');
    for (const [path, bytes] of unzip(read('firefox')))
      expect(readFileSync(join(built, path)).equals(bytes), path).toBe(true);
    rmSync(sources, { recursive: true, force: true });
  }, 300_000);
});

describe('an archive', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is the same bytes for the same files, in whatever order they come', () => {
    const entries: ZipEntry[] = ['b/c.txt', 'a.json', 'b/a.txt'].map((path) => ({
      path,
      bytes: bytes(path),
    }));
    const archive = zipFile(entries);
    expect(zipFile(entries.toReversed())).toEqual(archive);
    expect([...unzip(Buffer.from(archive))].map(([path, file]) => [path, String(file)])).toEqual([
      ['a.json', 'a.json'],
      ['b/a.txt', 'b/a.txt'],
      ['b/c.txt', 'b/c.txt'],
    ]);
  });

  it.each(['../up', '/absolute', 'a//b', 'a/../b', 'a\\b', '', 'a/'])('holds no path like %j', (path) => {
    expect(() => zipFile([{ path, bytes: bytes('') }])).toThrow(RangeError);
  });

  it('holds no path twice', () => {
    const twice = [1, 2].map(() => ({ path: 'a', bytes: bytes('') }));
    expect(() => zipFile(twice)).toThrow(RangeError);
  });
});

it('refuses to pack a release that speaks to this machine', () => {
  expect(() => run(['zip'], { cwd: ROOT, authority: 'http://authority.localhost:4300' })).toThrow(
    'FUDA_AUTHORITY must be',
  );
});
