import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownsSite, siteFirst } from '../../../extension/popup/owns-site.ts';
import { fakeToken } from '../../support/fake-token-app.ts';

const BANK = 'https://login.bank.example';
const token = fakeToken({ loginOrigins: [BANK] });

describe('the site under the popup', () => {
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
