import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBindableOrigin, isFillableOrigin, mayFill } from '../../core/token/origins.ts';
import { boundOrigins, tokensFor } from '../../extension/background/bindings.ts';
import { patternOf } from '../../extension/background/register.ts';
import { contentOrigin, type Self, tabOrigin } from '../../extension/background/trust.ts';
import { webOrigin } from '../../extension/platform/web-origin.ts';
import { exampleToken } from '../support/vault-ports.ts';

const NOW = 1_800_000_000_000;
const self: Self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const BANK = 'https://bank.example';
const token = exampleToken({ loginOrigins: [BANK], expiresAt: NOW + 1e9, lastState: null });
const record = {
  id: 'R',
  token,
} as unknown as Parameters<typeof tokensFor>[0][number];

const inPage = (origin: string) => ({
  id: 'fuda',
  origin,
  url: `${origin}/login`,
  frameId: 0,
  documentId: 'D',
  tab: { id: 7, url: `${origin}/login` },
});

/** Everything near the bank's origin that is somebody else, or the bank in a way that is not its origin. */
const NEAR_ORIGINS = [
  // other schemes
  'http://bank.example',
  'ftp://bank.example',
  'ws://bank.example',
  'wss://bank.example',
  'file://bank.example',
  'javascript://bank.example',
  'view-source:https://bank.example',
  // other ports, and the default one written out
  'https://bank.example:8443',
  'https://bank.example:80',
  'https://bank.example:443',
  'https://bank.example:0443',
  'https://bank.example:',
  'http://bank.example:443',
  // above, below and beside it
  'https://www.bank.example',
  'https://old.bank.example',
  'https://a.b.bank.example',
  'https://example',
  'https://bank',
  'https://bank.example.evil.example',
  'https://evil-bank.example',
  'https://bank-example.evil.example',
  'https://bank.example.jp',
  'https://bank.examp1e',
  'https://bànk.example',
  // look-alikes in other scripts, and how a browser prints them
  'https://bаnk.example',
  'https://xn--bnk-6cd.example',
  'https://bank。example',
  'https://bank.example',
  'https://ｂａｎｋ.example',
  'https://ba\u00adnk.example',
  'https://bank.example\u200d',
  // written in another way
  'https://bank.example.',
  'https://bank.example..',
  'https://.bank.example',
  'https://bank..example',
  'https://BANK.example',
  'HTTPS://bank.example',
  'https:bank.example',
  'https:\\\\bank.example',
  'https:///bank.example',
  'https://%62ank.example',
  'https://bank.example%00',
  'https://bank.example\u0000',
  'https://bank.example\n',
  ' https://bank.example',
  'https://bank.example ',
  // with something before, or after
  'https://bank.example@evil.example',
  'https://user@bank.example',
  'https://user:pass@bank.example',
  'https://@bank.example',
  'https://bank.example/',
  'https://bank.example/login',
  'https://bank.example?',
  'https://bank.example#',
  'https://evil.example/https://bank.example',
  'https://evil.example#https://bank.example',
  // numbers
  'https://192.0.2.1',
  'https://[2001:db8::1]',
  'https://0300.0.2.1',
  // origins that are none, or another's in disguise
  'null',
  'undefined',
  '',
  '*',
  'https://*',
  'https://*.example',
  'about:blank',
  'about:srcdoc',
  'data:text/html,https://bank.example',
  'blob:https://bank.example',
  'blob:https://bank.example/4e2f1a3c-0000-4000-8000-000000000000',
  'filesystem:https://bank.example/temporary',
  'blob:null/4e2f1a3c-0000-4000-8000-000000000000',
  'chrome-extension://fuda',
  'chrome-extension://bank.example',
  'moz-extension://bank.example',
  'chrome://bank.example',
].filter((origin, at, all) => origin !== BANK && all.indexOf(origin) === at);

it('tries at least thirty origins that are near the bank’s', () => {
  expect(NEAR_ORIGINS.length).toBeGreaterThan(60);
  expect(tokensFor([record], NOW, BANK)).toEqual([record]);
  expect(contentOrigin(inPage(BANK), self)).toBe(BANK);
});

it.each(NEAR_ORIGINS)('gives a page of %j nothing of the bank’s', (near) => {
  expect(mayFill(token, near)).toBe(false);
  expect(tokensFor([record], NOW, near)).toEqual([]);
  expect(contentOrigin(inPage(near), self)).not.toBe(BANK);
});

it.each([
  'http://bank.example/',
  'https://bank.example:8443/',
  'https://old.bank.example/',
  'https://bank.example./',
  'https://bank.example@evil.example/',
  'https://xn--bnk-6cd.example/',
  'https://bаnk.example/',
  'blob:https://bank.example/4e2f1a3c-0000-4000-8000-000000000000',
  'filesystem:https://bank.example/temporary/x',
  'view-source:https://bank.example/',
  'data:text/html,https://bank.example/',
  'about:blank',
  'chrome-extension://fuda/popup.html',
])('does not take a tab that shows %j for the bank’s', (url) => {
  expect(tabOrigin({ url })).not.toBe(BANK);
});

it('takes a tab for the bank’s however its address was typed, for the browser compares origins, not letters', () => {
  for (const url of ['https://bank.example', 'HTTPS://BANK.EXAMPLE:443/x?y#z', 'https://user@bank.example/'])
    expect(tabOrigin({ url })).toBe(BANK);
});

it('shows a name in another script as its ASCII form, in which it resembles nothing', () => {
  expect(webOrigin('https://bаnk.example/login')).toBe('https://xn--bnk-6cd.example');
  expect(tabOrigin({ url: 'https://みどり.example/' })).toBe('https://xn--p9j0b8a.example');
  // A token may well be bound to such a name, in the form in which browsers print it.
  expect(isFillableOrigin('https://xn--p9j0b8a.example')).toBe(true);
  expect(isFillableOrigin('https://みどり.example')).toBe(false);
});

it('fills over plain HTTP on this very machine only', () => {
  for (const own of [
    'http://localhost',
    'http://localhost:8610',
    'http://midori.localhost:4302',
    'http://127.0.0.1:8610',
    'http://127.8.9.10',
    'http://[::1]:8610',
  ])
    expect(isFillableOrigin(own), own).toBe(true);
  for (const other of [
    'http://bank.example',
    'http://localhost.evil.example',
    'http://notlocalhost',
    'http://xlocalhost',
    'http://localhost.',
    'http://midori.localhost.:4302',
    'http://127.0.0.1.evil.example',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://192.168.0.1',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::2]',
    'http://[::ffff:127.0.0.1]',
    'http://2130706433',
    'http://0x7f.1',
    'http://127.1',
  ])
    expect(isFillableOrigin(other), other).toBe(false);
});

it('registers nothing for an origin that is in a token’s list and not fillable', () => {
  const odd = exampleToken({
    loginOrigins: ['http://bank.example', BANK, 'https://bank.example.', '*', 'null', 'https://*.example'],
    lastState: null,
  });
  expect(boundOrigins([{ ...record, token: odd }], NOW)).toEqual([BANK]);
  expect(patternOf(BANK)).toBe('https://bank.example:443/*');
});

const hosts = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((ip) => `[${ip}]`),
  fc.constantFrom('localhost', 'a.localhost', '127.0.0.1', 'bank.example', 'bank.example.', 'bаnk.example'),
);
const origins = fc
  .tuple(
    fc.constantFrom('https:', 'http:', 'HTTPS:', 'ws:', 'ftp:', 'blob:https:', 'chrome-extension:', ''),
    hosts,
    fc.oneof(
      fc.constant(''),
      fc.nat(70_000).map((port) => `:${port}`),
    ),
    fc.constantFrom('', '', '', '/', '/x', '?', '#', '.', '@evil.example'),
  )
  .map(([scheme, host, port, rest]) => `${scheme}//${host}${port}${rest}`);

it('calls fillable only what a browser prints as an origin of https, or of this machine', () => {
  fc.assert(
    fc.property(fc.oneof(origins, fc.webUrl(), fc.string()), (origin) => {
      if (!isFillableOrigin(origin)) return;
      const { protocol, host, hostname, username, pathname, search, hash } = new URL(origin);
      expect(`${protocol}//${host}`).toBe(origin);
      expect([username, pathname, search, hash]).toEqual(['', '/', '', '']);
      const isHere = /(^|\.)localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(hostname);
      expect(protocol === 'https:' || (protocol === 'http:' && isHere)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

it('fills on no origin but one of the token’s own, to the letter', () => {
  fc.assert(
    fc.property(fc.array(origins, { maxLength: 4 }), origins, (loginOrigins, origin) => {
      const expected = loginOrigins.includes(origin) && isFillableOrigin(origin);
      expect(mayFill({ loginOrigins }, origin)).toBe(expected);
    }),
    { numRuns: 3_000 },
  );
});

it('never fills on an origin one letter away', () => {
  fc.assert(
    fc.property(
      fc
        .domain()
        .map((host) => `https://${host}`)
        .filter(isFillableOrigin),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      fc.constantFrom('put in', 'put over', 'left out'),
      (owned, where, letter, how) => {
        const at = where % (owned.length + 1);
        const after = owned.slice(how === 'put in' ? at : at + 1);
        const near = owned.slice(0, at) + (how === 'left out' ? '' : letter) + after;
        expect(mayFill({ loginOrigins: [owned] }, near)).toBe(near === owned);
      },
    ),
    { numRuns: 3_000 },
  );
});

it('gives neighbours below a shared name nothing of each other’s, nor of the shared name itself', () => {
  for (const shared of ['github.io', 'co.jp', 'example', 'localhost']) {
    const mine = { loginOrigins: [`https://a.${shared}`] };
    expect(mayFill(mine, `https://a.${shared}`)).toBe(true);
    for (const host of [`b.${shared}`, `x.a.${shared}`, shared, `a.x.${shared}`, `ba.${shared}`])
      expect(mayFill(mine, `https://${host}`), host).toBe(false);
    // Nor would a token bound to the shared name be anybody's below it.
    expect(mayFill({ loginOrigins: [`https://${shared}`] }, `https://a.${shared}`)).toBe(false);
  }
});

it.each([
  'https://jp',
  'https://com',
  'https://intranet',
  'https://co.jp',
  'https://ne.jp',
  'https://go.jp',
  'https://co.jp:8443',
  'https://com.au',
  'https://co.uk',
  'https://gov.uk',
  'https://github.io',
  'https://pages.dev',
  'https://vercel.app',
  'https://192.0.2.1',
  'https://[2001:db8::1]',
  'http://bank.example',
  'https://bank.example.',
  'https://bank.example/',
  'https://*.bank.example',
  'null',
  '',
])('lets nobody bind a token to %j', (origin) => {
  expect(isBindableOrigin(origin)).toBe(false);
});

it.each([
  'https://bank.example',
  'https://bank.example:8443',
  'https://bank.co.jp',
  'https://co.example.jp',
  'https://me.github.io',
  'https://go.com',
  'https://t.co',
  'https://xn--p9j0b8a.example',
  'http://localhost:8610',
  'http://midori.localhost:4302',
  'https://localhost',
  'http://127.0.0.1:8610',
  'http://[::1]:8610',
])('lets a person bind a token to %j', (origin) => {
  expect(isBindableOrigin(origin)).toBe(true);
});

it('lets nobody bind what could not be filled', () => {
  fc.assert(
    fc.property(fc.oneof(origins, fc.string()), (origin) => {
      if (isBindableOrigin(origin)) expect(isFillableOrigin(origin)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
