import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../demo/build.ts';

/** One import as it stands in the code: both ends as paths from the project's top, or a package's name. */
export interface Import {
  from: string;
  to: string;
  isPackage: boolean;
}

const CODE = /\.tsx?$/;
const SPECIFIER =
  /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1|new URL\(\s*(['"])([^'"\n]+\.tsx?)\3/g;

/** Every TypeScript file under `folder`, as paths from the project's top. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(path);
    return CODE.test(entry.name) ? [path] : [];
  });
}

/** The imports (static, dynamic, type-only and worker URLs) written in one file's text. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(SPECIFIER)].flatMap(([, , imported, , worker]): Import[] => {
    const specifier = imported ?? worker ?? '';
    if (specifier.startsWith('.')) {
      const to = relative(ROOT, join(ROOT, dirname(file), specifier.replace(/\?.*$/, '')));
      return [{ from: file, to, isPackage: false }];
    }
    return /^[@a-z]/.test(specifier) && !specifier.includes('://')
      ? [{ from: file, to: specifier, isPackage: true }]
      : [];
  });
}

export const readSource = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** A file's text without its comments, for rules about code rather than words. */
export const readCode = (file: string): string =>
  readSource(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
