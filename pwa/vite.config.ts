import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { classicStart } from './build/classic-start.ts';
import { AUTHORITY_PLACEHOLDER, contentPolicy } from './headers.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Repeats the content policy in the page, for hosts that send no headers. The authority's origin is written
 * by the server, or at build time where `FUDA_AUTHORITY` names it.
 */
function policyInPage(): Plugin {
  return {
    name: 'fuda-policy-in-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          '<meta charset="utf-8" />',
          `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(
            process.env['FUDA_AUTHORITY'] ?? AUTHORITY_PLACEHOLDER,
          )}" />`,
        ),
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [policyInPage(), classicStart()],
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    outDir: fileURLToPath(new URL('../.output/pwa', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // No inlined assets and no helper that writes markup: the content policy forbids both.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Later parts are fetched in quiet moments (`loadAllLater`): a list of what each brings would only make the
      // first load longer.
      resolveDependencies: (_file, parts, { hostType }) => (hostType === 'html' ? parts : []),
    },
    rolldownOptions: {
      output: {
        // Two files, though later screens share parts of both: what the first code needs, and what the first screens
        // need. On a phone every file of the first load costs more in asking than in reading. What neither imports
        // statically stays apart.
        codeSplitting: {
          groups: [
            { name: 'first', test: /\/pwa\/main\.ts$/u, priority: 2 },
            { name: 'screens', test: /\/pwa\/screens\.tsx$/u, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});
