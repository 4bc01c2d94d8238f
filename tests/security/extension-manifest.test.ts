import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../demo/build.ts';
import { manifestOf, releaseAuthority } from '../../extension/manifest.ts';
import { ensureBuilt } from '../support/built.ts';

/**
 * What the extension asks of a browser, word for word. Whoever changes a line of it asks more (or less) of every
 * person who has it installed: a new permission switches the extension off until they agree.
 */
const COMMON = {
  manifest_version: 3,
  name: '__MSG_name__',
  short_name: '__MSG_shortName__',
  description: '__MSG_description__',
  default_locale: 'ja',
  icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 96: 'icon/96.png', 128: 'icon/128.png' },
  permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'contextMenus', 'idle'],
  optional_host_permissions: ['https://*/*', 'http://*.localhost/*', 'http://127.0.0.1/*'],
  content_security_policy: {
    extension_pages:
      "script-src 'self'; object-src 'none'; form-action https: http://*.localhost:* http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types fuda",
  },
  options_ui: { page: 'page.html', open_in_tab: true },
  action: { default_title: 'Fuda', default_popup: 'popup.html' },
  commands: {
    _execute_action: { suggested_key: { default: 'Alt+Shift+O', mac: 'MacCtrl+Shift+O' } },
    'fill-here': {
      description: '__MSG_commandFill__',
      suggested_key: { default: 'Alt+Shift+F', mac: 'MacCtrl+Shift+F' },
    },
  },
};
const CHROME = {
  ...COMMON,
  // From this one on `checkVisibility` hears of opacity and visibility; what it does not hear of is filled.
  minimum_chrome_version: '121',
  background: { service_worker: 'background.js' },
};
const FIREFOX = {
  ...COMMON,
  background: { scripts: ['background.js'] },
  browser_specific_settings: {
    gecko: {
      id: '{6f0b9d0e-3c52-4b0a-9c57-5d1f8a7c2e41}',
      strict_min_version: '153.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

let folders: { chrome: string; firefox: string };
const manifestIn = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;

beforeAll(async () => {
  folders = { chrome: await ensureBuilt('extension'), firefox: await ensureBuilt('firefox') };
}, 300_000);

describe('the manifest', () => {
  it.each([
    ['Chrome', 'chrome', CHROME],
    ['Firefox', 'firefox', FIREFOX],
  ] as const)('for %s asks for exactly this, and for no site at installation', async (_, name, expected) => {
    const { version, ...manifest } = await manifestIn(folders[name]);
    expect(manifest).toEqual(expected);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
    // Said once more by name, for whoever brings the expectation above up to date.
    for (const absent of [
      'host_permissions',
      'content_scripts',
      'externally_connectable',
      'web_accessible_resources',
      'key',
      'update_url',
    ])
      expect(manifest).not.toHaveProperty(absent);
  });

  it('of a release names nothing on this machine, and is the same in all else', () => {
    for (const browser of ['chrome', 'firefox'] as const) {
      const release = manifestOf({ browser, isRelease: true });
      expect(JSON.stringify(release)).not.toMatch(/localhost|127\.0\.0\.1/u);
      expect({
        ...release,
        optional_host_permissions: [],
        content_security_policy: {},
      }).toEqual({
        ...manifestOf({ browser, isRelease: false }),
        optional_host_permissions: [],
        content_security_policy: {},
      });
      expect(release.optional_host_permissions).toEqual(['https://*/*']);
      expect(release.content_security_policy.extension_pages).toBe(
        "script-src 'self'; object-src 'none'; form-action https:; require-trusted-types-for 'script'; trusted-types fuda",
      );
    }
  });

  it('differs between the browsers, and nothing else in the packages does', async () => {
    const [chrome, firefox] = await Promise.all(
      Object.values(folders).map((folder) => readdir(folder, { recursive: true })),
    );
    expect(firefox?.toSorted()).toEqual(chrome?.toSorted());
    for (const script of ['background.js', join('content-scripts', 'fill.js')])
      expect(await readFile(join(folders.firefox, script), 'utf8')).toBe(
        await readFile(join(folders.chrome, script), 'utf8'),
      );
  });
});

describe('what the stores show', () => {
  it.each(['ja', 'en'])('keeps within what they take (%s)', async (language) => {
    const path = join(folders.chrome, '_locales', language, 'messages.json');
    const said = JSON.parse(await readFile(path, 'utf8')) as Record<string, { message: string }>;
    expect(Object.keys(said)).toEqual(['name', 'shortName', 'description', 'commandFill']);
    // Chrome Web Store: 75, 12, 132 characters. Mozilla takes 50 for a name.
    expect(said['name']?.message.length).toBeLessThanOrEqual(50);
    expect(said['shortName']?.message.length).toBeLessThanOrEqual(12);
    expect(said['description']?.message.length).toBeLessThanOrEqual(132);
  });

  it.each(['ja', 'en'])(
    'is what the listing says, with pictures in the sizes they want (%s)',
    async (language) => {
      const path = join(folders.chrome, '_locales', language, 'messages.json');
      const said = JSON.parse(await readFile(path, 'utf8')) as Record<string, { message: string }>;
      const store = join(ROOT, 'docs', 'store');
      const listing = await readFile(join(store, `${language}.md`), 'utf8');
      for (const name of ['name', 'shortName', 'description'])
        expect(listing).toContain(`| ${said[name]?.message} |`);
      for (const [picture, size] of [
        ...['fill', 'token', 'sites', 'welcome'].map((name) => [name, [1280, 800]] as const),
        ['tile', [440, 280]] as const,
      ])
        expect(sizeOf(await readFile(join(store, 'pictures', `${picture}-${language}.png`)))).toEqual(size);
    },
  );

  it('has each icon in the size it names', async () => {
    for (const size of [16, 32, 48, 96, 128]) {
      const png = await readFile(join(folders.chrome, 'icon', `${size}.png`));
      expect(sizeOf(png)).toEqual([size, size]);
    }
  });
});

describe('a release’s authority', () => {
  it('is an origin on the network, over https', () => {
    expect(releaseAuthority('https://authority.example')).toBe('https://authority.example');
    expect(releaseAuthority('https://authority.example:8443/')).toBe('https://authority.example:8443');
  });

  it('is none where nothing was said', () => {
    expect(releaseAuthority(undefined)).toBeNull();
    expect(releaseAuthority('')).toBeNull();
  });

  it.each([
    'http://authority.example',
    'https://authority.localhost:4300',
    'https://localhost',
    'https://127.0.0.1:4300',
    'https://[::1]',
    'https://authority.example/v1',
    'https://authority.example/?x',
    'https://me@authority.example',
    'authority.example',
  ])('is never %s', (told) => {
    expect(() => releaseAuthority(told)).toThrow('FUDA_AUTHORITY');
  });
});
