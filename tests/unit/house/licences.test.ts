import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LICENCE_TEXTS, LICENCES } from '../../../core/ui/screens/settings/licences-data.ts';
import { shippedPackages } from '../../../tools/licences.ts';

const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, { version?: string }>;
};
const shown = LICENCES.map(({ text, ...rest }) => ({ ...rest, text: LICENCE_TEXTS[text] }));

test('the screen of licences names what is shipped, word for word (else: node tools/licences.ts)', () => {
  expect(shown).toEqual(shippedPackages());
});

test('each is named in the version that the lock file fixes', () => {
  for (const { name, version } of LICENCES)
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
});

test('what the apps are made of is among them', () => {
  const names = LICENCES.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['preact', 'idb', '@noble/hashes', '@hpke/common', 'qr']));
  expect(names).not.toContain('hono');
  expect(names).not.toContain('vite');
});
