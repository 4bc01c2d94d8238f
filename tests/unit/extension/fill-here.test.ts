import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ownToken } from '../../../core/formats/own-token.ts';
import { codeAt } from '../../../core/token/code.ts';
import type { StoredToken } from '../../../core/token/model.ts';
import { fillHere } from '../../../extension/background/fill-here.ts';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { route } from '../../../extension/background/router.ts';
import { siteLooks } from '../../../extension/look-alike/site-looks.ts';
import type { CommandMessage, FieldAnswer } from '../../../extension/messages.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { eventInput, ownInput } from '../../support/app-device.ts';
import { evict } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';

const START = 1_800_000_000_000;
const HERE = 'https://games.example';
const TAB = 7;
const never = () => new Promise<never>(() => {});

let time: number;
const now = () => time;
/** The script in the page: what it was told, and how it answers. */
let told: CommandMessage[];
let holds: number | null;
let answerWrite: (step: number) => unknown;
let answerLook: (digits: number | null) => FieldAnswer | Promise<FieldAnswer>;
/** How the browser answers for the frames, and puts the script into one. */
let frames: (injection: chrome.scripting.ScriptInjection<[], string>) => unknown;
let putIn: () => unknown;

const top = { frameId: 0, documentId: 'top', result: HERE };

beforeEach(async () => {
  await evict(indexedDB);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  time = START;
  told = [];
  holds = null;
  answerLook = () => ({ isFree: true, holds, username: null });
  answerWrite = (step) => {
    holds = step;
    return true;
  };
  frames = () => [top];
  putIn = () => [];
  standInChrome('fuda').tabs.set(TAB, `${HERE}/login`);
  Object.assign(chrome, {
    scripting: {
      executeScript: async (injection: chrome.scripting.ScriptInjection<[], string>) =>
        'files' in injection ? putIn() : frames(injection),
    },
  });
  Object.assign(chrome.tabs, {
    async sendMessage(_tab: number, message: CommandMessage) {
      told.push(message);
      if (message.kind === 'look') return answerLook(message.digits);
      return answerWrite(message.step);
    },
  });
});
afterEach(() => vi.useRealTimers());

const event = (digits: 6 | 8 = 6, counter = 0) => {
  const input = eventInput(counter);
  return ownToken({ ...input, otp: { ...input.otp, digits } }, { now: START });
};
const timed = ownToken(ownInput(), { now: START });

async function keep(...tokens: StoredToken[]): Promise<string[]> {
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code')) });
  const vault = await door.create();
  const ids: string[] = [];
  for (const token of tokens) ids.push((await vault.add({ ...token, loginOrigins: [HERE] })).id);
  vault.lock();
  door.close();
  return ids;
}

const written = () => told.flatMap((message) => (message.kind === 'write' ? [message.step] : []));
/** What `work` comes to, while no time limit but these timers runs. */
async function settled<Result>(work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  await vi.waitFor(
    async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(isDone).toBe(true);
    },
    { timeout: 20_000, interval: 1 },
  );
  return work;
}

it('two presses at once write one code and take one counter', async () => {
  await keep(event());
  const both = await settled(Promise.all([fillHere(now, TAB, null), fillHere(now, TAB, null)]));
  expect(both).toEqual(['filled', 'filled']);
  expect(written()).toEqual([0]);
  holds = null;
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(written()).toEqual([0, 1]);
});

it('asks for the frames at once, and for the top one alone where another never answers', async () => {
  await keep(event());
  const asked: unknown[] = [];
  frames = ({ target, injectImmediately }) => {
    asked.push([target.allFrames ?? target.frameIds, injectImmediately]);
    return target.allFrames ? never() : [top];
  };
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(asked.slice(0, 2)).toEqual([
    [true, true],
    [[0], true],
  ]);
});

it('says that there is no field in a document that never finishes, and takes no counter for it', async () => {
  await keep(event());
  putIn = never;
  expect(await settled(fillHere(now, TAB, null))).toBe('no-field');
  putIn = () => [];
  answerLook = never;
  expect(await settled(fillHere(now, TAB, null))).toBe('no-field');
  // Nor does it keep a later press from being answered.
  answerLook = () => ({ isFree: true, holds, username: null });
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(written()).toEqual([0]);
});

it('makes the code of the moment it is written, however long the page took', async () => {
  await keep(timed);
  answerLook = (digits) => {
    expect(digits).toBe(6);
    time += 60_000;
    return { isFree: true, holds, username: null };
  };
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(told.at(-1)).toMatchObject({ code: codeAt(timed, START + 60_000).code });
});

it('answers before it looks at the page to learn it, and learns it all the same', async () => {
  await keep(timed);
  let show = (_look: unknown): void => {};
  const look = { title: 'Log in', shape: ['t', 'p', 'c6'] };
  frames = ({ target }) =>
    target.documentIds
      ? new Promise((give) => {
          show = (result) => give([{ frameId: 0, documentId: 'top', result }]);
        })
      : [top];
  // No timer runs here, and the page keeps its look to itself.
  expect(await fillHere(now, TAB, null)).toBe('filled');
  await vi.waitFor(async () => {
    show(look);
    expect(await withVault(now, ({ vault }) => siteLooks(vault))).toEqual({ [HERE]: [look] });
  });
});

it('learns a document once, however often it is filled there at a press', async () => {
  await keep(event());
  let looks = 0;
  frames = ({ target }) => {
    if (!target.documentIds) return [top];
    looks += 1;
    return [
      { frameId: 0, documentId: 'top', result: { title: `Log in, ${looks}`, shape: ['t', 'p', 'c6'] } },
    ];
  };
  for (let press = 0; press < 3; press += 1) {
    holds = null;
    expect(await fillHere(now, TAB, null)).toBe('filled');
    await vi.waitFor(async () =>
      expect(await withVault(now, ({ vault }) => siteLooks(vault))).toHaveProperty([HERE]),
    );
  }
  expect([written(), looks]).toEqual([[0, 1, 2], 1]);
});

it('says that it is not sure where a page was told to write and does not answer, and what came of it when it does', async () => {
  await keep(event());
  const badges: string[] = [];
  Object.assign(chrome.action, { setBadgeText: async ({ text }: { text: string }) => badges.push(text) });
  let answer = (_isWritten: boolean): void => {};
  answerWrite = (step) =>
    new Promise((give) => {
      answer = (isWritten) => {
        if (isWritten) holds = step;
        give(isWritten);
      };
    });
  expect(await settled(fillHere(now, TAB, null))).toBe('unsure');
  expect(badges).toEqual([]);
  answer(true);
  await vi.waitFor(() => expect(badges).toEqual(['✓']));
  // It is there, so a second press takes no counter for it.
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(written()).toEqual([0]);
});

it('is not sure either where the page went while it was told to write; says plainly that it would not', async () => {
  await keep(timed);
  answerWrite = () => Promise.reject(new Error('The message channel closed before a response was received.'));
  expect(await settled(fillHere(now, TAB, null))).toBe('unsure');
  answerWrite = () => false;
  expect(await settled(fillHere(now, TAB, null))).toBe('no-field');
});

/** Turns the app lock on, as a person does on the extension's page, and locks. */
async function turnLockOn(): Promise<void> {
  const door = await openExtensionVault(now, { derive: async () => new Uint8Array(32) });
  const vault = await door.openWithDevice();
  await vault.turnLockOn('13579');
  vault.lock();
  door.close();
}

it.each([
  ['for a press', '●', async () => {}],
  ['for the app to be unlocked', '!', turnLockOn],
])(
  'leaves its mark on the badge, though an earlier question of the page is told late to wait %s',
  async (_for, mark, meanwhile) => {
    await keep(event());
    const badges: string[] = [];
    Object.assign(chrome.action, { setBadgeText: async ({ text }: { text: string }) => badges.push(text) });
    const self = { id: 'fuda', origin: 'chrome-extension://fuda' };
    const script = { id: 'fuda', origin: HERE, url: `${HERE}/login`, frameId: 0, documentId: 'top' };
    const sender = { ...script, tab: { id: TAB, url: `${HERE}/login` } };
    const allowed = Promise.withResolvers<boolean>();
    vi.spyOn(chrome.permissions, 'contains').mockImplementationOnce((() => allowed.promise) as never);
    const asked = route(now, { kind: 'ask', username: null }, sender, self);
    expect(await settled(fillHere(now, TAB, null))).toBe('filled');
    await route(now, { kind: 'filled', step: 0 }, sender, self);
    expect(badges.at(-1)).toBe('✓');
    await meanwhile();
    allowed.resolve(true);
    expect(await asked).toEqual({ kind: 'none' });
    expect(badges.at(-1)).toBe('✓');
    // With nothing in between the question is answered on the badge.
    await route(now, { kind: 'ask', username: 'hanako' }, sender, self);
    expect(badges.at(-1)).toBe(mark);
  },
);

it('tells a page of the extension that the vault is locked, not that there is no code', async () => {
  const [tokenId = ''] = await keep(timed);
  await turnLockOn();
  const self = { id: 'fuda', origin: 'chrome-extension://fuda' };
  const popup = { ...self, url: `${self.origin}/popup.html` };
  expect(await route(now, { kind: 'fill-here', tabId: TAB, tokenId }, popup, self)).toEqual({
    outcome: 'locked',
  });
});

it('takes no counter for a field that has no room for the code', async () => {
  await keep(event(6));
  answerLook = (digits) => ({ isFree: digits === 6 ? null : true, holds, username: null });
  expect(await settled(fillHere(now, TAB, null))).toBe('no-field');
  answerLook = () => ({ isFree: true, holds, username: null });
  expect(await settled(fillHere(now, TAB, null))).toBe('filled');
  expect(written()).toEqual([0]);
});

it('asks of the token that was wished for, where several with other lengths belong there', async () => {
  const [, eight = ''] = await keep(event(6), event(8, 5));
  const looked = () => told.flatMap((message) => (message.kind === 'look' ? [message.digits] : []));
  expect(await settled(fillHere(now, TAB, null))).toBe('no-code');
  expect(looked()).toEqual([null]);
  expect(await settled(fillHere(now, TAB, eight))).toBe('filled');
  expect(looked()).toEqual([null, 8]);
  expect(written()).toEqual([5]);
  // Chosen a moment ago, so it is the one that belongs: its own length is asked for before its counter is taken.
  holds = null;
  answerLook = (digits) => ({ isFree: digits === 8 ? null : true, holds, username: null });
  expect(await settled(fillHere(now, TAB, null))).toBe('no-field');
  expect(looked()).toEqual([null, 8, null, 8]);
  expect(written()).toEqual([5]);
});
