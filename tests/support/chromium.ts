import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Path of a Chrome or Chromium: `CHROME_PATH`, else the usual places; `null` when there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}

/** Finds a browser or installs Debian's (needs root), saying so. Throws with what to do otherwise. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No browser found: installing chromium and Japanese fonts from Debian…');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (cause) {
    throw new Error('Install Chromium yourself and set CHROME_PATH to its path, then try again.', { cause });
  }
  const installed = findChromium();
  if (!installed)
    throw new Error('Chromium was installed but is in none of the usual places; set CHROME_PATH.');
  return installed;
}

export interface Chromium {
  browser: Browser;
  /** Profile directory; pass it again to relaunch on the same storage. */
  profile: string;
  close(): Promise<void>;
  /** Closes and forgets the profile. */
  destroy(): Promise<void>;
}

/** Headless Chromium with a profile of its own, and unpacked extensions where asked for. */
export async function launchChromium(
  options: { profile?: string; extensions?: string[]; language?: string; args?: string[] } = {},
): Promise<Chromium> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'fuda-profile-'));
  const browser = await puppeteer.launch({
    executablePath: ensureChromium(),
    headless: true,
    pipe: true,
    userDataDir: profile,
    ...(options.extensions ? { enableExtensions: options.extensions } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--lang=${options.language ?? 'ja'}`,
      `--accept-lang=${options.language ?? 'ja'}`,
      ...(options.args ?? []),
    ],
    env: { ...process.env, LANGUAGE: options.language ?? 'ja' },
  });
  const close = () => browser.close();
  return {
    browser,
    profile,
    close,
    async destroy() {
      await close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
