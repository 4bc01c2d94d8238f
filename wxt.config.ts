import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'wxt';
import { manifestOf, releaseAuthority } from './extension/manifest.ts';

/** Beside the sources of a release, so that whoever reviews them builds the same bytes without being told more. */
const RELEASE_FILE = new URL('release.json', import.meta.url);

/** Named for a release; a build without it speaks to the demonstration on this machine. */
const authority = releaseAuthority(
  process.env['FUDA_AUTHORITY'] ??
    (existsSync(RELEASE_FILE) ? JSON.parse(readFileSync(RELEASE_FILE, 'utf8')).authority : undefined),
);

/** Scripts for pages go there as they are: what WXT puts around them (plugins, a log) would be a part of their size. */
const bareScript = {
  name: 'bare-script',
  transform(code: string, id: string) {
    if (id.includes('define-unlisted-script')) return 'export const defineUnlistedScript = (main) => main;';
    return id.includes('unlisted-script-entrypoint') ? `${code.split('\n', 1)[0]}\ndefinition();\n` : null;
  },
};

/** The extension's build, for Chrome and Edge, or Firefox (`-b firefox --mv3`). Store packages: `npm run zip`. */
export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  outDirTemplate: authority
    ? 'release/{{browser}}-mv{{manifestVersion}}'
    : '{{browser}}-mv{{manifestVersion}}',
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) =>
    manifestOf({ browser: browser === 'firefox' ? 'firefox' : 'chrome', isRelease: authority !== null }),
  hooks: {
    // Not a content script in WXT's sense: its wrapper announces itself to the page. Only its place is one.
    'entrypoints:resolved': ({ config }, entrypoints) => {
      for (const entrypoint of entrypoints)
        if (entrypoint.name === 'fill') entrypoint.outputDir = join(config.outDir, 'content-scripts');
    },
    'build:publicAssets': (_wxt, files) => {
      if (authority === null) return;
      const relativeDest = 'config.json';
      const kept = files.filter((file) => file.relativeDest !== relativeDest);
      files.splice(0, files.length, ...kept, {
        relativeDest,
        contents: `${JSON.stringify({ authority })}\n`,
      });
    },
  },
  vite: () => ({
    plugins: [bareScript],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    worker: { format: 'es' },
  }),
});
