// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPage } from '../../../extension/content/watch.ts';

let looks = 0;
let waiting = false;
/** What a look takes by the clock that is passed in, ms. */
let cost = 0;
let now = 0;
/** Listeners of this test: the window is another file's afterwards. */
let listeners: Parameters<typeof addEventListener>[] = [];

function watch() {
  return watchPage(
    () => {
      looks++;
      now += cost;
    },
    () => waiting,
    () => now,
  );
}

/** Lets observers be told, and timers come to their end. */
const pass = async (ms = 1_000) => {
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(ms);
};

const listen = globalThis.addEventListener;
beforeEach(() => {
  vi.stubGlobal('addEventListener', (...args: Parameters<typeof addEventListener>) => {
    listeners.push(args);
    listen(...args);
  });
  vi.useFakeTimers();
  vi.stubGlobal('chrome', { runtime: { id: 'fuda' } });
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
  document.body.innerHTML = '<main></main>';
  looks = cost = now = 0;
  waiting = false;
});
afterEach(() => {
  // The extension is gone: the observer of this test ends at the next change.
  vi.stubGlobal('chrome', { runtime: {} });
  document.body.append('');
  for (const [type, listener, how] of listeners) removeEventListener(type, listener, how);
  listeners = [];
  vi.stubGlobal('addEventListener', listen);
  vi.useRealTimers();
});

const burst = (count: number) => {
  for (let n = 0; n < count; n++) document.querySelector('main')?.append(document.createElement('p'));
};

it('looks at nothing on a page without an input, whatever happens there', async () => {
  watch();
  burst(1_000);
  await pass(10_000);
  expect(looks).toBe(0);
});

it('looks once after a burst of changes on a page with an input', async () => {
  document.body.append(document.createElement('input'));
  watch();
  burst(1_000);
  await pass(149);
  expect(looks).toBe(0);
  await pass();
  expect(looks).toBe(1);
});

it.each(['inert', 'aria-hidden', 'type'])(
  'looks when %s changes, by which a field is told to be written to',
  async (name) => {
    const input = document.createElement('input');
    input.setAttribute(name, 'text');
    document.body.append(input);
    watch();
    input.removeAttribute(name);
    await pass();
    expect(looks).toBe(1);
  },
);

it('hears of the first of many changes only, until it has looked', async () => {
  let told = 0;
  const { MutationObserver: Observer } = globalThis;
  const counting = (work: () => void) =>
    new Observer(() => {
      told++;
      work();
    });
  vi.stubGlobal('MutationObserver', function watched(work: () => void) {
    return counting(work);
  });
  document.body.append(document.createElement('input'));
  watch();
  for (let n = 0; n < 10; n++) {
    burst(100);
    await pass(10);
  }
  expect(told).toBe(1);
  await pass();
  expect(looks).toBe(1);
  vi.unstubAllGlobals();
  vi.stubGlobal('chrome', { runtime: { id: 'fuda' } });
});

it('sees what came, was replaced, or was shown by an attribute alone while it heard of nothing', async () => {
  const main = document.querySelector('main') as HTMLElement;
  const seen: string[] = [];
  watchPage(
    () => seen.push([...document.querySelectorAll('input')].map(({ id, hidden }) => id + hidden).join()),
    () => false,
    () => 0,
  );
  main.append(document.createElement('p'));
  await pass(10);
  main.innerHTML = '<input id="a" hidden>';
  await pass();
  main.firstElementChild?.removeAttribute('hidden');
  await pass();
  main.innerHTML = '<p></p>';
  await pass(10);
  main.innerHTML = '<input id="b">';
  await pass();
  expect(seen).toEqual(['atrue', 'afalse', 'bfalse']);
});

it('looks when the first input comes, and when what it waits for goes', async () => {
  watch();
  document.querySelector('main')?.append(document.createElement('input'));
  await pass();
  expect(looks).toBe(1);
  waiting = true;
  document.querySelector('input')?.remove();
  await pass();
  expect(looks).toBe(2);
});

it('is not kept from looking by a page that never rests, nor costs it more than a small share', async () => {
  document.body.append(document.createElement('input'));
  watch();
  cost = 10;
  for (let ms = 0; ms < 10_000; ms += 20) {
    document.body.className = `at-${ms}`;
    await pass(20);
  }
  expect(looks).toBeGreaterThan(5);
  expect(looks * cost).toBeLessThan(10_000 * 0.03);
});

it('watches shadow trees it was told of', async () => {
  const host = document.body.appendChild(document.createElement('bank-login'));
  const root = host.attachShadow({ mode: 'closed' });
  const { alsoIn } = watch();
  alsoIn(root);
  alsoIn(root);
  root.append(document.createElement('input'));
  await pass();
  expect(looks).toBe(1);
});

it('ends when the extension that put it here is gone', async () => {
  document.body.append(document.createElement('input'));
  watch();
  vi.stubGlobal('chrome', { runtime: {} });
  burst(1);
  await pass();
  vi.stubGlobal('chrome', { runtime: { id: 'another' } });
  burst(1);
  await pass();
  expect(looks).toBe(0);
});
