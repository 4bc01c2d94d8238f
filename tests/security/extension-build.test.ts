import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../support/built.ts';

/** Most a page may have to load of us, bytes of gzip. */
const LARGEST_SCRIPT = 6 * 1024;

let manifest: Record<string, unknown>;
let script: string;

beforeAll(async () => {
  const folder = await ensureBuilt('extension');
  manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  script = await readFile(join(folder, 'content-scripts', 'fill.js'), 'utf8');
}, 300_000);

it('asks for exactly these permissions, and for no site at installation', () => {
  expect(manifest['permissions']).toEqual([
    'storage',
    'unlimitedStorage',
    'scripting',
    'activeTab',
    'alarms',
    'contextMenus',
    'idle',
  ]);
  expect(manifest['optional_permissions']).toEqual(['notifications']);
  expect(manifest['optional_host_permissions']).toEqual([
    'https://*/*',
    'http://*.localhost/*',
    'http://127.0.0.1/*',
  ]);
  for (const absent of [
    'host_permissions',
    'content_scripts',
    'externally_connectable',
    'web_accessible_resources',
  ])
    expect(manifest).not.toHaveProperty(absent);
});

it('keeps its pages to its own scripts, through one Trusted Types policy', () => {
  expect(manifest['content_security_policy']).toEqual({
    extension_pages:
      "script-src 'self'; object-src 'none'; form-action https: http://*.localhost:* http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types fuda",
  });
});

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
