import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostParts } from '../../../extension/look-alike/host.ts';
import { nearName, nearOrigin } from '../../../extension/look-alike/near-name.ts';
import { skeleton } from '../../../extension/look-alike/skeleton.ts';
import { BANKS, POPULAR } from './hosts.ts';

const hostOf = (written: string) => new URL(`https://${written}`).hostname;
const near = (shown: string, bank: string) => nearName(hostOf(shown), hostOf(bank));

describe('a name that is made to be mistaken for the bank’s', () => {
  it.each([
    // Slips
    ['midoru.example', 'midori.example'],
    ['midorri.example', 'midori.example'],
    ['mdori.example', 'midori.example'],
    ['imdori.example', 'midori.example'],
    ['rakutenbamk.co.jp', 'rakutenbank.co.jp'],
    ['raktenbamk.co.jp', 'rakutenbank.co.jp'],
    // Look-alike letters
    ['midorl.example', 'midori.example'],
    ['midor1.example', 'midori.example'],
    ['mid0ri.example', 'midori.example'],
    ['rnidori.example', 'midori.example'],
    ['vvakaba.example', 'wakaba.example'],
    ['sakura-bamk.example', 'sakura-bank.example'],
    ['sakura-barık.example', 'sakura-bank.example'],
    // IDN
    ['mіdori.example', 'midori.example'], // і is Cyrillic
    ['мidori.example', 'midori.example'],
    ['bаnk.example', 'bank.example'],
    ['midοri.example', 'midori.example'], // ο is Greek
    ['midorí.example', 'midori.example'],
    ['аоЬа.example', 'aoba.example'],
    ['力もめ銀行.example', 'カもめ銀行.example'], // a Chinese character for the kana
    // Words put beside it
    ['midori-login.example', 'midori.example'],
    ['login-midori.test', 'midori.example'],
    ['midorilogin.example', 'midori.example'],
    ['secure-midori-bank.test', 'midori.example'],
    ['mymidoribank.test', 'midori.example'],
    ['midorl-login.test', 'midori.example'],
    ['midoru-login.test', 'midori.example'],
    ['midori-co-jp.test', 'midori.co.jp'],
    ['smbc-direct.test', 'direct.smbc.co.jp'],
    ['rakuten-login.test', 'rakuten-bank.co.jp'],
    ['midori24.test', 'midori.example'],
    ['midorinejp.test', 'midori.ne.jp'],
    ['midori-secure.evil.test', 'midori.example'],
    // The bank's whole name in a longer one
    ['midori.example.evil.test', 'midori.example'],
    ['login.midori.example.evil.test', 'midori.example'],
    ['midori-example.evil.test', 'midori.example'],
    ['www-midori-example.test', 'midori.example'],
    ['midori.co.jp.evil.test', 'midori.co.jp'],
    ['www.smbc.co.jp.login.test', 'direct.smbc.co.jp'],
    // Hyphens
    ['mid-ori.example', 'midori.example'],
    ['jibun-bank.co.jp', 'jibunbank.co.jp'],
    ['rakutenbank.co.jp', 'rakuten-bank.co.jp'],
  ])('%s for %s', (shown, bank) => {
    expect(near(shown, bank)).toBe('near');
  });

  it.each([
    ['midori.test', 'midori.example', 'namesake'],
    ['midori.jp', 'midori.co.jp', 'namesake'],
    // Wide letters are plain ones to the platform
    ['ｍｉｄｏｒｉ.test', 'midori.example', 'namesake'],
    ['www.midori.com', 'login.midori.co.jp', 'namesake'],
    // Anybody's page with a host that gives names away
    ['midori.github.io', 'midori.example', 'namesake'],
    // Any word may be a label on the left
    ['midori.evil.test', 'midori.example', 'faint'],
    ['midori.wiki.example', 'midori.co.jp', 'faint'],
    // "bank" alone is no one's name
    ['bank.test', 'bank.example', 'faint'],
    ['au.jp', 'au.com', 'faint'],
  ])('%s for %s is not alone enough', (shown, bank, kinship) => {
    expect(near(shown, bank)).toBe(kinship);
  });
});

describe('no alarm', () => {
  it.each([
    ['www.midori.example', 'login.midori.example'],
    ['midori.example', 'login.midori.example'],
    ['a.b.midori.co.jp', 'midori.co.jp'],
    ['www2.parasol.anser.ne.jp', 'parasol.anser.ne.jp'],
  ])('on another host of the same registered name, whose owner is the same: %s and %s', (shown, bank) => {
    expect(near(shown, bank)).toBe('same-site');
  });

  it('but neighbours under a suffix where anybody gets a name have different owners', () => {
    expect(near('kawasemi.github.io', 'midori.github.io')).toBeNull();
    expect(near('midorl.github.io', 'midori.github.io')).toBe('near');
    expect(near('midori.co.jp', 'kamome.co.jp')).toBeNull();
  });

  it.each([
    ['sbi.example', 'sbj.example'],
    ['boj.example', 'boy.example'],
    ['aeon.example', 'aeom.example'],
    ['kyoto.example', 'tokyo.example'],
    ['みなと銀行.example', 'みどり銀行.example'],
  ])('for names that are near by chance: %s and %s', (shown, bank) => {
    expect(near(shown, bank)).toBeNull();
  });

  it.each([
    ['midori-dental.example', 'midori.example'],
    ['midorigaoka.example', 'midori.example'],
    ['aoba-ward.example', 'aoba.example'],
    ['smbc-card.com', 'direct.smbc.co.jp'],
    ['rakuten.co.jp', 'rakuten-bank.co.jp'],
    ['rakuten-mobile.co.jp', 'rakuten-bank.co.jp'],
    ['ja-online.example', 'jabank.jp'],
    ['aoba.wiki.example', 'aoba.co.jp'],
    ['netbank.example', 'bank.example'],
    ['bankofsomewhere.example', 'bank.example'],
    ['evil.test', 'midori.example'],
  ])('where the bank’s name is an ordinary word or another’s: %s and %s', (shown, bank) => {
    expect(near(shown, bank)).toBeNull();
  });

  it.each([
    ['192.0.2.1', 'midori.example'],
    ['[2001:db8::1]', 'midori.example'],
    ['midori.example', '192.0.2.1'],
    ['192.0.2.2', '192.0.2.1'],
    ['localhost', 'midori.localhost'],
    ['midori.localhost', 'localhost'],
  ])('between names and addresses: %s and %s', (shown, bank) => {
    expect(near(shown, bank)).toBeNull();
  });

  it('on any of the everyday sites, for any of the banks', () => {
    expect(new Set(POPULAR).size).toBeGreaterThanOrEqual(200);
    expect(new Set(BANKS).size).toBeGreaterThanOrEqual(30);
    const alarms = BANKS.flatMap((bank) =>
      POPULAR.map((shown) => [shown, bank, near(shown, bank)] as const).filter(
        ([, , kinship]) => kinship !== null && kinship !== 'same-site',
      ),
    );
    expect(alarms).toEqual([]);
  });

  it('between one bank and another', () => {
    const alarms = BANKS.flatMap((bank) =>
      BANKS.filter((other) => other !== bank)
        .map((other) => [other, bank, near(other, bank)] as const)
        .filter(([, , kinship]) => kinship !== null),
    );
    expect(alarms).toEqual([]);
  });
});

describe('whole origins', () => {
  it.each([
    ['http://midori.example', 'https://midori.example', 'near'],
    ['https://midori.example:8443', 'https://midori.example', 'near'],
    ['https://midori.example.', 'https://midori.example', 'near'],
    ['https://midori.example', 'https://midori.example', 'same-site'],
    ['https://www.midori.example', 'https://midori.example', 'same-site'],
    ['http://www.midori.example', 'https://midori.example', 'same-site'],
    ['https://www.midori.example:8443', 'https://midori.example', 'same-site'],
    // On one machine each port is another program.
    ['http://midori.localhost:8080', 'http://midori.localhost:4302', 'near'],
    ['http://www.midori.localhost:8080', 'http://midori.localhost:4302', 'near'],
    ['http://desk.midori.localhost:4302', 'http://midori.localhost:4302', 'same-site'],
    ['http://midorl.localhost:4302', 'http://midori.localhost:4302', 'near'],
    ['http://aoba.localhost:4305', 'http://midori.localhost:4302', null],
    ['http://localhost:3000', 'http://localhost:5173', 'same-site'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:5173', 'same-site'],
    ['null', 'https://midori.example', null],
    ['https://midori.example', '', null],
  ])('%s beside %s: %s', (shown, bank, kinship) => {
    expect(nearOrigin(shown, bank)).toBe(kinship);
  });
});

describe('whatever a host is made of', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.domain(),
    fc.array(fc.string({ unit: 'grapheme', maxLength: 70 })).map((labels) => labels.join('.')),
    fc.string().map((text) => `xn--${text}`),
    fc.webUrl().map((url) => new URL(url).hostname),
  );

  it('it answers, and never throws', () => {
    fc.assert(
      fc.property(anything, anything, (shown, bank) => {
        expect(['same-site', 'near', 'namesake', 'faint', null]).toContain(nearName(shown, bank));
        expect(['same-site', 'near', 'namesake', 'faint', null]).toContain(nearOrigin(shown, bank));
      }),
    );
  });

  it('it is of the same site as itself', () => {
    fc.assert(
      fc.property(anything, (host) => {
        expect(nearName(host, host)).toBe('same-site');
      }),
    );
  });

  it('a slip in the name is one both ways', () => {
    const names = fc.stringMatching(/^[a-z]{3,14}$/);
    fc.assert(
      fc.property(names, names, fc.nat(), (name, other, at) => {
        const slipped = name.slice(0, at % name.length) + name.slice((at % name.length) + 1);
        for (const each of [slipped, other]) {
          const [here, there] = [`${name}.test`, `${each}.test`];
          // Words around a name are looked for from the bank's side only.
          if (name.includes(each) || each.includes(name) || each.length < 3) continue;
          expect(nearName(here, there) === 'near').toBe(nearName(there, here) === 'near');
        }
      }),
    );
  });

  it('no more of it is read than a name in the DNS can have', () => {
    for (const host of ['a'.repeat(10_000), 'midori.'.repeat(1_500), `x.${'é'.repeat(9_000)}.test`]) {
      const { labels } = hostParts(host);
      expect(labels.length).toBeLessThanOrEqual(32);
      expect(Math.max(...labels.map((label) => label.length))).toBeLessThanOrEqual(63);
    }
  });

  it('what is not seen in it does not count', () => {
    expect(skeleton('mi\u200bd\u00ador\u2060i')).toBe(skeleton('midori'));
  });

  it.each([
    ['one label', 'a'.repeat(10_000)],
    ['many labels', 'midori.'.repeat(1_500)],
    ['many hyphens', `${'midori-'.repeat(1_500)}x`],
    ['one Punycode label', `xn--${'a0b1'.repeat(2_500)}`],
    ['only dots', '.'.repeat(10_000)],
    ['the word’s own parts', 'login'.repeat(2_000)],
    ['letters with long plain forms', '\ufdfa'.repeat(10_000)],
  ])('ten thousand characters cost what sixty-three do: %s', (_what, host) => {
    // Hundreds of them: were the work more than linear, this would not end within the test's time.
    for (let n = 0; n < 300; n++) expect(() => nearName(host, 'midori.example')).not.toThrow();
    for (let n = 0; n < 300; n++) expect(() => nearName('midori.example', host)).not.toThrow();
  });
});
