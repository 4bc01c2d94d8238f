import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webOrigin } from '../../../extension/platform/web-origin.ts';

describe('the origin of an address', () => {
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
    [undefined, null],
  ])('%s is %s', (address, origin) => {
    expect(webOrigin(address)).toBe(origin);
  });

  it('is read from any text without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const origin = webOrigin(text);
        expect(origin === null || /^https?:\/\/[^/]+$/.test(origin)).toBe(true);
      }),
    );
  });
});
