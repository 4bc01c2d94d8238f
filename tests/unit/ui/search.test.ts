import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchTokens } from '../../../core/ui/search.ts';
import { fakeOwnToken, fakeToken } from '../../support/fake-token-app.ts';

const bank = fakeToken({ id: 'bank', displayName: '本店用' });
const seagull = fakeToken({
  id: 'seagull',
  service: { id: '20112233', name: { ja: 'カモメ銀行', en: 'Seagull Bank' } },
});
const mail = fakeOwnToken({ id: 'mail', issuer: 'Sakura Mail', account: 'hanako@example.jp' });
const router = fakeOwnToken({ id: 'router', issuer: null, account: null, displayName: '自宅のルーター' });
const all = [bank, seagull, mail, router];
const found = (typed: string) => searchTokens(all, typed).map(({ id }) => id);

describe('a search of the tokens', () => {
  it('finds by service, issuer, account and the own name', () => {
    expect(found('みどり農協ネット')).toEqual(['bank']);
    expect(found('Sakura')).toEqual(['mail']);
    expect(found('hanako@')).toEqual(['mail']);
    expect(found('本店')).toEqual(['bank']);
  });
  it('takes hiragana and katakana, half and full width, upper and lower case as the same', () => {
    expect(found('かもめ')).toEqual(['seagull']);
    expect(found('ｶﾓﾒ')).toEqual(['seagull']);
    expect(found('るーたー')).toEqual(['router']);
    expect(found('ＳＡＫＵＲＡ')).toEqual(['mail']);
  });
  it('finds by the other language’s name too', () => {
    expect(found('seagull')).toEqual(['seagull']);
  });
  it('wants every word, in any order', () => {
    expect(found('mail sakura')).toEqual(['mail']);
    expect(found('sakura 本店')).toEqual([]);
  });
  it('shows all of them, in their own order, for nothing but blanks', () => {
    expect(found('')).toEqual(['bank', 'seagull', 'mail', 'router']);
    expect(found(' 　')).toEqual(['bank', 'seagull', 'mail', 'router']);
  });
  it('finds any text by itself, and gives a part of the list in its order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
        const token = fakeOwnToken({ id: 'x', displayName: name });
        expect(searchTokens([token], name)).toEqual([token]);
        const some = searchTokens(all, name);
        expect(all.filter((one) => some.includes(one))).toEqual(some);
      }),
    );
  });
  it('folds a text once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
});
