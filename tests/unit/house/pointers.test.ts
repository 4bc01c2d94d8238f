import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../demo/build.ts';
import { readSource } from '../../support/house.ts';

/** A path in backticks, from the project's top or (`reissue.ts`) beside the one before it. */
const POINTER = /`([a-z][\w./<>-]*(?:\/|\.ts|\.md))`|`((?:tests|docs|core|authority|bank)\/[\w/-]+)`/g;

/** What a table's rows point at and is not there. */
function lost(file: string): string[] {
  let folder = '';
  return readSource(file)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...line.matchAll(POINTER)].map(([, path, bare]) => path ?? bare ?? ''))
    .filter((path) => {
      const here = path.split('<')[0] ?? '';
      if (here.includes('/')) folder = here.endsWith('/') ? here : dirname(here);
      return !existsSync(join(ROOT, here.includes('/') ? here : join(folder, here)));
    });
}

describe('what the tables point at', () => {
  test.each(['ARCHITECTURE.md', 'SECURITY.md', 'README.md'])('is there: %s', (file) => {
    expect(lost(file)).toEqual([]);
  });

  test('in SECURITY.md is a test or says in words what was looked at', () => {
    const rows = readSource('SECURITY.md')
      .split('\n')
      .filter((line) => /^\| (?!against)[^-]/.test(line));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row.split('|')[3]?.trim(), row).toMatch(/^`tests\/|^scan of/);
  });
});
