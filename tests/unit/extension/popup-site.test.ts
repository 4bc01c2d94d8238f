import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownsSite, siteFirst } from '../../../extension/popup/owns-site.ts';
import { siteOrigin } from '../../../extension/popup/site.ts';
import { fakeToken } from '../../support/fake-token-app.ts';

const BANK = 'https://login.bank.example';
const token = fakeToken({ loginOrigins: [BANK] });

describe('the site under the popup', () => {
  it.each([
    ['https://login.bank.example/otp?x=1#y', 'https://login.bank.example'],
    ['http://midori.localhost:4302/login', 'http://midori.localhost:4302'],
    ['https://user:pass@bank.example/', 'https://bank.example'],
    ['https://みどり.example/', 'https://xn--p9j0b8a.example'],
    ['chrome://extensions/', null],
    ['chrome-extension://abcdefghijklmnop/page.html', null],
    ['file:///etc/passwd', null],
    ['about:blank', null],
    ['data:text/html,x', null],
    ['blob:https://login.bank.example/1', null],
    ['', null],
  ])('of the address %s is %s', (address, origin) => {
    expect(siteOrigin(address)).toBe(origin);
  });

  it('is read from any text without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const origin = siteOrigin(text);
        expect(origin === null || /^https?:\/\/[^/]+$/.test(origin)).toBe(true);
      }),
    );
  });

  it.each([
    'https://bank.example',
    'https://login.bank.example:8443',
    'http://login.bank.example',
    'https://login.bank.example.evil.example',
    'https://1ogin.bank.example',
    'https://login.bank.example.',
  ])('%s is not the token’s', (origin) => {
    expect(ownsSite(token, origin)).toBe(false);
  });

  it('is the token’s only to the letter', () => {
    expect(ownsSite(token, BANK)).toBe(true);
    expect(ownsSite(token, null)).toBe(false);
  });
});

describe('the order of the tokens', () => {
  const own = fc
    .boolean()
    .map((isOwn) => fakeToken({ loginOrigins: [isOwn ? BANK : 'https://other.example'] }));

  it('puts the site’s first and otherwise keeps the person’s', () => {
    fc.assert(
      fc.property(fc.array(own, { maxLength: 8 }), (tokens) => {
        const ordered = siteFirst(tokens, BANK);
        const ours = tokens.filter((one) => ownsSite(one, BANK));
        expect(ordered.slice(0, ours.length)).toEqual(ours);
        expect(ordered.slice(ours.length)).toEqual(tokens.filter((one) => !ours.includes(one)));
      }),
    );
  });
});
