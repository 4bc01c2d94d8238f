import { expect, it } from 'vitest';
import {
  contentOrigin,
  type Self,
  type Sender,
  senderKind,
  tabOrigin,
} from '../../../extension/background/trust.ts';

const self: Self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const BANK = 'https://bank.example';

/** Our script in the tab's own page of `origin`, as the browser describes it. */
const inPage = (origin: string, more: Partial<Sender> = {}): Sender => ({
  id: 'fuda',
  origin,
  url: `${origin}/login`,
  frameId: 0,
  documentId: 'D',
  documentLifecycle: 'active',
  tab: { id: 7, url: `${origin}/login` },
  ...more,
});

it('takes the exact origin the browser names, and no other', () => {
  expect(contentOrigin(inPage(BANK), self)).toBe(BANK);
  expect(contentOrigin(inPage('http://midori.localhost:8610'), self)).toBe('http://midori.localhost:8610');
  expect(contentOrigin(inPage('http://127.0.0.1:8610'), self)).toBe('http://127.0.0.1:8610');
});

/** Near the bank's origin; trusted as themselves at most, never as the bank. */
const NEAR_ORIGINS = [
  'http://bank.example',
  'https://bank.example:8443',
  'https://bank.example:80',
  'https://www.bank.example',
  'https://login.bank.example',
  'https://bank.example.evil.example',
  'https://evil-bank.example',
  'https://bankexample',
  'https://bank.example.',
  'https://bank.examp1e',
  'https://bаnk.example',
  'https://xn--bnk-7cd.example',
  'https://bank.example/',
  'https://bank.example/login',
  'https://bank.example?x',
  'https://bank.example#x',
  'https://user@bank.example',
  'https://bank.example@evil.example',
  'https://bank.example:443',
  'HTTPS://bank.example',
  'https://BANK.example',
  'https:\\\\bank.example',
  'https://bank.example\u0000',
  ' https://bank.example',
  'ftp://bank.example',
  'file://bank.example',
  'blob:https://bank.example',
  'data:text/html,bank.example',
  'javascript://bank.example',
  'chrome-extension://bank.example',
  'null',
  '',
];

it.each(NEAR_ORIGINS)('does not take %j for the bank', (near) => {
  expect(contentOrigin(inPage(near), self)).not.toBe(BANK);
});

it.each([
  'http://bank.example',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://10.0.0.1',
  'http://midori.localhost.:8610',
  'https://bank.example.',
  'null',
  '',
])('speaks for nobody on %j', (origin) => {
  expect(contentOrigin(inPage(origin), self)).toBeNull();
});

it.each<[string, { [K in keyof Sender]?: Sender[K] | undefined }]>([
  ['another extension', { id: 'other' }],
  ['no extension', { id: undefined }],
  ['no tab', { tab: undefined }],
  ['a tab without a number', { tab: { url: `${BANK}/login` } }],
  ['no frame', { frameId: undefined }],
  ['a page being prepared', { documentLifecycle: 'prerender' }],
  ['a page on its way out', { documentLifecycle: 'pending_deletion' }],
  ['a page kept for going back', { documentLifecycle: 'cached' }],
  ['no origin', { origin: undefined }],
  ['no address', { url: undefined }],
  ['an address of another origin', { url: 'https://evil.example/' }],
  ['an address without an origin', { url: 'about:blank' }],
  ['an address that is none', { url: 'https://' }],
  ['a frame in another site', { frameId: 3, tab: { id: 7, url: 'https://evil.example/' } }],
  ['a frame in the same host over http', { frameId: 3, tab: { id: 7, url: 'http://bank.example/' } }],
  ['a frame in a tab that is not told', { frameId: 3, tab: { id: 7 } }],
])('drops a sender that is or has %s', (_what, more) => {
  const told = Object.entries({ ...inPage(BANK), ...more }).filter(([, value]) => value !== undefined);
  const sender: Sender = Object.fromEntries(told);
  expect(contentOrigin(sender, self)).toBeNull();
});

it('takes a frame inside a tab of the same origin, when its address is of that origin too', () => {
  expect(contentOrigin(inPage(BANK, { frameId: 3 }), self)).toBe(BANK);
  for (const url of ['about:srcdoc', 'about:blank', `blob:${BANK}/4e2f1a3c`, `filesystem:${BANK}/x`])
    for (const frameId of [0, 3]) expect(contentOrigin(inPage(BANK, { frameId, url }), self)).toBeNull();
});

it('tells our own pages from pages that look like them', () => {
  const own: Sender = { id: 'fuda', origin: self.origin, url: `${self.origin}/popup.html` };
  expect(senderKind(own, self)).toBe('own-page');
  expect(contentOrigin(own, self)).toBeNull();
  expect(senderKind({ ...own, url: 'https://evil.example/popup.html' }, self)).toBe('unknown');
  expect(senderKind({ ...own, id: 'other' }, self)).toBe('unknown');
  expect(senderKind(inPage(BANK), self)).toBe('content');
});

it('reads a tab only where codes may be filled', () => {
  expect(tabOrigin({ url: `${BANK}/login?next=1` })).toBe(BANK);
  for (const url of ['http://bank.example/', 'about:blank', 'chrome://settings/', 'file:///etc/hosts', 'x'])
    expect(tabOrigin({ url })).toBeNull();
  expect(tabOrigin({})).toBeNull();
});
