// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

lendVisibility(globalThis);

const PAGES = join(process.cwd(), 'tests/pages/detect');
const files = readdirSync(PAGES);
const show = (html: string) => {
  document.documentElement.innerHTML = html;
};
const htmlOf = (file: string) => readFileSync(join(PAGES, file), 'utf8');
/** The markup of the fields that the code would be written to. */
const answer = () =>
  findOtpField(document, { words }).otp?.elements.map(({ outerHTML }) => outerHTML) ?? null;

/** Gives every field a name and an ID that say nothing, and its label with it. */
function rename(letters: readonly string[]): void {
  let at = 0;
  for (const field of document.querySelectorAll('input')) {
    const name = `${letters[at % letters.length]!.repeat(1 + (at++ % 7))}q`;
    for (const label of field.labels ?? []) if (label.htmlFor) label.htmlFor = name;
    if (field.name) field.name = name;
    if (field.id) field.id = name;
  }
}

/** Forms that have nothing to do with a login. */
const UNRELATED = `
  <form role="search"><input name="q" placeholder="検索"><button>検索</button></form>
  <form><label>メールマガジン <input type="email" name="news"></label><button>登録</button></form>
  <form><input type="search" name="s"></form>
  <footer><form><input type="email" placeholder="Your e-mail"></form></footer>`;

describe('whatever the fields are called in the markup', () => {
  test('a page without a field for the code stays without', () => {
    for (const file of files.filter((name) => name.startsWith('no-') && name !== 'no-form.html')) {
      const html = htmlOf(file);
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom('x', 'k', 'zw', 'jq', 'vx', 'wub'), { minLength: 3, maxLength: 9 }),
          (letters) => {
            show(html);
            rename(letters);
            expect(answer(), file).toBeNull();
          },
        ),
        { numRuns: 2 },
      );
    }
  });
});

describe('with forms beside it that have nothing to do with a login', () => {
  test('the answer stays', () => {
    for (const file of files) {
      const html = htmlOf(file);
      show(html);
      const plain = answer();
      for (const where of ['afterbegin', 'beforeend'] as const) {
        show(html);
        document.body.insertAdjacentHTML(where, UNRELATED);
        expect(answer(), `${file} ${where}`).toEqual(plain);
      }
    }
  });
});
