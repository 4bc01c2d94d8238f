import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { BUILT } from '../support/built.ts';

/** What `npm run bench` promises of the PWA's first load, bytes of gzipped script. */
export const FIRST_LOAD_LIMIT = 60_000;

const gzipSize = async (path: string): Promise<number> =>
  gzipSync(await readFile(path), { level: 9 }).byteLength;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** What the first screen waits for though no page names it: its own script, and the words of a language, the longer one's. */
async function unnamed(): Promise<string[]> {
  const assets = join(BUILT.pwa, 'assets');
  const files = await readdir(assets);
  const words = files.filter((name) => /^(?:ja|en)-.+\.js$/.test(name));
  const screens = files.filter((name) => /^screens-.+\.js$/.test(name));
  if (words.length !== 2 || screens.length !== 1)
    throw new Error('the screens or a language are no file of their own any more: count them elsewhere');
  const sizes = await Promise.all(words.map((name) => gzipSize(join(assets, name))));
  const longest = words[sizes.indexOf(Math.max(...sizes))] ?? '';
  return [...screens, longest].map((name) => `/assets/${name}`);
}

/** Scripts, and what they import to begin with. */
async function withImports(paths: readonly string[]): Promise<string[]> {
  const found = new Set(paths);
  for (const path of found) {
    const code = await readFile(join(BUILT.pwa, path), 'utf8');
    for (const statement of parseAst(code).body)
      if (statement.type === 'ImportDeclaration')
        found.add(posix.resolve(path, '..', statement.source.value));
  }
  return [...found];
}

/** Gzipped bytes of the scripts, words and styles that a first visit waits for. */
export async function firstLoad(): Promise<{ script: number; style: number }> {
  const html = await readFile(join(BUILT.pwa, 'index.html'), 'utf8');
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
  const sum = async (paths: string[]) => {
    const sizes = await Promise.all(paths.map((path) => gzipSize(join(BUILT.pwa, path))));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return {
    script: await sum(
      await withImports([...named(/(?:src|href)="(\/assets\/[^"]+\.js)"/g), ...(await unnamed())]),
    ),
    style: await sum(named(/href="(\/assets\/[^"]+\.css)"/g)),
  };
}

/** Gzipped sizes of the PWA's first load and of the extension's content scripts, a line each. */
export async function benchSize(): Promise<string[]> {
  const { script, style } = await firstLoad();
  const lines = [
    `PWA, first load: ${kB(script + style)} gzip (script ${kB(script)}, style ${kB(style)}; limit for script ${kB(FIRST_LOAD_LIMIT)})`,
  ];
  const folder = join(BUILT.extension, 'content-scripts');
  const scripts = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.js'));
  for (const name of scripts)
    lines.push(`extension, content script ${name}: ${kB(await gzipSize(join(folder, name)))} gzip`);
  if (scripts.length === 0) lines.push('extension, content script: not built');
  return lines;
}
