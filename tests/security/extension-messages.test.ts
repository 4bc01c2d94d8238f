import 'fake-indexeddb/auto';
import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { codeAt } from '../../core/token/code.ts';
import type { StoredToken } from '../../core/token/model.ts';
import { AT_ONCE, EACH_MS } from '../../extension/background/allowance.ts';
import { withVault } from '../../extension/background/opened-vault.ts';
import { readContentMessage, readPageMessage } from '../../extension/background/read-message.ts';
import { makeRoute, route } from '../../extension/background/router.ts';
import { startBackground } from '../../extension/background/start.ts';
import type { Self, Sender } from '../../extension/background/trust.ts';
import { siteLooks } from '../../extension/look-alike/site-looks.ts';
import type { ContentMessage, PageMessage } from '../../extension/messages.ts';
import { openExtensionVault } from '../../extension/platform/vault.ts';
import { evict } from '../support/raw-database.ts';
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

/** What was put on the badges of tabs, in order. */
let badges: { tabId: number; text: string }[] = [];

function makeChrome(): void {
  standInChrome(self.id);
  badges = [];
  Object.assign(chrome.action, {
    setBadgeText: async (badge: { tabId: number; text: string }) => void badges.push(badge),
  });
  Object.assign(chrome, {
    permissions: { ...chrome.permissions, getAll: async () => ({ origins: [] }) },
    tabs: {
      get: async (id: number) => ({ id, url: `${OURS}/login` }),
      query: async () => [],
      sendMessage: async () => undefined,
    },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async () => undefined,
      executeScript: async () => [],
    },
  });
}

beforeEach(makeChrome);

beforeAll(async () => {
  makeChrome();
  await evict(indexedDB);
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

/** A script of ours in a page of `origin`, taken over by whoever writes that page. */
const sender = (origin: string, documentId = `document of ${origin}`): Sender => ({
  id: self.id,
  origin,
  url: `${origin}/login`,
  frameId: 0,
  documentId,
  tab: { id: 7, url: `${origin}/login` },
});

const ownPage: Sender = { id: self.id, origin: self.origin, url: `${self.origin}/popup.html` };
const ASK = { kind: 'ask', username: null };

/** Codes of a token around now: none of them may be in an answer to somebody else. */
const codesOf = (token: StoredToken): string[] =>
  [-2, -1, 0, 1, 2].map((steps) => codeAt(token, NOW + steps * STEP_MS).code);

/** One of each message there is; a new one has to be put here before this compiles. */
const CONTENT: { [Kind in ContentMessage['kind']]: ContentMessage & { kind: Kind } } = {
  weigh: { kind: 'weigh', fields: [] },
  ask: { kind: 'ask', username: null },
  named: { kind: 'named', username: 'hanako' },
  gone: { kind: 'gone' },
  filled: { kind: 'filled', step: 1 },
  submitted: { kind: 'submitted', step: 0 },
};
const PAGE: { [Kind in PageMessage['kind']]: PageMessage & { kind: Kind } } = {
  changed: { kind: 'changed' },
  touched: { kind: 'touched' },
  site: { kind: 'site', tabId: 7 },
  'fill-here': { kind: 'fill-here', tabId: 7, tokenId: 'R' },
  resembles: { kind: 'resembles', tabId: 7 },
  sites: { kind: 'sites' },
  'set-site-mode': { kind: 'set-site-mode', origin: OURS, mode: 'automatic' },
};

const anyMessage = () =>
  fc.oneof(
    fc.anything(),
    fc.dictionary(
      fc.constantFrom('kind', 'username', 'step', 'tabId', 'tokenId', 'origin', 'code', 'seed', 'id'),
      fc.oneof(
        fc.constantFrom<unknown>(...Object.keys(CONTENT), ...Object.keys(PAGE)),
        fc.constantFrom<unknown>('write', 'look', 'seed', 'export', THEIRS, null, 7),
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

/** Everything an answer may be made of; a code is in one of them only. */
const ANSWERS = new Set([
  ...['', 'kind,wakeIn', 'kind', 'code,kind,step,wakeIn'],
  ...['mode,state', 'outcome', 'isRead,resembles', 'sites', 'otp,username', 'more'],
]);

it('answers each message with one of few shapes, none of which has a place for a seed', async () => {
  for (const [message, from] of [
    ...Object.values(CONTENT).map((each) => [each, sender(OURS)] as const),
    ...Object.values(PAGE).map((each) => [each, ownPage] as const),
    [{ kind: 'fill-here', tabId: 7, tokenId: records.ours }, ownPage] as const,
    [{ kind: 'set-site-mode', origin: THEIRS, mode: 'automatic' }, ownPage] as const,
  ]) {
    const answer = await route(now, message, from, self);
    expect(ANSWERS, message.kind).toContain(
      Object.keys(answer ?? { dropped: 0 })
        .sort()
        .join(),
    );
    for (const secret of [...Object.values(SEEDS), ...(from === ownPage ? codesOf(tokens.ours) : [])])
      expect(JSON.stringify(answer)).not.toContain(secret);
  }
});

it('no message even of our own pages yields a seed or a code: those read the vault themselves', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessage(), async (message) => {
      const said = JSON.stringify((await route(now, message, ownPage, self)) ?? null);
      for (const secret of [...Object.values(SEEDS), ...codesOf(tokens.ours), ...codesOf(tokens.theirs)])
        expect(said.includes(secret)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

/** Who is not ours, or not where codes go, in ways in which somebody could try to look like it. */
const STRANGERS: [string, Partial<Sender> & Record<string, unknown>][] = [
  ['another extension', { ...ownPage, id: 'other' }],
  ['another extension’s script in the bank', { ...sender(THEIRS), id: 'other' }],
  ['nobody', {}],
  ['a page that is allowed to write to extensions', { origin: THEIRS, url: `${THEIRS}/login` }],
  ['a native program', { id: self.id, nativeApplication: 'example.fuda' }],
  ['one of our pages in a stranger’s address', { ...ownPage, url: 'https://stranger.example/popup.html' }],
  ['a stranger with the address of our page', { ...ownPage, origin: 'https://stranger.example' }],
  ['our origin with something after it', { ...ownPage, origin: `${self.origin}.stranger.example` }],
  ['our origin inside a blob', { ...ownPage, url: `blob:${self.origin}/4e2f1a3c` }],
  [
    'the bank in a frame of a stranger',
    { ...sender(THEIRS), frameId: 4, tab: { id: 7, url: 'https://x.example/' } },
  ],
  ['a page that is only prepared', { ...sender(THEIRS), documentLifecycle: 'prerender' }],
];

it.each(STRANGERS)('drops every message of %s', (_who, from) => {
  for (const message of [...Object.values(CONTENT), ...Object.values(PAGE)])
    expect(route(now, message, from, self), message.kind).toBeNull();
});

it('keeps the two tables apart: a script says nothing of our pages’, nor the other way round', () => {
  for (const message of Object.values(PAGE)) expect(route(now, message, sender(THEIRS), self)).toBeNull();
  for (const message of Object.values(CONTENT)) expect(route(now, message, ownPage, self)).toBeNull();
});

it('listens to messages from inside the extension only, and to no other way of speaking to it', () => {
  const heard: string[] = [];
  /** A browser that answers nothing and notes who listens to what. */
  const deaf = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, key) =>
        key === 'then' || typeof key === 'symbol' ? undefined : deaf(path ? `${path}.${key}` : key),
      apply: () => {
        if (path.endsWith('.addListener')) heard.push(path.slice(0, -'.addListener'.length));
        return path === 'runtime.getURL' ? 'https://extension.example/' : Promise.resolve(undefined);
      },
    });
  vi.stubGlobal('chrome', deaf(''));
  try {
    startBackground();
  } finally {
    vi.unstubAllGlobals();
  }
  expect(heard.filter((event) => /message|connect/i.test(event))).toEqual(['runtime.onMessage']);
});

it('reads own properties only, whatever a message inherits or the worker’s prototypes were made to say', () => {
  const inherits = Object.create({ kind: 'ask', username: null });
  const mixed = Object.assign(Object.create({ username: null }), { kind: 'ask' });
  for (const message of [
    inherits,
    mixed,
    JSON.parse('{"__proto__":{"kind":"ask","username":null}}'),
    JSON.parse('{"kind":"ask","username":null,"__proto__":{"x":1}}'),
    JSON.parse('{"kind":"ask","__proto__":{"username":null}}'),
    JSON.parse('{"kind":"submitted","step":{"valueOf":1}}'),
    JSON.parse('{"kind":"__proto__"}'),
    JSON.parse('{"kind":"constructor"}'),
    ['ask', null],
    Object.assign([], { kind: 'ask', username: null }),
  ]) {
    expect(readContentMessage(message)).toBeNull();
    expect(readPageMessage(message)).toBeNull();
  }
  const polluted = Object.prototype as Record<string, unknown>;
  try {
    Object.assign(polluted, { kind: 'ask', username: null, step: 1, tabId: 7 });
    for (const message of [{}, { kind: 'filled' }, { username: null }, { kind: 'site' }]) {
      expect(readContentMessage(message)).toBeNull();
      expect(readPageMessage(message)).toBeNull();
    }
  } finally {
    for (const name of ['kind', 'username', 'step', 'tabId']) delete polluted[name];
  }
});

it('a script that asks in a loop draws one code a step, and is answered no more often than one that behaves', async () => {
  let at = NOW;
  const say = makeRoute(() => at, self);
  const drawn = new Set<string>();
  let fills = 0;
  const minutes = 5;
  for (; at < NOW + minutes * 60_000; at += 250) {
    // Each from another document, as frames and windows without end would be.
    const answer = await say(ASK, sender(OURS, `document ${at}`));
    if (!answer || !('kind' in answer) || answer.kind !== 'fill') continue;
    fills += 1;
    drawn.add(answer.code);
  }
  expect(fills).toBeLessThanOrEqual(AT_ONCE + (minutes * 60_000) / EACH_MS);
  expect(drawn.size).toBeLessThanOrEqual((minutes * 60_000) / STEP_MS + 1);
});

it('lets no flood from one origin keep another waiting, nor anybody longer than it says', async () => {
  let at = NOW;
  const say = makeRoute(() => at, self);
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => say(ASK, sender(OURS))));
  expect(answers.filter((answer) => answer && 'code' in answer)).toHaveLength(AT_ONCE);
  const [told] = answers.slice(-1);
  expect(told).toMatchObject({ kind: 'wait', wakeIn: EACH_MS });
  expect(await say(ASK, sender(THEIRS))).toMatchObject({ kind: 'fill' });
  at += EACH_MS;
  expect(await say(ASK, sender(OURS))).toMatchObject({ kind: 'fill' });
  expect(await say(ASK, sender(OURS))).toMatchObject({ kind: 'wait' });
  // A worker that was ended had half a minute without a message: the allowance is whole by then.
  expect(AT_ONCE * EACH_MS).toBeLessThan(30_000);
  // A clock that was set back keeps nobody out.
  at -= 3_600_000;
  expect(await say(ASK, sender(OURS))).toMatchObject({ kind: 'fill' });
});

it('writes down no more login IDs than it answers questions, however many it is told', async () => {
  const say = makeRoute(now, self);
  let writes = 0;
  const { session } = chrome.storage;
  const set = session.set.bind(session);
  Object.assign(session, {
    set: (values: Record<string, unknown>) => {
      writes += 1;
      return set(values);
    },
  });
  for (let n = 0; n < 500; n += 1) await say({ kind: 'named', username: `person ${n}` }, sender(OURS));
  expect(writes).toBeLessThanOrEqual(AT_ONCE);
});

const { weigh: WEIGH, ...OTHERS } = CONTENT;
it('a flood of fields to weigh is dropped, and takes nothing from the questions', async () => {
  let at = NOW;
  const say = makeRoute(() => at, self);
  for (let n = 0; n < AT_ONCE; n += 1) expect(await say(WEIGH, sender(OURS))).not.toBeNull();
  expect(say(WEIGH, sender(OURS))).toBeNull();
  expect(await say(ASK, sender(OURS))).toMatchObject({ kind: 'fill' });
  expect(await say(WEIGH, sender(THEIRS))).not.toBeNull();
  at += EACH_MS;
  expect(await say(WEIGH, sender(OURS))).not.toBeNull();
});

it.each(Object.values(OTHERS))('a flood of $kind counts as one of questions does', async (message) => {
  let at = NOW;
  const say = makeRoute(() => at, self);
  for (let n = 0; n < AT_ONCE; n += 1) expect(await say(message, sender(OURS))).not.toBeNull();
  expect(await say(ASK, sender(OURS))).toMatchObject({ kind: 'wait', wakeIn: EACH_MS });
  // Beyond it nothing is done; what matters later on too is left unanswered, so that it is said once more.
  const { session } = chrome.storage;
  const reads = vi.spyOn(session, 'get');
  const answer = say(message, sender(OURS));
  const isSaidAgain = ['filled', 'submitted'].includes(message.kind);
  if (isSaidAgain) expect(answer).toBeNull();
  else expect(await answer).not.toHaveProperty('code');
  expect(reads).not.toHaveBeenCalled();
  reads.mockRestore();
  expect(await say(ASK, sender(THEIRS))).toMatchObject({ kind: 'fill' });
  at += EACH_MS;
  expect(await say(message, sender(OURS))).not.toBeNull();
});

it('looks once at a document that was filled, however often it says so and whatever it looks like by then', async () => {
  let looks = 0;
  Object.assign(chrome.scripting, {
    executeScript: async () => {
      looks += 1;
      return [{ frameId: 0, result: { title: `Log in, ${looks}`, shape: ['t', 'p', 'c6'] } }];
    },
  });
  const given = await route(now, ASK, sender(OURS), self);
  const step = given && 'step' in given ? given.step : -1;
  for (let again = 0; again < 10; again += 1) await route(now, { kind: 'filled', step }, sender(OURS), self);
  expect(looks).toBe(1);
  // Nor once a step, in a page that is left open.
  await route(() => NOW + STEP_MS, ASK, sender(OURS), self);
  await route(() => NOW + STEP_MS, { kind: 'filled', step: step + 1 }, sender(OURS), self);
  expect(looks).toBe(1);
  const learnt = await withVault(now, ({ vault }) => siteLooks(vault));
  expect(learnt).toEqual({ [OURS]: [{ title: 'Log in, 1', shape: ['t', 'p', 'c6'] }] });
  await route(now, ASK, sender(OURS, 'second'), self);
  await route(now, { kind: 'filled', step }, sender(OURS, 'second'), self);
  expect(looks).toBe(2);
});

it('a script uses up no step but the one its own document was given', async () => {
  const given = await route(now, ASK, sender(OURS), self);
  const step = given && 'step' in given ? given.step : -1;
  expect(step).toBeGreaterThan(0);
  // As another document, as another origin's, and for times to come.
  for (const from of [
    sender(OURS, 'never given anything'),
    sender(THEIRS),
    sender('https://stranger.example'),
  ])
    await route(now, { kind: 'submitted', step }, from, self);
  expect(await route(now, ASK, sender(OURS, 'second'), self)).toMatchObject({ kind: 'fill' });
  await route(now, { kind: 'submitted', step: Number.MAX_SAFE_INTEGER }, sender(OURS), self);
  expect(await route(now, ASK, sender(OURS, 'second'), self)).toMatchObject({ kind: 'wait' });
  expect(await route(() => NOW + STEP_MS, ASK, sender(OURS, 'second'), self)).toMatchObject({ kind: 'fill' });
  // Said again, and said by everybody: the other bank's token is as it was.
  for (let again = 0; again < 50; again += 1)
    await route(now, { kind: 'submitted', step: step + again }, sender(OURS), self);
  expect(await route(now, ASK, sender(THEIRS), self)).toMatchObject({ kind: 'fill' });
});

it('a script says of its own tab only that it was filled, and only of the code it was given', async () => {
  await route(now, { kind: 'filled', step: 1 }, sender(OURS), self);
  expect(badges).toEqual([]);
  const given = await route(now, ASK, sender(OURS), self);
  const step = given && 'step' in given ? given.step : -1;
  await route(now, { kind: 'filled', step: step + 1 }, sender(OURS), self);
  await route(now, { kind: 'filled', step }, sender(OURS, 'another'), self);
  expect(badges).toEqual([]);
  await route(now, { kind: 'filled', step }, sender(OURS), self);
  expect(badges).toEqual([{ tabId: 7, text: '✓' }]);
  await fc.assert(
    fc.asyncProperty(anyMessage(), async (message) => {
      await route(now, message, sender(OURS), self);
    }),
    { numRuns: 200 },
  );
  await route(now, { kind: 'gone' }, sender(OURS), self);
  expect(new Set(badges.map(({ tabId }) => tabId))).toEqual(new Set([7]));
});

it('a message that is played again changes nothing', async () => {
  const given = await route(now, ASK, sender(OURS), self);
  const step = given && 'step' in given ? given.step : -1;
  const story = [ASK, { kind: 'filled', step }, { kind: 'submitted', step }];
  for (const message of story) await route(now, message, sender(OURS), self);
  const before = await chrome.storage.session.get(['fillings', 'used-steps']);
  for (let again = 0; again < 3; again += 1)
    for (const message of story) await route(now, message, sender(OURS), self);
  expect(await chrome.storage.session.get(['fillings', 'used-steps'])).toEqual(before);
});

it('answers the same when the worker is ended between any two messages, for it remembers nothing itself', async () => {
  const given = await route(now, ASK, sender(OURS), self);
  const step = given && 'step' in given ? given.step : -1;
  const story = [ASK, { kind: 'filled', step }, ASK, { kind: 'submitted', step }, ASK];
  const tell = async (isEnded: (at: number) => boolean) => {
    makeChrome();
    let say = makeRoute(now, self);
    const answers: unknown[] = [];
    for (const [at, message] of story.entries()) {
      if (isEnded(at)) say = makeRoute(now, self);
      answers.push(await say(message, sender(OURS)));
    }
    return answers;
  };
  const whole = await tell(() => false);
  expect(whole[0]).toMatchObject({ kind: 'fill' });
  expect(whole[4]).toMatchObject({ kind: 'wait' });
  for (let cut = 0; cut < story.length; cut += 1)
    expect(await tell((at) => at === cut), `before message ${cut + 1}`).toEqual(whole);
  expect(await tell(() => true)).toEqual(whole);
});

it('has no variable outside a function in anything the worker is made of', async () => {
  const found: string[] = [];
  for (const folder of ['background', 'platform']) {
    const at = new URL(`../../extension/${folder}/`, import.meta.url);
    for (const file of await readdir(at)) {
      const source = await readFile(new URL(file, at), 'utf8');
      const kept = source.match(
        /^(?:export )?(?:let|var) .*|^(?:export )?const .* = new (?:Weak)?(?:Map|Set).*\(\);/gm,
      );
      found.push(...(kept ?? []).map((line) => `${file}: ${line}`));
    }
  }
  expect(found).toEqual([]);
});
