// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followAuthority } from '../../../core/ui/follow-authority.ts';
import { createFakeTokenApp, fakeToken } from '../../support/fake-token-app.ts';

const MINUTE = 60_000;
const START = Date.UTC(2027, 5, 15);
/** The network, and what the app asked over it. */
const stops: (() => void)[] = [];
let asked: string[];
let reachable: boolean;
let hidden: boolean;

beforeEach(() => {
  asked = [];
  reachable = true;
  hidden = false;
  vi.useFakeTimers({ now: START });
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function follow(tokens = [fakeToken({ id: 'a' }), fakeToken({ id: 'b' })]) {
  const app = createFakeTokenApp({ tokens });
  const watched = {
    ...app,
    checkClock: async () => {
      asked.push('time');
      return app.clock.value;
    },
    refresh: async (id: string) => {
      asked.push(id);
      return reachable;
    },
  };
  stops.push(followAuthority(watched));
  return app;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const took = () => asked.splice(0).sort().join(' ');

test('the authority is asked at the start, and every few minutes while someone looks', async () => {
  follow();
  await pass(0);
  expect(took()).toBe('a b time');
  await pass(2 * MINUTE);
  expect(took()).toBe('');
  await pass(2 * MINUTE);
  expect(took()).toBe('a b time');
});

test('nobody is asked while nobody looks, and at once when someone does again', async () => {
  follow();
  await pass(0);
  took();
  hidden = true;
  await pass(60 * MINUTE);
  expect(took()).toBe('');
  hidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(0);
  expect(took()).toBe('a b time');
  // Looking away and back is not worth another question.
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(0);
  expect(took()).toBe('');
});

test('a network that comes back is asked at once, and again soon while it is not up yet', async () => {
  follow();
  await pass(0);
  took();
  reachable = false;
  dispatchEvent(new Event('online'));
  await pass(0);
  // The time is asked once the network is known to be up.
  expect(took()).toBe('a b');
  await pass(1_000);
  expect(took()).toBe('a b');
  reachable = true;
  await pass(4_000);
  expect(took()).toBe('a b time');
  await pass(MINUTE);
  expect(took()).toBe('');
});

test('an authority that stays away is asked a few times, then every few minutes', async () => {
  reachable = false;
  follow([fakeToken({ id: 'a' })]);
  await pass(2 * MINUTE);
  expect(asked.filter((what) => what === 'a')).toHaveLength(4);
  await pass(60 * MINUTE);
  expect(asked.filter((what) => what === 'a').length).toBeLessThan(90);
});

test('without a network it is not tried again before there is one', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  reachable = false;
  follow([fakeToken({ id: 'a' })]);
  await pass(MINUTE);
  expect(took()).toBe('a');
});

test('a locked app, and one without tokens, asks nobody; unlocked, it asks', async () => {
  const app = follow();
  await pass(0);
  took();
  app.lock();
  await pass(10 * MINUTE);
  dispatchEvent(new Event('online'));
  await pass(0);
  expect(took()).toBe('');
  await app.unlock('1234');
  await pass(0);
  expect(took()).toBe('a b time');
  follow([]);
  await pass(0);
  expect(took()).toBe('');
});
