import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { codeAt } from '../../core/token/code.ts';
import type { StoredToken } from '../../core/token/model.ts';
import { route } from '../../extension/background/router.ts';
import type { Self, Sender } from '../../extension/background/trust.ts';
import { openExtensionVault } from '../../extension/platform/vault.ts';
import { standInChrome } from '../support/stand-in-chrome.ts';
import { exampleToken } from '../support/vault-ports.ts';

const NOW = 1_800_000_100_000;
const STEP_MS = 30_000;
const now = () => NOW;
const self: Self = { id: 'fuda', origin: 'chrome-extension://fuda' };
const OURS = 'https://ours.example';
const THEIRS = 'https://theirs.example';
const SEEDS = {
  ours: 'b3Vycy1vdXJzLW91cnMtb3Vycy1vdXJzLTMyLWJ5dGVzISE',
  theirs: 'dGhlaXJzLXRoZWlycy10aGVpcnMtdGhlaXJzLTMyLWJ5dA',
};

let records: { ours: string; theirs: string };
let tokens: { ours: StoredToken; theirs: StoredToken };

beforeAll(async () => {
  standInChrome(self.id);
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code here')) });
  const vault = await door.create();
  tokens = {
    ours: exampleToken({ seed: SEEDS.ours, loginOrigins: [OURS] }),
    theirs: exampleToken({ seed: SEEDS.theirs, loginOrigins: [THEIRS], tokenId: 'FUDA-8765-4321' }),
  };
  records = { ours: (await vault.add(tokens.ours)).id, theirs: (await vault.add(tokens.theirs)).id };
  vault.lock();
  door.close();
});

const sender = (origin: string): Sender => ({
  id: self.id,
  origin,
  url: `${origin}/login`,
  frameId: 0,
  documentId: `document of ${origin}`,
  tab: { id: 7, url: `${origin}/login` },
});

/** Codes of a token around now: none of them may be in an answer to somebody else. */
const codesOf = (token: StoredToken): string[] =>
  [-2, -1, 0, 1, 2].map((steps) => codeAt(token, NOW + steps * STEP_MS).code);

const anyMessage = () =>
  fc.oneof(
    fc.anything(),
    fc.dictionary(
      fc.constantFrom('kind', 'username', 'step', 'tabId', 'tokenId', 'origin', 'code', 'seed', 'id'),
      fc.oneof(
        fc.constantFrom<unknown>('ask', 'filled', 'submitted', 'changed', 'touched', 'site', 'fill-here'),
        fc.constantFrom<unknown>('write', 'seed', 'export', THEIRS, null, 7),
        fc.constantFrom('ours' as const, 'theirs' as const).map((which) => records[which]),
        fc.anything(),
      ),
    ),
    fc.record({ kind: fc.constant('ask'), username: fc.oneof(fc.string(), fc.constant(null)) }),
  );

it('gives a page of the token its own code, so that the trials below can fail', async () => {
  const answer = await route(now, { kind: 'ask', username: null }, sender(THEIRS), self);
  expect(answer).toMatchObject({ kind: 'fill', code: codeAt(tokens.theirs, NOW).code });
});

it('no message from a script in a page yields a seed, or the code of another origin', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessage(), async (message) => {
      const said = JSON.stringify((await route(now, message, sender(OURS), self)) ?? null);
      for (const secret of [SEEDS.ours, SEEDS.theirs, ...codesOf(tokens.theirs)])
        expect(said.includes(secret)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  'https://stranger.example',
  `${THEIRS}:8443`,
  'http://theirs.example',
  'https://www.theirs.example',
  'null',
])('no message from %s yields any code', async (origin) => {
  await fc.assert(
    fc.asyncProperty(anyMessage(), async (message) => {
      const said = JSON.stringify((await route(now, message, sender(origin), self)) ?? null);
      for (const secret of [...Object.values(SEEDS), ...codesOf(tokens.ours), ...codesOf(tokens.theirs)])
        expect(said.includes(secret)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('no sender but our own pages is answered to a message of theirs', () => {
  const message = { kind: 'fill-here', tabId: 7, tokenId: records.theirs };
  expect(route(now, message, sender(THEIRS), self)).toBeNull();
  expect(route(now, message, { id: 'other', origin: self.origin, url: `${self.origin}/x` }, self)).toBeNull();
  expect(route(now, { kind: 'ask', username: null }, { id: self.id, origin: self.origin }, self)).toBeNull();
});
