import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(ROOT, '.output');
/** Folder of the built PWA, and of the built extension for Chrome and for Firefox. */
export const BUILT = {
  pwa: join(OUTPUT, 'pwa'),
  extension: join(OUTPUT, 'chrome-mv3'),
  firefox: join(OUTPUT, 'firefox-mv3'),
} as const;
const STALE_LOCK_MS = 5 * 60_000;

/** What is built, from which sources, by which npm script, and a file that proves it is there. */
const TARGETS = {
  pwa: { sources: ['core', 'pwa'], script: 'build:pwa', proof: 'pwa/sw.js' },
  extension: {
    sources: ['core', 'extension', 'wxt.config.ts'],
    script: 'build:extension',
    proof: 'chrome-mv3/manifest.json',
  },
  firefox: {
    sources: ['core', 'extension', 'wxt.config.ts'],
    script: 'build:firefox',
    proof: 'firefox-mv3/manifest.json',
  },
} as const;

export type Target = keyof typeof TARGETS;

async function hashInto(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const info = await stat(path);
  if (info.isDirectory()) {
    for (const name of (await readdir(path)).sort()) await hashInto(hash, join(path, name));
    return;
  }
  hash
    .update(path.slice(ROOT.length))
    .update('\0')
    .update(await readFile(path));
}

async function sourcesDigest(target: Target): Promise<string> {
  const hash = createHash('sha256');
  for (const source of [...TARGETS[target].sources, 'package-lock.json']) {
    await hashInto(hash, join(ROOT, source));
  }
  return hash.digest('hex');
}

async function isFresh(target: Target, digest: string): Promise<boolean> {
  const stamp = await readFile(join(OUTPUT, `${target}.stamp`), 'utf8').catch(() => '');
  return stamp === digest && (await stat(join(OUTPUT, TARGETS[target].proof)).catch(() => null)) !== null;
}

function runScript(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // As a release is built, also where a test starts it.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`npm run ${script} failed:\n${output}`)),
    );
  });
}

/** One builder at a time, also among processes: the folder `.output/<target>.lock` is the lock. */
async function withLock(target: Target, work: () => Promise<void>): Promise<void> {
  const lock = join(OUTPUT, `${target}.lock`);
  await mkdir(OUTPUT, { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch {
      const held = await stat(lock).catch(() => null);
      if (held && Date.now() - held.mtimeMs > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** Builds `target` into `.output/` unless what is there came from exactly these sources. */
export async function ensureBuilt(target: Target, say: (line: string) => void = () => {}): Promise<void> {
  await withLock(target, async () => {
    const digest = await sourcesDigest(target);
    if (await isFresh(target, digest)) return;
    say(`Building the ${target}…`);
    await rm(join(OUTPUT, `${target}.stamp`), { force: true });
    await runScript(TARGETS[target].script);
    await writeFile(join(OUTPUT, `${target}.stamp`), digest);
  });
}
