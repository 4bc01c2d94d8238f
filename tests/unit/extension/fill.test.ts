import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { codeAt, codeForCounter } from '../../../core/token/code.ts';
import type { IssuerToken, StoredToken } from '../../../core/token/model.ts';
import { rememberChoice } from '../../../extension/background/choices.ts';
import { answerAsk, codeByHand, TOO_LATE_MS } from '../../../extension/background/fill.ts';
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

const TAB = 7;
const answered = (username: string | null = null, now = NOW, origin = BANK, documentId = DOCUMENT) =>
  opened((vault) => answerAsk(vault, { origin, tabId: TAB, documentId, username, at: now }), now);
const ask = async (...asked: Parameters<typeof answered>) => (await answered(...asked)).answer;

const mine = exampleToken({ loginOrigins: [BANK] });
const yours = exampleToken({
  loginOrigins: [BANK],
  tokenId: 'FUDA-8765-4321',
  seed: 'YW5vdGhlci1zZWVkLW9mLWFub3RoZXItcGVyc29uLTMyYg',
});

/** A token of the person's own, with steps that are short themselves. */
const short: StoredToken = {
  v: 1,
  source: 'own',
  issuer: null,
  account: null,
  otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 5 },
  seed: mine.seed,
  loginOrigins: [BANK],
  displayName: null,
  addedAt: NOW,
  firstCounter: 0,
};

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
  await markUsed(id, Math.floor(NOW / STEP_MS));
  expect(await ask()).toMatchObject({ kind: 'wait' });
  expect(await opened((vault) => codeByHand(vault, id, BANK))).toBe('no-code');
  expect(await ask(null, NOW + STEP_MS)).toMatchObject({ kind: 'fill' });
  // An earlier report that comes late takes nothing back.
  await markUsed(id, 0);
  expect(await ask()).toMatchObject({ kind: 'wait' });
});

it('believes no used step that only a clock running ahead can have come to', async () => {
  const [id = ''] = await keep(mine);
  const step = Math.floor(NOW / STEP_MS);
  await markUsed(id, step + 40);
  expect(await ask()).toMatchObject({ kind: 'fill', step });
  expect(await opened((vault) => codeByHand(vault, id, BANK))).toMatchObject({ step });
});

it('gives no step twice to a clock that was set back a little, or back and on again', async () => {
  const [id = ''] = await keep(mine);
  const step = Math.floor(NOW / STEP_MS);
  await markUsed(id, step);
  for (const back of [1, 2, 6])
    expect(await ask(null, NOW - back * STEP_MS), `${back}`).toMatchObject({ kind: 'wait' });
  // Set back far, used there, and put right within the step that was used first.
  await markUsed(id, step - 40);
  for (const back of [0, 40]) {
    expect(await ask(null, NOW - back * STEP_MS), `${back}`).toMatchObject({ kind: 'wait' });
    expect(await ask(null, NOW + (1 - back) * STEP_MS), `${back}`).toMatchObject({ kind: 'fill' });
  }
});

it('remembers no more used steps than a few, the present ones', async () => {
  const [id = ''] = await keep(mine);
  const step = Math.floor(NOW / STEP_MS);
  for (let n = 100; n >= 0; n -= 20) await markUsed(id, step + n);
  expect(await ask()).toMatchObject({ kind: 'wait' });
  const kept = (await chrome.storage.session.get('used-steps'))['used-steps'];
  expect(kept).toEqual({ [id]: [60, 40, 20, 0].map((n) => step + n) });
  await markUsed(id, step + 100);
  expect((await chrome.storage.session.get('used-steps'))['used-steps']).toEqual({ [id]: [step + 100] });
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
  expect(await ask('', NOW, BANK, 'another document')).toEqual({ kind: 'none' });
});

it('lets a choice by hand for a login ID go before the one remembered, so that a wrong one can be mended', async () => {
  const [first = '', second = ''] = await keep(mine, yours);
  await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', first));
  expect(await ask('taro')).toMatchObject({ code: codeAt(mine, NOW).code });
  await rememberFilling({ documentId: DOCUMENT, recordId: second, step: 0, chosen: true, username: 'taro' });
  expect(await ask('taro')).toMatchObject({ code: codeAt(yours, NOW).code });
  expect(await fillingOf(DOCUMENT)).toMatchObject({ recordId: second, chosen: true });
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

it.each<[string, Partial<IssuerToken>, string]>([
  ['belongs to another origin', { loginOrigins: ['https://bank.example:8443'] }, 'not-allowed'],
  ['has run out', { expiresAt: NOW }, 'expired'],
  ['was cancelled', { lastState: { state: 'cancelled', at: NOW } }, 'ended'],
  ['is suspended', { lastState: { state: 'suspended', at: NOW } }, 'suspended'],
  ['is paused', { lastState: { state: 'paused', at: NOW } }, 'paused'],
])('gives nothing for a token that %s, and says so at a press', async (_what, change, why) => {
  const [id = ''] = await keep({ ...mine, ...change });
  expect(await ask()).toEqual({ kind: 'none' });
  expect(await opened((vault) => codeByHand(vault, id, BANK))).toBe(why);
  expect(await opened((vault) => codeByHand(vault, 'removed', BANK))).toBe('no-token');
  expect(await fillingOf(DOCUMENT)).toBeNull();
});

it('gives an event-based token’s code at a press only, and counts on for each', async () => {
  const counting: StoredToken = {
    ...mine,
    otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
  };
  const [id = ''] = await keep(counting);
  expect(await answered()).toEqual({ answer: { kind: 'none' }, state: 'press' });
  const press = () => opened((vault) => codeByHand(vault, id, BANK));
  expect(await press()).toEqual({ code: codeForCounter(counting, 1), step: 1, once: true });
  expect(await press()).toEqual({ code: codeForCounter(counting, 2), step: 2, once: true });
  // Nothing was counted for a place it does not belong to.
  expect(await opened((vault) => codeByHand(vault, id, 'https://other.example'))).toBe('not-allowed');
  expect(await opened(({ vault }) => vault.counters())).toEqual(new Map([[id, 2]]));
});

it('gives no event-based code when no counter is left', async () => {
  const last = { ...mine, otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } } as const;
  const [id = ''] = await keep(last);
  await opened(({ vault }) =>
    vault.merge({ add: [], counters: [{ id, atLeast: Number.MAX_SAFE_INTEGER - 1 }] }),
  );
  const press = () => opened((vault) => codeByHand(vault, id, BANK));
  expect(await press()).toMatchObject({ step: Number.MAX_SAFE_INTEGER });
  expect(await press()).toBe('no-code');
});

it('says why it gives nothing: no token here, several and none picked, the next step awaited', async () => {
  const [id = ''] = await keep(mine);
  expect(await answered(null, NOW, 'https://other.example')).toMatchObject({ state: 'idle' });
  expect(await answered()).toMatchObject({ state: null });
  await markUsed(id, Math.floor(NOW / STEP_MS));
  expect(await answered()).toMatchObject({ state: 'waiting' });
  await evict(indexedDB);
  await keep(mine, yours);
  expect(await answered('hanako')).toMatchObject({ answer: { kind: 'none' }, state: 'choose' });
});

it('waits in steps that are short themselves only in their second half', async () => {
  await keep(short);
  const start = Math.floor(NOW / 5_000) * 5_000;
  expect(await ask(null, start + 2_400)).toMatchObject({ kind: 'fill' });
  expect(await ask(null, start + 2_600, BANK, 'another')).toMatchObject({ kind: 'wait', wakeIn: 2_450 });
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
      tab: { id: TAB, url: `${BANK}/login` },
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

it.each<[string, StoredToken]>([
  ['an institution’s token', exampleToken({ loginOrigins: [BANK, 'https://corporate.bank.example'] })],
  ['a token of the person’s own', { ...short, loginOrigins: [BANK, 'https://corporate.bank.example'] }],
])('gives a step of %s that was sent on one of its origins to none of the others', async (_, token) => {
  const [id = ''] = await keep(token);
  const answer = await say({ kind: 'ask', username: null });
  expect(answer).toMatchObject({ kind: 'fill' });
  await say({ kind: 'submitted', step: answer && 'step' in answer ? answer.step : -1 });
  const other = 'https://corporate.bank.example';
  expect(await ask(null, NOW, other, 'another')).toMatchObject({ kind: 'wait' });
  expect(await opened((vault) => codeByHand(vault, id, other))).toBe('no-code');
  expect(await ask(null, NOW + STEP_MS, other, 'another')).toMatchObject({ kind: 'fill' });
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

it('keeps up to date without a permission the very token that was asked for by hand, and no other', async () => {
  const [first = '', second = ''] = await keep(mine, yours);
  await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', second));
  const fill = (recordId: string, documentId: string) =>
    rememberFilling({ documentId, recordId, step: 0, chosen: true, username: null });
  await fill(first, DOCUMENT);
  expect(await say({ kind: 'ask', username: 'taro' })).toMatchObject({ code: codeAt(yours, NOW).code });
  standInChrome('fuda', () => false);
  await fill(first, DOCUMENT);
  expect(await say({ kind: 'ask', username: 'taro' })).toEqual({ kind: 'none' });
  await fill(second, 'another');
  expect(await say({ kind: 'ask', username: 'taro' }, 'another')).toMatchObject({ kind: 'fill' });
});

it('gives the token that belongs to a site to no field that another was put into once', async () => {
  standInChrome('fuda', () => false);
  const [, guest = ''] = await keep(mine, { ...short, loginOrigins: [] });
  await rememberFilling({ documentId: DOCUMENT, recordId: guest, step: 0, chosen: true, username: null });
  expect(await say({ kind: 'ask', username: null })).toEqual({ kind: 'none' });
});

it('keeps nothing up to date without a permission once it was sent', async () => {
  standInChrome('fuda', () => false);
  const [recordId = ''] = await keep(mine);
  const step = Math.floor(NOW / STEP_MS) - 1;
  await rememberFilling({ documentId: DOCUMENT, recordId, step, chosen: true, username: null });
  // Of a step before the one it holds: that one was sent earlier.
  await say({ kind: 'submitted', step: step - 1 });
  expect(await say({ kind: 'ask', username: null })).toMatchObject({ kind: 'fill', step: step + 1 });
  await say({ kind: 'submitted', step: step + 1 });
  expect(await say({ kind: 'ask', username: null })).toEqual({ kind: 'none' });
});

it('loses none of two choices that are remembered at once', async () => {
  const [first = '', second = ''] = await keep(mine, yours);
  await opened(({ vault }) =>
    Promise.all([
      rememberChoice(vault, BANK, 'hanako', first),
      rememberChoice(vault, BANK, 'taro', second),
      rememberChoice(vault, BANK, 'jiro', second),
    ]),
  );
  expect(await ask('hanako')).toMatchObject({ code: codeAt(mine, NOW).code });
  for (const name of ['taro', 'jiro'])
    expect(await ask(name, NOW, BANK, name)).toMatchObject({ code: codeAt(yours, NOW).code });
});

it('knows on the page for the code who typed a login ID on the page before it, in that tab', async () => {
  const [, second = ''] = await keep(mine, yours);
  await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', second));
  expect(await say({ kind: 'named', username: 'taro' }, 'first page')).toEqual({});
  expect(await ask(null)).toMatchObject({ code: codeAt(yours, NOW).code });
  // Another tab's, or long ago.
  const elsewhere = { origin: BANK, tabId: TAB + 1, documentId: 'elsewhere', username: null, at: NOW };
  expect(await opened((vault) => answerAsk(vault, elsewhere))).toMatchObject({ state: 'choose' });
  expect(await ask(null, NOW + 11 * 60_000, BANK, 'later')).toEqual({ kind: 'none' });
  // The first page again, with nobody named on it.
  await say({ kind: 'named', username: '' }, 'first page again');
  expect(await ask(null, NOW, BANK, 'a third')).toEqual({ kind: 'none' });
});

it('takes a login ID typed beside the field for the code along to the page after it', async () => {
  const [, second = ''] = await keep(mine, yours);
  await opened(({ vault }) => rememberChoice(vault, BANK, 'taro', second));
  await ask('taro');
  expect(await ask(null, NOW, BANK, 'refused, once more')).toMatchObject({ code: codeAt(yours, NOW).code });
  expect(await ask('', NOW, BANK, 'begun anew')).toEqual({ kind: 'none' });
});

it('remembers a choice made on the page for the code with the login ID of the page before it', async () => {
  const [, second = ''] = await keep(mine, yours);
  await say({ kind: 'named', username: 'taro' }, 'first page');
  await rememberFilling({ documentId: DOCUMENT, recordId: second, step: 0, chosen: true, username: 'taro' });
  const answer = await say({ kind: 'ask', username: null });
  await say({ kind: 'submitted', step: answer && 'step' in answer ? answer.step : -1 });
  expect(await ask('taro', NOW + STEP_MS, BANK, 'another')).toMatchObject({
    code: codeAt(yours, NOW + STEP_MS).code,
  });
});

it('drops a choice made for one login ID when another one is typed', async () => {
  const [, second = ''] = await keep(mine, yours);
  await rememberFilling({ documentId: DOCUMENT, recordId: second, step: 0, chosen: true, username: null });
  expect(await ask('taro')).toMatchObject({ kind: 'fill' });
  expect(await ask('')).toMatchObject({ kind: 'fill' });
  await ask('taro');
  expect(await answered('hanako')).toMatchObject({ answer: { kind: 'none' }, state: 'choose' });
});
