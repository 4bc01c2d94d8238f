/**
 * `npm run zip`: the packages for the stores, in `.output/` (or `--to FOLDER`): one for Chrome and Edge, one for
 * Firefox, and the sources from which Mozilla's reviewers build that one. `FUDA_AUTHORITY` names the authority
 * that the released extension speaks to; without it the packages are the demonstration's and are named so.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BUILT, ensureBuilt, ROOT } from '../demo/build.ts';
import { releaseAuthority } from '../extension/manifest.ts';
import { filesUnder, type ZipEntry, zipFile } from './zip-file.ts';

/** What the extension is built from; `RELEASE_FILE` beside it says for which authority. */
const SOURCES = [
  'core',
  'extension',
  'wxt.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'docs/releasing.md',
];
const RELEASE_FILE = 'release.json';

/** A store's package never speaks to, or asks for, anything on this machine. */
async function refuseLoopback(folder: string): Promise<void> {
  for (const file of ['manifest.json', 'config.json'])
    if (/localhost|127\.0\.0\.1/u.test(await readFile(join(folder, file), 'utf8')))
      throw new Error(`${file} of the release names this machine`);
}

/** The built extensions' folders. A release is built anew, the demonstration's only where it is stale. */
async function built(authority: string | null): Promise<{ chrome: string; firefox: string }> {
  if (authority === null) {
    await ensureBuilt('extension');
    await ensureBuilt('firefox');
    return { chrome: BUILT.extension, firefox: BUILT.firefox };
  }
  const env = { ...process.env, NODE_ENV: 'production', FUDA_AUTHORITY: authority };
  for (const script of ['build:extension', 'build:firefox']) {
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: ROOT, env, stdio: [...stdio] });
    if (status !== 0) throw new Error(`npm run ${script} failed`);
  }
  const folder = join(ROOT, '.output', 'release');
  const folders = { chrome: join(folder, 'chrome-mv3'), firefox: join(folder, 'firefox-mv3') };
  for (const each of Object.values(folders)) await refuseLoopback(each);
  return folders;
}

async function sources(authority: string | null): Promise<ZipEntry[]> {
  const files = await Promise.all(SOURCES.map((path) => filesUnder(ROOT, path)));
  const release = new TextEncoder().encode(`${JSON.stringify({ authority })}\n`);
  return authority === null ? files.flat() : [...files.flat(), { path: RELEASE_FILE, bytes: release }];
}

const { values } = parseArgs({ options: { to: { type: 'string', default: join(ROOT, '.output') } } });
const authority = releaseAuthority(process.env['FUDA_AUTHORITY']);
if (authority === null)
  console.warn(
    'FUDA_AUTHORITY is not set: these packages speak to the demonstration on this machine and are no release.\n' +
      'For a store: FUDA_AUTHORITY=https://your.authority.example npm run zip',
  );
const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const ending = authority === null ? '-demo.zip' : '.zip';
const folders = await built(authority);
const folder = resolve(values.to);
await mkdir(folder, { recursive: true });
for (const [name, entries] of [
  ['chrome', await filesUnder(folders.chrome)],
  ['firefox', await filesUnder(folders.firefox)],
  ['firefox-sources', await sources(authority)],
] as const) {
  const path = join(folder, `fuda-${version}-${name}${ending}`);
  await writeFile(path, zipFile(entries));
  console.log(path);
}
