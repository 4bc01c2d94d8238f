import { join } from 'node:path';
import { defineConfig } from 'wxt';

/**
 * Nothing inline, nothing remote, one Trusted Types policy for the addresses of our own Workers, and forms
 * only to where a bank's login form may be.
 */
const EXTENSION_PAGES =
  "script-src 'self'; object-src 'none'; form-action https: http://*.localhost:* http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types fuda";

/**
 * The extension's build. It asks for no host at installation and declares no content script: the one it has
 * is registered at run time, on the origins a person allowed.
 */
export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  manifestVersion: 3,
  imports: false,
  manifest: {
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'ja',
    minimum_chrome_version: '120',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'contextMenus', 'idle'],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['https://*/*', 'http://*.localhost/*', 'http://127.0.0.1/*'],
    content_security_policy: { extension_pages: EXTENSION_PAGES },
    options_ui: { page: 'page.html', open_in_tab: true },
    commands: { 'fill-here': { description: '__MSG_commandFill__' } },
  },
  hooks: {
    // Not a content script in WXT's sense: its wrapper announces itself to the page. Only its place is one.
    'entrypoints:resolved': ({ config }, entrypoints) => {
      for (const entrypoint of entrypoints)
        if (entrypoint.name === 'fill') entrypoint.outputDir = join(config.outDir, 'content-scripts');
    },
  },
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    worker: { format: 'es' },
  }),
});
