import { expect, it } from 'vitest';
import { patternOf } from '../../../extension/background/register.ts';

it.each([
  ['https://bank.example', 'https://bank.example:443/*'],
  ['https://bank.example:8443', 'https://bank.example:8443/*'],
  ['http://midori.localhost', 'http://midori.localhost:80/*'],
  ['http://midori.localhost:4302', 'http://midori.localhost:4302/*'],
])('registers for %s on its own port only', (origin, pattern) => {
  expect(patternOf(origin)).toBe(pattern);
});
