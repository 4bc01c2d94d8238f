import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';

const digest = (text: string): string => createHash('md5').update(text).digest('hex');

/**
 * Puts another release in the place of the one in `directory`, as a deploy does: every hashed file under a new
 * name, the old ones gone, the service worker's list with them. Gives the names of the new release's files.
 */
export function deploy(directory: string): string[] {
  const assets = join(directory, 'assets');
  const mark = randomUUID().slice(0, 8);
  const names = new Map(
    readdirSync(assets).map((name) => [name, name.replace(/\.(\w+)$/u, (ending) => `-${mark}${ending}`)]),
  );
  // Longest first: no name is taken for a part of another.
  const known = [...names].sort(([a], [b]) => b.length - a.length);
  const rename = (text: string) => known.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const rewrite = (path: string, change: (text: string) => string) =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  for (const [from, to] of names) {
    rewrite(join(assets, from), rename);
    renameSync(join(assets, from), join(assets, to));
  }
  rewrite(join(directory, 'index.html'), rename);
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  rewrite(join(directory, 'sw.js'), (text) =>
    rename(text)
      .replace(/(index\.html[`"'],revision:[`"'])[0-9a-f]+/u, `$1${digest(page)}`)
      .replace(/([`"'])[0-9a-f]{16}\1/u, `$1${digest(mark).slice(0, 16)}$1`),
  );
  return [...names.values()];
}

/** Takes one file of the release away, as a deploy that is not yet through would. Gives a way to put it back. */
export function withhold(directory: string, name: string): () => void {
  const path = join(directory, 'assets', name);
  const bytes = readFileSync(path);
  rmSync(path);
  return () => writeFileSync(path, bytes);
}

/** Has the browser look for a newer release; rejects where it could not be kept. */
export const lookForRelease = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const coming = registration.installing;
    if (!coming) return;
    await new Promise<void>((resolve, reject) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'installed') resolve();
        if (coming.state === 'redundant') reject(new Error('the release was not kept'));
      });
    });
  });

/** The release's own main script, as the page at hand runs it. */
export const runningScript = (page: Page): Promise<string> =>
  page.$eval('head > script[src]', (script) => new URL((script as HTMLScriptElement).src).pathname);
