import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../../tools/chromium.ts';
import { connectMarionette, type Marionette } from './marionette.ts';

const USUAL_PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** Path of a Firefox: `FIREFOX_PATH`, else the usual places; `null` when there is none. */
export function findFirefox(): string | null {
  const named = process.env['FIREFOX_PATH'];
  if (named) return named;
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}

/**
 * Finds Firefox or installs Debian's where packages may be installed, saying so. Without one the tests that
 * need it are not run, and say that.
 */
export function ensureFirefox(): void {
  if (findFirefox() !== null) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing firefox-esr from Debian…');
  try {
    install(['firefox-esr']);
  } catch {
    console.log('It could not be installed: what needs Firefox is not run.');
  }
}

/** What a test's Firefox is told. No request of its own, and no question: a press on the extension's own button is enough. */
const PREFERENCES: Record<string, string | number | boolean> = {
  'marionette.port': 0,
  'extensions.webextOptionalPermissionPrompts': false,
  'intl.accept_languages': 'ja',
  'intl.locale.requested': 'ja',
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.server': '',
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,none',
  'media.gmp-manager.updateEnabled': false,
};

export interface Firefox {
  marionette: Marionette;
  destroy(): Promise<void>;
}

/** Headless Firefox with a profile of its own, driven through its own remote protocol. */
export async function launchFirefox(executable: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'fuda-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const child = spawn(
    executable,
    ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'],
    { stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS: '1', HOME: profile } },
  );
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const destroy = async () => {
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await portOf(profile, () => child.exitCode !== null);
    return { marionette: await connectMarionette(port), destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}

/** The port that Firefox took, which it writes into its profile once it listens. */
async function portOf(profile: string, isOver: () => boolean): Promise<number> {
  const path = join(profile, 'MarionetteActivePort');
  for (let tries = 0; tries < 600 && !isOver(); tries += 1) {
    if (existsSync(path)) {
      const port = Number(readFileSync(path, 'utf8'));
      if (port > 0) return port;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Firefox did not start');
}
