import { afterEach, describe, expect, it, vi } from 'vitest';
import { patternOf } from '../../../extension/background/register.ts';
import { matchPattern } from '../../../extension/platform/match-pattern.ts';

it.each([
  ['https://bank.example', 'https://bank.example:443/*'],
  ['https://bank.example:8443', 'https://bank.example:8443/*'],
  ['http://midori.localhost', 'http://midori.localhost:80/*'],
  ['http://midori.localhost:4302', 'http://midori.localhost:4302/*'],
])('registers for %s on its own port only', (origin, pattern) => {
  expect(patternOf(origin)).toBe(pattern);
});

it('asks a person for an origin as they know it', () => {
  expect(matchPattern('https://bank.example')).toBe('https://bank.example/*');
  expect(matchPattern('https://bank.example:8443')).toBe('https://bank.example:8443/*');
});

describe('where patterns take no port', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(['https://bank.example', 'https://bank.example:8443'])('names none, for %s', (origin) => {
    vi.stubGlobal('chrome', { runtime: { getBrowserInfo: async () => ({}) } });
    expect(matchPattern(origin)).toBe('https://bank.example/*');
    expect(patternOf(origin)).toBe('https://bank.example/*');
  });
});
