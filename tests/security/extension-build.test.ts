import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../support/built.ts';

/** Most a page may have to load of us, bytes of gzip. */
const LARGEST_SCRIPT = 6 * 1024;

let script: string;

beforeAll(async () => {
  const folder = await ensureBuilt('extension');
  script = await readFile(join(folder, 'content-scripts', 'fill.js'), 'utf8');
}, 300_000);

it('puts a script into pages that makes no element, shows nothing and talks to no page', () => {
  for (const word of [
    'createElement',
    'attachShadow',
    'innerHTML',
    'outerHTML',
    'insertAdjacent',
    'document.write',
    'appendChild',
    'postMessage',
    'CustomEvent',
    'localStorage',
    'sessionStorage',
    'fetch(',
    'XMLHttpRequest',
    'eval(',
    'requestSubmit',
    '.submit(',
    '.focus(',
  ])
    expect(script.includes(word), word).toBe(false);
});

it('keeps that script small', () => {
  expect(gzipSync(script).length).toBeLessThan(LARGEST_SCRIPT);
});
