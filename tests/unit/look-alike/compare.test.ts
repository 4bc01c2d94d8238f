import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findResemblance, type KnownSite } from '../../../extension/look-alike/compare.ts';
import type { PageLook } from '../../../extension/look-alike/look.ts';
import { POPULAR } from './hosts.ts';

const BANK = 'https://login.midori.example';
const LOGIN: PageLook = { title: 'ログイン | みどり農協ネットバンク', shape: ['t64', 'p64', 'c8', 'b'] };
const bank: KnownSite = {
  origin: BANK,
  names: ['みどり農協ネットバンク', 'Midori Co-op Net Bank'],
  looks: [LOGIN],
  isOwn: false,
};
const unseen: KnownSite = { ...bank, looks: [] };
const own: KnownSite = { origin: 'https://kamome.com', names: [], looks: [], isOwn: true };

const reasons = (shown: string, page: PageLook | null, sites: readonly KnownSite[] = [bank]) =>
  findResemblance(shown, page, sites)?.reasons ?? null;
const page = (title: string, ...shape: string[]): PageLook => ({ title, shape });

describe('a copy of the bank’s login page', () => {
  it('is named with both origins and every reason', () => {
    expect(findResemblance('https://midori-login.test', LOGIN, [own, bank])).toEqual({
      shown: 'https://midori-login.test',
      bank: BANK,
      reasons: ['name', 'title', 'form'],
    });
  });

  it('is told as a copy of the bank that it has most in common with', () => {
    const other = { ...unseen, origin: 'https://midory.example', names: [] };
    for (const sites of [
      [other, bank],
      [bank, other],
    ])
      expect(findResemblance('https://midorz.example', LOGIN, sites)?.bank).toBe(BANK);
    expect(reasons('https://midorz.example', LOGIN, [other])).toEqual(['name']);
  });

  it('is not known by a form that is every login’s: a name, a password, a button', () => {
    const plain = { ...bank, names: [], looks: [page('みどり農協', 't', 'p', 'b')] };
    expect(reasons('https://evil.test', page('みどり農協ネット', 't', 'p', 'b'), [plain])).toBeNull();
  });

  it('is known by its title or its form under a name that has nothing of the bank’s', () => {
    expect(reasons('https://evil.test', LOGIN)).toEqual(['title', 'form']);
    expect(reasons('https://evil.test', page(LOGIN.title, 'p'))).toEqual(['title']);
    expect(reasons('https://evil.test', { ...LOGIN, title: 'みどり農協ネットバン' })).toEqual(['form']);
    expect(reasons('https://evil.test', page('ログイン|ミド リ', ...LOGIN.shape))).toBeNull();
  });

  it('is known by the institution’s name before any page of it was learnt', () => {
    for (const title of [
      'みどり農協ネットバンク ご本人確認のお願い',
      '【重要】みどり農協 ネットバンク',
      'みどリ農協ネットバンク', // katakana リ for hiragana り
      'MIDORI CO-OP NET BANK | Log in',
      'Mіdori Co-op Net Bank', // Cyrillic і
    ])
      expect(reasons('https://evil.test', page(title, 't', 'p', 'b'), [unseen]), title).toEqual(['title']);
  });

  it('is known by a near name alone, also where the page cannot be read or asks for nothing yet', () => {
    expect(reasons('https://midorl.example', null)).toEqual(['name']);
    expect(reasons('https://midorl.example', page('', 't', 'b'))).toEqual(['name']);
    expect(reasons('http://login.midori.example', null)).toEqual(['name']);
    expect(reasons('https://midori.test', null)).toEqual(['name']);
  });

  it('under a name that any word may be is known only where it asks for a password or a code', () => {
    const shown = 'https://midori.evil.test';
    expect(reasons(shown, null)).toBeNull();
    expect(reasons(shown, page('緑のカーテン', 's', 'b'))).toBeNull();
    expect(reasons(shown, page('', 't', 'p', 'b'))).toEqual(['name']);
    expect(reasons(shown, page('', 't1', 't1', 't1', 't1', 't1', 't1'))).toEqual(['name']);
  });
});

describe('no alarm', () => {
  it('on the bank’s own page, its other hosts and any other bound site, however alike they look', () => {
    expect(reasons(BANK, LOGIN)).toBeNull();
    expect(reasons('https://www.midori.example', LOGIN)).toBeNull();
    const second = { ...bank, origin: 'https://midori.example.net' };
    expect(reasons(second.origin, LOGIN, [bank, second])).toBeNull();
  });

  it.each([
    ['news about it', page('みどり農協ネットバンク、新サービスを開始 - 新聞', 's', 'b')],
    ['a search for it', page('みどり農協ネットバンク - 検索', 's', 'b')],
    ['its help elsewhere', page('よくある質問 | みどり農協ネットバンク')],
    ['mail from it', page('受信トレイ: みどり農協ネットバンクからのお知らせ', 's', 'a', 'b', 'b')],
  ])('on %s, where nothing is asked for', (_what, seen) => {
    expect(reasons('https://elsewhere.test', seen)).toBeNull();
  });

  it.each([
    ['an unrelated login', page('ログイン', 't', 'p', 'b')],
    ['an unrelated login in English', page('Log in | Welcome', 't', 'p', 'b')],
    ['another bank’s login, built alike', page('ログイン | あおばインターネットバンキング', ...LOGIN.shape)],
    ['a login without a title', page('', ...LOGIN.shape)],
    ['another co-operative', page('きたかぜ農協', 't', 'p', 'b')],
  ])('on %s', (_what, seen) => {
    expect(reasons('https://elsewhere.test', seen)).toBeNull();
  });

  it('on everyday sites with a login of the commonest form', () => {
    for (const host of POPULAR)
      expect(reasons(`https://${host}`, page(`ログイン - ${host}`, ...LOGIN.shape)), host).toBeNull();
  });

  it('for a bank whose title is what every login page says', () => {
    const plain = { ...unseen, looks: [page('ログイン', ...LOGIN.shape)] };
    expect(reasons('https://elsewhere.test', page('ログイン', ...LOGIN.shape), [plain])).toBeNull();
    expect(reasons('https://midori.evil.test', page('ログイン', ...LOGIN.shape), [plain])).toEqual([
      'name',
      'form',
    ]);
  });

  it('for a service of the person’s own under its name in another country, while that asks for nothing', () => {
    expect(reasons('https://kamome.co.jp', page('かもめ', 's'), [own])).toBeNull();
    expect(reasons('https://kamome.co.jp', page('かもめ', 't', 'p'), [own])).toEqual(['name']);
    expect(reasons('https://kamone.com', null, [own])).toEqual(['name']);
  });

  it('without a bound site', () => {
    expect(reasons('https://midorl.example', LOGIN, [])).toBeNull();
  });
});

it('answers whatever a page calls itself', () => {
  const title = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(title, title, (shown, learnt) => {
      const site = { ...bank, names: [learnt], looks: [page(learnt, 'p')] };
      const answer = findResemblance('https://elsewhere.test', page(shown, 'p'), [site]);
      expect(answer === null || answer.reasons.every((reason) => reason !== 'name')).toBe(true);
    }),
  );
});
