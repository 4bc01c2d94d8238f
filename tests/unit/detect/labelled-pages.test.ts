import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  filesOfPages,
  labelProblems,
  PAGES,
  readLabelLines,
  readLabelledPages,
} from '../../support/labelled-pages.ts';

describe('the labelled pages', () => {
  it('have a label each, and each label has its page', () => {
    expect(
      readLabelledPages()
        .map(({ file }) => file)
        .sort(),
    ).toEqual(filesOfPages().sort());
  });

  it('are labelled as the labels have to be', () => {
    expect(readLabelLines().flatMap(labelProblems)).toEqual([]);
  });

  it('ask for a code about as often as they do not, in both sets', () => {
    for (const set of ['known', 'held']) {
      const pages = readLabelledPages().filter((page) => page.set === set);
      const asking = pages.filter(({ otp }) => otp.length > 0).length / pages.length;
      expect(asking, set).toBeGreaterThan(0.4);
      expect(asking, set).toBeLessThan(0.6);
    }
  });

  it('load nothing from anywhere', () => {
    const loading = filesOfPages().filter((file) =>
      /\b(?:src|href|action)=["']?(?:https?:)?\/\//i.test(readFileSync(join(PAGES, file), 'utf8')),
    );
    expect(loading).toEqual([]);
  });
});
