import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { codeAt } from '../../../core/token/code.ts';
import type { IssuerToken, StoredToken } from '../../../core/token/model.ts';
import { answerAsk, codeByHand, rememberChoice, TOO_LATE_MS } from '../../../extension/background/fill.ts';
import { fillingOf, markUsed, rememberFilling } from '../../../extension/background/memory.ts';
import { type OpenedVault, withVault } from '../../../extension/background/opened-vault.ts';
import { route } from '../../../extension/background/router.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const STEP_MS = 30_000;
/** Five seconds into a step. */
const NOW = 1_800_000_000_000 + 5_000;
const BANK = 'https://bank.example';
const DOCUMENT = 'a document';

beforeEach(async () => {
  standInChrome('fuda');
  await evict(indexedDB);
});

/** Keeps `tokens` in a new vault and gives their record IDs. */
async function keep(...tokens: StoredToken[]): Promise<string[]> {
  const door = await openExtensionVault(() => NOW, { derive: () => Promise.reject(new Error('no code')) });
  const vault = await door.create();
  const ids: string[] = [];
  for (const token of tokens) ids.push((await vault.add(token)).id);
  vault.lock();
  door.close();
  return ids;
}

async function opened<Result>(work: (vault: OpenedVault) => Promise<Result>, now = NOW) {
  const result = await withVault(() => now, work);
  if (result === 'locked' || result === 'absent') throw new Error(String(result));
  return result as Awaited<Result>;
}

const ask = (username: string | null = null, now = NOW, origin = BANK, documentId = DOCUMENT) =>
  opened((vault) => answerAsk(vault, { origin, documentId, username }), now);

const mine = exampleToken({ loginOrigins: [BANK] });
const yours = exampleToken({
  loginOrigins: [BANK],
  tokenId: 'FUDA-8765-4321',
  seed: 'YW5vdGhlci1zZWVkLW9mLWFub3RoZXItcGVyc29uLTMyYg',
});

it('gives the one token’s code until its step ends', async () => {
  await keep(mine);
  expect(await ask()).toEqual({
    kind: 'fill',
    code: codeAt(mine, NOW).code,
    step: Math.floor(NOW / STEP_MS),
    wakeIn: 25_050,
  });
});

it('waits when too little time is left, but leaves in place what it gave in time', async () => {
  await keep(mine);
  const late = NOW - 5_000 + STEP_MS - TOO_LATE_MS + 1;
  expect(await ask(null, late)).toEqual({ kind: 'wait', wakeIn: TOO_LATE_MS - 1 + 50 });
  expect(await ask(null, NOW)).toMatchObject({ kind: 'fill' });
  expect(await ask(null, late)).toMatchObject({ kind: 'fill', code: codeAt(mine, late).code });
});

it('gives a submitted step to no page of that origin again', async () => {
  const [id = ''] = await keep(mine);
  await markUsed(BANK, id, Math.floor(NOW / STEP_MS));
  expect(await ask()).toMatchObject({ kind: 'wait' });
  expect(await opened((vault) => codeByHand(vault, id, BANK))).toBe('no-code');
  expect(await ask(null, NOW + STEP_MS)).toMatchObject({ kind: 'fill' });
  // An earlier report that comes late takes nothing back.
  await markUsed(BANK, id, 0);
  expect(await ask()).toMatchObject({ kind: 'wait' });
});

it('does not guess between two people’s tokens; the login ID picks, once it was shown which', async () => {
  const [, second = ''] = await keep(mine, yours);
  expect(await ask()).toEqual({ kind: 'none' });
  expect(await ask('taro')).toEqual({ kind: 'none' });
  await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', second));
  expect(await ask('taro')).toMatchObject({ code: codeAt(yours, NOW).code });
  expect(await ask('hanako')).toEqual({ kind: 'none' });
  expect(await ask('taro ')).toEqual({ kind: 'none' });
});

it('keeps to the token a person chose by hand in this document, unless the login ID is known better', async () => {
  const [first = '', second = ''] = await keep(mine, yours);
  await rememberFilling({ documentId: DOCUMENT, recordId: second, step: 0, chosen: true, username: null });
  expect(await ask()).toMatchObject({ code: codeAt(yours, NOW).code });
  expect(await ask('taro')).toMatchObject({ code: codeAt(yours, NOW).code });
  await opened(({ vault }) => rememberChoice(vault, BANK, 'hanako', first));
  expect(await ask('hanako')).toMatchObject({ code: codeAt(mine, NOW).code });
  expect(await ask(null, NOW, BANK, 'another document')).toEqual({ kind: 'none' });
});

it('forgets the oldest choices rather than growing', async () => {
  const [first = ''] = await keep(mine, yours);
  await opened(async ({ vault }) => {
    for (let n = 0; n < 60; n++) await rememberChoice(vault, BANK, `person ${n}`, first);
    expect(Object.keys((await vault.readSetting('login-choices')) as object)).toHaveLength(50);
  });
  expect(await ask('person 59')).toMatchObject({ kind: 'fill' });
  expect(await ask('person 0')).toEqual({ kind: 'none' });
});

it.each<[string, Partial<IssuerToken>]>([
  ['belongs to another origin', { loginOrigins: ['https://bank.example:8443'] }],
  ['is event-based', { otp: { kind: 'event', algorithm: 'SHA-1', digits: 8, period: null } }],
  ['has run out', { expiresAt: NOW }],
  ['was cancelled', { lastState: { state: 'cancelled', at: NOW } }],
  ['is suspended', { lastState: { state: 'suspended', at: NOW } }],
])('gives nothing for a token that %s', async (_what, change) => {
  const [id = ''] = await keep({ ...mine, ...change });
  expect(await ask()).toEqual({ kind: 'none' });
  expect(await opened((vault) => codeByHand(vault, id, BANK))).toBe(
    change.loginOrigins ? 'not-allowed' : 'no-code',
  );
  expect(await fillingOf(DOCUMENT)).toBeNull();
});

const self = { id: 'fuda', origin: 'chrome-extension://fuda' };
/** Says something as our script in a login page of the bank. */
const say = (message: unknown, documentId = DOCUMENT) =>
  route(
    () => NOW,
    message,
    {
      id: 'fuda',
      origin: BANK,
      url: `${BANK}/login`,
      frameId: 0,
      documentId,
      tab: { id: 7, url: `${BANK}/login` },
    },
    self,
  );

it('remembers a choice by hand with the login ID it was sent with', async () => {
  const [, second = ''] = await keep(mine, yours);
  await rememberFilling({ documentId: DOCUMENT, recordId: second, step: 0, chosen: true, username: null });
  const answer = await say({ kind: 'ask', username: 'taro' });
  expect(await say({ kind: 'ask', username: 'taro' }, 'another')).toEqual({ kind: 'none' });
  const step = answer && 'step' in answer ? answer.step : -1;
  // A page cannot use up steps it was not given.
  await say({ kind: 'submitted', step: step + 1_000 });
  expect(await say({ kind: 'ask', username: 'taro' }, 'another')).toMatchObject({ kind: 'wait' });
  expect(await ask('taro', NOW + STEP_MS, BANK, 'another')).toMatchObject({ kind: 'fill', step: step + 1 });
});

it('gives nothing by itself where the permission was taken back, only what a person asks for by hand', async () => {
  const [id = ''] = await keep(mine);
  expect(await say({ kind: 'ask', username: null })).toMatchObject({ kind: 'fill' });
  let asked = '';
  standInChrome('fuda', (pattern) => {
    asked = pattern;
    return false;
  });
  expect(await say({ kind: 'ask', username: null })).toEqual({ kind: 'none' });
  expect(asked).toBe(`${BANK}/*`);
  await rememberFilling({ documentId: DOCUMENT, recordId: id, step: 0, chosen: true, username: null });
  expect(await say({ kind: 'ask', username: null })).toMatchObject({ kind: 'fill' });
  expect(await say({ kind: 'ask', username: null }, 'another')).toEqual({ kind: 'none' });
});
