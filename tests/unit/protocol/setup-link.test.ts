import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeUserId } from '../../../core/protocol/ids.ts';
import { makeSetupLink, readSetupFragment } from '../../../core/protocol/setup-link.ts';

const APP = 'http://app.localhost:4301';
const ids = { serviceId: '10112235', userId: makeUserId((n) => crypto.getRandomValues(new Uint8Array(n))) };

describe('the set-up link', () => {
  test('carries the two IDs in the fragment, where no server sees them, and nothing else', () => {
    const link = new URL(makeSetupLink(APP, ids));
    expect(link.origin + link.pathname + link.search).toBe(`${APP}/`);
    expect(link.hash).toBe(`#setup?s=${ids.serviceId}&u=${ids.userId}`);
  });

  test('is read back as it was made', () => {
    expect(readSetupFragment(new URL(makeSetupLink(`${APP}/`, ids)).hash)).toEqual(ids);
  });

  test('an authority or a password smuggled into it is ignored', () => {
    const { hash } = new URL(makeSetupLink(APP, ids));
    expect(readSetupFragment(`${hash}&authority=https://evil.example&p=1234`)).toEqual(ids);
  });

  test.each([
    '',
    '#',
    '#setup',
    '#setup?',
    '#setup?s=10112235',
    `#setup?s=1&u=${ids.userId}`,
    '#setup?s=10112235&u=123456789012',
  ])('%j is no set-up link', (fragment) => {
    expect(readSetupFragment(fragment)).toBeNull();
  });

  test('no fragment whatsoever makes the reader throw or answer with malformed IDs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readSetupFragment(`#setup?${text}`);
        if (read) expect(read.serviceId).toMatch(/^\d{8}$/);
      }),
    );
  });
});
