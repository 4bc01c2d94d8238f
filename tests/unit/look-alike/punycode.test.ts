import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePunycode, labelToUnicode } from '../../../extension/look-alike/punycode.ts';

/** RFC 3492 §7.1, samples whose letters' case says nothing. */
it.each([
  ['Arabic (Egyptian)', 'egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['Chinese (simplified)', 'ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['Chinese (traditional)', 'ihqwctvzc91f659drss3x8bo0yb', '他們爲什麽不說中文'],
  ['Hebrew', '4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
  ['Japanese', 'n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
  ['Russian', 'b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
  ['Japanese with a number', '3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
  ['Japanese with Latin words', '-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n', '安室奈美恵-with-SUPER-MONKEYS'],
  ['only ASCII, with hyphens', '-> $1.00 <--', '-> $1.00 <-'],
])('reads the sample in %s', (_language, encoded, plain) => {
  expect(decodePunycode(encoded)).toBe(plain);
});

it.each(['é', 'a-é', '99999999999999999999', 'ab!', '-!'])(
  'takes nothing that is no Punycode: %s',
  (text) => {
    expect(decodePunycode(text)).toBeNull();
  },
);

it('reads a label as the platform does, and leaves any other as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'あい銀行ñäßжя中ab-12'), minLength: 1, maxLength: 20 }),
      (text) => {
        fc.pre(URL.canParse(`https://${text}.test`));
        const [ascii = ''] = new URL(`https://${text}.test`).hostname.split('.');
        expect(labelToUnicode(ascii)).toBe(domainToUnicode(`${ascii}.test`).slice(0, -'.test'.length));
      },
    ),
  );
  expect(labelToUnicode('midori')).toBe('midori');
  expect(labelToUnicode('xn--!')).toBe('xn--!');
});

it('never throws, and ends', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (text) => {
      const decoded = decodePunycode(text);
      expect(decoded === null || decoded.length <= 2 * text.length).toBe(true);
    }),
  );
});
