import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../demo/build.ts';
import { readSource } from '../../support/house.ts';

const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** A file of ours that whatever `node` is on the path is to run. */
const BARE = /(?<!npx )\bnode (?:--\S+ )*[\w./-]+\.tsx?\b/g;

test.each(['.', 'docs', 'docs/store'].flatMap(pagesIn))(
  '%s has our files run by npx, for Node 20 suffices to install but not to run them',
  (page) => {
    expect(readSource(page).match(BARE) ?? []).toEqual([]);
  },
);
