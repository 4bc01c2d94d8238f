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

/** Debian's Chromium without a window system: pages only, no extensions, about two thirds of the work. */
const SHELL = '/usr/bin/chromium-headless-shell';

/** Path of a Chrome or Chromium: `CHROME_PATH`, else the usual places; `null` when there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}

/** Installs packages of Debian's (needs root). Throws where that fails. */
export function install(packages: string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 120_000 });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-remove', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
}

/** Finds a browser or installs Debian's (needs root), saying so. Throws with what to do otherwise. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No browser found: installing chromium and Japanese fonts from Debian…');
  try {
    install(['chromium', 'chromium-headless-shell', 'fonts-noto-cjk']);
  } catch (cause) {
    throw new Error('Install Chromium yourself and set CHROME_PATH to its path, then try again.', { cause });
  }
  const installed = findChromium();
  if (!installed)
    throw new Error('Chromium was installed but is in none of the usual places; set CHROME_PATH.');
  return installed;
}

/**
 * Puts the shell beside Debian's own Chromium where that is the browser the tests use and packages may be
 * installed. Without it everything runs in the whole browser, which takes longer.
 */
export function ensureHeadlessShell(): void {
  if (existsSync(SHELL) || findChromium() !== '/usr/bin/chromium') return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing chromium-headless-shell from Debian…');
  try {
    // Both by name: they share files, so one is not to be moved on without the other.
    install(['chromium', 'chromium-headless-shell']);
  } catch {
    console.log('It could not be installed: every test runs in the whole browser, which takes longer.');
  }
}

/** The shell where it will do: no extension, no browser named by hand. */
function executableFor(options: { extensions?: string[]; whole?: boolean }): string {
  const needsWhole = options.whole || options.extensions !== undefined || process.env['CHROME_PATH'];
  return !needsWhole && existsSync(SHELL) ? SHELL : ensureChromium();
}

export interface Chromium {
  browser: Browser;
  /** Profile directory; pass it again to relaunch on the same storage. */
  profile: string;
  close(): Promise<void>;
  /** Closes and forgets the profile. */
  destroy(): Promise<void>;
}

/**
 * Headless Chromium with a profile of its own, and unpacked extensions where asked for. `whole`: the browser
 * with all its parts (camera, installing apps), not the shell.
 */
export async function launchChromium(
  options: {
    profile?: string;
    extensions?: string[];
    whole?: boolean;
    language?: string;
    args?: string[];
  } = {},
): Promise<Chromium> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'fuda-profile-'));
  const browser = await puppeteer.launch({
    executablePath: executableFor(options),
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
