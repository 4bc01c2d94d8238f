import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes the list of packages that are shipped in the apps, with their licences, for the screen that shows them:
 * `npx node tools/licences.ts`, after a change of dependencies. A test compares the list with what is installed.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = 'core/ui/screens/settings/licences-data.ts';
/** What runs on people's devices. */
const SHIPPED = ['core', 'pwa', 'extension'];
/** Run by Node while building or serving. */
const NOT_SHIPPED = ['pwa/build', 'pwa/serve.ts', 'pwa/vite.config.ts', 'pwa/headers.ts'];
/** Mostly a build tool: only its own small runtime is shipped. */
const WITHOUT_DEPENDENCIES: Record<string, readonly string[]> = { wxt: ['@wxt-dev/browser'] };
const IMPORT =
  /(?:^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?|\bimport\s*\(\s*)'([@a-z][^':]*)'/gm;

export interface ShippedPackage {
  name: string;
  version: string;
  /** SPDX expression, as the package names it. */
  licence: string;
  /** Its licence file, word for word; where it has none, its licence's name. */
  text: string;
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function codeFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (NOT_SHIPPED.includes(path) || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return codeFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Packages whose code the apps import; types alone do not count. */
export function importedPackages(): string[] {
  const found = new Set<string>();
  for (const file of SHIPPED.flatMap(codeFiles))
    for (const [, specifier] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT))
      if (specifier) found.add(packageName(specifier));
  return [...found].sort();
}

/** Every package that is shipped, what those import included, with version and licence as installed. */
export function shippedPackages(): ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  const waiting = importedPackages();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || name.startsWith('@types/')) continue;
    const directory = join(ROOT, 'node_modules', name);
    const about = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
      version: string;
      license?: string;
      dependencies?: Record<string, string>;
    };
    const file = readdirSync(directory).find((entry) =>
      /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i.test(entry),
    );
    found.set(name, {
      name,
      version: about.version,
      licence: about.license ?? 'see below',
      text: file
        ? readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim()
        : `${about.license} (the package brings no licence text of its own)`,
    });
    waiting.push(...(WITHOUT_DEPENDENCIES[name] ?? Object.keys(about.dependencies ?? {})));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function write(): void {
  const packages = shippedPackages();
  const texts = [...new Set(packages.map(({ text }) => text))];
  const list = packages.map(({ text, ...rest }) => ({ ...rest, text: texts.indexOf(text) }));
  writeFileSync(
    join(ROOT, TARGET),
    `/**
 * Written by \`tools/licences.ts\`: what is shipped in the apps beside their own code. \`text\` is a place in
 * \`LICENCE_TEXTS\`.
 */
export const LICENCES: readonly { name: string; version: string; licence: string; text: number }[] =
  ${JSON.stringify(list, null, 2)};

/** The licences, word for word. */
export const LICENCE_TEXTS: readonly string[] = ${JSON.stringify(texts, null, 2)};
`,
  );
  console.log(`${TARGET}: ${packages.length} packages`);
}

if (import.meta.main) write();
