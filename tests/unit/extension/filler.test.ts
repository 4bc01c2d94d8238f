// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Filler, makeFiller } from '../../../extension/content/filler.ts';
import type { Person } from '../../../extension/content/person.ts';
import type { ContentMessage, FillAnswer } from '../../../extension/messages.ts';

const CODE = '12345678';
const NEXT = '87654321';
const fill = (code = CODE, step = 1): FillAnswer => ({ kind: 'fill', code, step, wakeIn: 20_000 });
const NONE: FillAnswer = { kind: 'none' };

let page: ReturnType<typeof makePage>;

/** A page with a login ID and, unless told otherwise, one field for the code; and a worker that answers. */
function makePage(html = '<form><input id="login"><input class="otp"></form>') {
  document.body.innerHTML = html;
  const said: ContentMessage[] = [];
  const state = {
    now: 1_000,
    pressedAt: Number.NEGATIVE_INFINITY,
    typing: null as Element | null,
    composing: false,
    owned: new WeakSet<Element>(),
    answer: (_message: ContentMessage): FillAnswer | null | Promise<FillAnswer | null> => fill(),
  };
  const all = (selector: string) => [...document.querySelectorAll<HTMLInputElement>(selector)];
  const person: Person = {
    owns: (field) => state.owned.has(field),
    typesInto: (field) => state.typing === field,
    composes: () => state.composing,
    pressedAt: () => state.pressedAt,
    asked: () => {
      state.owned = new WeakSet();
    },
  };
  const filler: Filler = makeFiller({
    find: () => ({ otp: all('.otp'), username: all('#login')[0] ?? null }),
    send: async (message) => {
      said.push(message);
      return message.kind === 'ask' ? state.answer(message) : null;
    },
    person,
    now: () => state.now,
    lookSoon: () => void setTimeout(filler.look, 150),
    due: () => filler.lookAgain(),
  });
  return {
    state,
    filler,
    said,
    login: all('#login')[0] as HTMLInputElement,
    fields: () => all('.otp'),
    value: () =>
      all('.otp')
        .map(({ value }) => value)
        .join(''),
    asks: () => said.filter(({ kind }) => kind === 'ask').length,
    kinds: () => said.map(({ kind }) => kind),
    /** Lets the page settle: every look that is due and every answer. */
    settle: (ms = 1_000) => vi.advanceTimersByTimeAsync(ms),
    /** The worker takes its time from now on; call what comes back to have it answer. */
    answerLate() {
      let give = (_: FillAnswer) => {};
      state.answer = () =>
        new Promise((resolve) => {
          give = resolve;
        });
      return (answer: FillAnswer) => give(answer);
    },
    /** The page draws its field anew. */
    replaceField: () =>
      all('.otp')[0]!.replaceWith(Object.assign(document.createElement('input'), { className: 'otp' })),
    async look() {
      filler.look();
      await vi.advanceTimersByTimeAsync(1_000);
    },
    type(field: HTMLInputElement, value: string) {
      field.value = value;
      state.owned.add(field);
    },
    press() {
      state.pressedAt = state.now += 1;
      state.now += 1;
    },
  };
}

/** Puts React's way of hearing of writes on a field: a write by a script on the element itself is no change. */
function controlled(field: HTMLInputElement, accept: (value: string) => string) {
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') as Required<
    Pick<PropertyDescriptor, 'get' | 'set'>
  >;
  let tracked = field.value;
  let state = field.value;
  Object.defineProperty(field, 'value', {
    configurable: true,
    get: () => native.get.call(field),
    set: (value: string) => {
      tracked = value;
      native.set.call(field, value);
    },
  });
  field.addEventListener('input', () => {
    if (native.get.call(field) === tracked) return;
    tracked = native.get.call(field);
    state = accept(tracked);
    field.value = state;
  });
  return () => state;
}

beforeEach(() => {
  vi.useFakeTimers();
  page = makePage();
});
afterEach(() => {
  vi.useRealTimers();
});

it('asks for the code of an empty field, writes it and says so', async () => {
  await page.look();
  expect(page.value()).toBe(CODE);
  expect(page.said).toEqual([
    { kind: 'ask', username: '' },
    { kind: 'filled', step: 1 },
  ]);
});

it('asks nothing again while nothing changes', async () => {
  await page.look();
  for (let n = 0; n < 10; n++) await page.look();
  expect(page.asks()).toBe(1);
});

it('a framework that tracks its value hears of ours', async () => {
  const state = controlled(page.fields()[0]!, (value) => value);
  await page.look();
  expect(state()).toBe(CODE);
  expect(page.value()).toBe(CODE);
});

it('a page may put its own spaces into the code: the value stays ours and is renewed', async () => {
  controlled(page.fields()[0]!, (value) => value.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 '));
  await page.look();
  expect(page.value()).toBe('1234 5678');
  page.state.answer = () => fill(NEXT, 2);
  page.filler.lookAgain();
  await page.settle();
  expect(page.value()).toBe('8765 4321');
  expect(page.kinds().filter((kind) => kind === 'filled')).toHaveLength(2);
});

it('a page that makes something else of the code has it taken out again, and is never written to again', async () => {
  controlled(page.fields()[0]!, (value) => value.slice(0, 6));
  await page.look();
  expect(page.value()).toBe('');
  for (let n = 0; n < 5; n++) {
    page.filler.lookAgain();
    await page.settle();
  }
  expect(page.value()).toBe('');
  expect(page.kinds()).not.toContain('filled');
  expect(page.asks()).toBe(1);
});

it('a page that puts its own empty value back is tried a few times, not for ever', async () => {
  let writes = 0;
  page.fields()[0]!.addEventListener('input', () => writes++);
  controlled(page.fields()[0]!, () => '');
  for (let n = 0; n < 20; n++) {
    page.filler.lookAgain();
    await page.settle();
  }
  expect(page.value()).toBe('');
  expect(writes).toBeLessThanOrEqual(3);
});

it('a value that a page throws away while it comes to life is put back once', async () => {
  await page.look();
  page.fields()[0]!.value = '';
  await page.look();
  expect(page.value()).toBe(CODE);
  expect(page.kinds()).not.toContain('submitted');
});

it('a field that the page draws anew gets the value of the one before it', async () => {
  await page.look();
  const old = page.fields()[0]!;
  old.replaceWith(Object.assign(document.createElement('input'), { className: 'otp' }));
  await page.look();
  expect(page.value()).toBe(CODE);
  expect(page.kinds()).not.toContain('submitted');
});

it('a field drawn anew with our value in it is still ours', async () => {
  await page.look();
  page
    .fields()[0]!
    .replaceWith(Object.assign(document.createElement('input'), { className: 'otp', value: CODE }));
  await page.look();
  page.state.answer = () => fill(NEXT, 2);
  page.filler.lookAgain();
  await page.settle();
  expect(page.value()).toBe(NEXT);
});

it('a page that draws itself anew over and over is let be', async () => {
  let writes = 0;
  document.addEventListener('input', () => writes++);
  for (let n = 0; n < 10; n++) {
    await page.look();
    page.replaceField();
  }
  expect(writes).toBeLessThanOrEqual(3);
});

it('a field that goes away at a press took the code with it', async () => {
  await page.look();
  page.press();
  page.fields()[0]!.remove();
  await page.look();
  expect(page.said.at(-2)).toEqual({ kind: 'submitted', step: 1 });
  expect(page.said.at(-1)).toEqual({ kind: 'named', username: '' });
});

it('a press before the code was there is no submission of it', async () => {
  page.press();
  await page.look();
  page.replaceField();
  await page.look();
  expect(page.kinds()).not.toContain('submitted');
  expect(page.value()).toBe(CODE);
});

it('a form that was sent keeps its value while the page makes up its mind, and the next page step is asked for', async () => {
  await page.look();
  page.filler.sent(document.querySelector('form'));
  expect(page.said.at(-1)).toEqual({ kind: 'submitted', step: 1 });
  page.filler.lookAgain();
  await page.settle();
  expect(page.value()).toBe(CODE);
  expect(page.asks()).toBe(1);
  // Refused: the page empties the field.
  page.state.answer = () => ({ kind: 'wait', wakeIn: 20_000 });
  page.fields()[0]!.value = '';
  await page.look();
  expect(page.asks()).toBe(2);
  page.state.answer = () => fill(NEXT, 2);
  await page.settle(20_000);
  expect(page.value()).toBe(NEXT);
});

it('takes nothing out that a page puts in the code’s place to send it, as one that enciphers it does', async () => {
  await page.look();
  page.press();
  page.fields()[0]!.value = '0a1b2c3d4e5f';
  await page.look();
  expect(page.value()).toBe('0a1b2c3d4e5f');
  expect(page.said.at(-1)).toEqual({ kind: 'submitted', step: 1 });
});

it('says nothing of another form on the page', async () => {
  document.body.append(document.createElement('form'));
  await page.look();
  page.filler.sent(document.forms[1]!);
  expect(page.kinds()).not.toContain('submitted');
});

it('a page that sends codes off by itself is left alone after the second', async () => {
  let step = 0;
  page.state.answer = () => fill(CODE, ++step);
  for (let n = 0; n < 10; n++) {
    page.filler.lookAgain();
    await page.settle(0);
    if (page.value()) page.filler.sent(null);
    page.fields()[0]!.value = '';
    await page.settle(30_000);
  }
  expect(page.kinds().filter((kind) => kind === 'submitted').length).toBeLessThanOrEqual(3);
});

it('never writes over what a person typed, also while the answer was under way', async () => {
  const answer = page.answerLate();
  page.filler.look();
  await page.settle(0);
  page.type(page.fields()[0]!, '9');
  answer(fill());
  await page.settle();
  expect(page.value()).toBe('9');
  // Nor into a field that they emptied again.
  page.type(page.fields()[0]!, '');
  page.filler.lookAgain();
  await page.settle();
  expect(page.value()).toBe('');
});

it('never renews what a person corrected', async () => {
  await page.look();
  page.type(page.fields()[0]!, `${CODE.slice(0, 7)}9`);
  page.state.answer = () => fill(NEXT, 2);
  await page.settle(60_000);
  expect(page.value()).toBe(`${CODE.slice(0, 7)}9`);
});

it('writes nothing while a word is composed, and does when it is finished', async () => {
  page.state.composing = true;
  await page.look();
  expect(page.asks()).toBe(0);
  page.state.composing = false;
  const answer = page.answerLate();
  page.filler.look();
  await page.settle(0);
  page.state.composing = true;
  answer(fill());
  await page.settle(0);
  expect(page.value()).toBe('');
  page.state.composing = false;
  page.state.answer = () => fill();
  await page.look();
  expect(page.value()).toBe(CODE);
});

it('renews its value when the step is over, and takes out one that nobody renews', async () => {
  await page.look();
  page.state.answer = () => fill(NEXT, 2);
  page.state.now += 20_000;
  await page.settle(20_000);
  expect(page.value()).toBe(NEXT);
  page.state.answer = () => NONE;
  page.state.now += 20_000;
  await page.settle(20_000);
  expect(page.value()).toBe('');
});

it('keeps a code that still counts when the worker only asks for patience', async () => {
  await page.look();
  page.state.answer = () => ({ kind: 'wait', wakeIn: 1_000 });
  page.filler.lookAgain();
  await page.settle(500);
  expect(page.value()).toBe(CODE);
});

it('asks again when the login ID was changed, and not while it is being typed', async () => {
  page.state.typing = page.login;
  page.login.value = 'ta';
  await page.look();
  expect(page.said[0]).toEqual({ kind: 'ask', username: '' });
  page.login.value = 'taro';
  await page.look();
  expect(page.asks()).toBe(1);
  page.state.typing = null;
  page.state.answer = () => NONE;
  await page.look();
  expect(page.said.at(-1)).toEqual({ kind: 'ask', username: 'taro' });
  expect(page.value()).toBe('');
});

it('tells the login ID of a page that has no field for the code, once for each', async () => {
  page = makePage('<form><input id="login"></form>');
  await page.look();
  page.state.typing = page.login;
  page.login.value = 'taro';
  await page.look();
  page.state.typing = null;
  page.filler.sent(document.querySelector('form'));
  await page.look();
  expect(page.said).toEqual([
    { kind: 'named', username: '' },
    { kind: 'named', username: 'taro' },
  ]);
});

it('says nothing on a page with neither', async () => {
  page = makePage('<p>');
  await page.look();
  expect(page.said).toEqual([]);
});

it('says when the field that waited is gone', async () => {
  page.state.answer = () => NONE;
  await page.look();
  page.fields()[0]!.remove();
  page.login.remove();
  await page.look();
  await page.look();
  expect(page.kinds()).toEqual(['ask', 'gone']);
});

it('fills boxes that move their own digits on, and gives up on boxes it cannot', async () => {
  page = makePage('<input class="otp" maxlength="1">'.repeat(8));
  for (const [index, field] of page.fields().entries())
    field.addEventListener('input', () => page.fields()[index + 1]?.focus());
  await page.look();
  expect(page.value()).toBe(CODE);

  page = makePage('<input class="otp" maxlength="1">'.repeat(8));
  // Every digit goes into the last box.
  for (const field of page.fields())
    field.addEventListener('input', () => {
      const { value } = field;
      field.value = '';
      page.fields()[7]!.value = value;
    });
  await page.look();
  expect(page.value()).toBe('');
});

it('fills boxes that are all drawn anew at the first digit', async () => {
  page = makePage(`<div>${'<input class="otp" maxlength="1">'.repeat(8)}</div>`);
  let isDrawn = false;
  document.querySelector('div')?.addEventListener('input', (event) => {
    if (isDrawn) return;
    isDrawn = true;
    const root = event.currentTarget as HTMLElement;
    root.innerHTML = '<input class="otp" maxlength="1">'.repeat(8);
  });
  await page.look();
  expect(page.value()).toBe(CODE);
});

const ONCE = { code: CODE, step: 3, until: 0, once: true };

it('writes a code that a person asked for, and never asks to renew one that cost a counter', async () => {
  page.state.answer = () => NONE;
  await page.look();
  expect(page.filler.state(8)).toEqual({ isFree: true, holds: null, username: '' });
  expect(page.filler.write(ONCE)).toBe(true);
  page.filler.lookAgain();
  await page.settle(100_000);
  expect(page.value()).toBe(CODE);
  expect(page.asks()).toBe(1);
  expect(page.filler.state(8)).toEqual({ isFree: true, holds: 3, username: '' });
  page.filler.sent(document.querySelector('form'));
  expect(page.said.at(-1)).toEqual({ kind: 'submitted', step: 3 });
  expect(page.filler.state(8)).toMatchObject({ holds: null });
});

it('puts a code that cost a counter back into a field drawn anew', async () => {
  page.state.answer = () => NONE;
  page.filler.write(ONCE);
  await page.settle();
  page.replaceField();
  await page.look();
  expect(page.value()).toBe(CODE);
  expect(page.filler.state(8)).toMatchObject({ holds: 3 });
});

it('an answer that was under way when a person asked for a code takes nothing out again', async () => {
  const answer = page.answerLate();
  page.filler.look();
  await page.settle(0);
  expect(page.filler.write(ONCE)).toBe(true);
  answer(NONE);
  await page.settle();
  expect(page.value()).toBe(CODE);
});

it('writes by hand into a field that a person had emptied, and over nothing that stands in it', async () => {
  page.type(page.fields()[0]!, '');
  await page.look();
  expect(page.value()).toBe('');
  expect(page.filler.write(ONCE)).toBe(true);
  page = makePage();
  page.type(page.fields()[0]!, '77');
  expect(page.filler.state(8)).toMatchObject({ isFree: false });
  expect(page.filler.write(ONCE)).toBe(false);
  expect(page.value()).toBe('77');
});

it('has no field to write into on a page without one', () => {
  page = makePage('<p>');
  expect(page.filler.state(8)).toEqual({ isFree: null, holds: null, username: null });
  expect(page.filler.write(ONCE)).toBe(false);
});

it.each([
  ['a box each for fewer digits', '<input class="otp" maxlength="1">'.repeat(4), 6],
  ['a field too short for the code', '<input class="otp" maxlength="6">', 8],
])('offers no field where there is %s', (_what, html, digits) => {
  page = makePage(html);
  expect(page.filler.state(digits)).toMatchObject({ isFree: null });
  // Whose code it will be is not known yet.
  expect(page.filler.state(null)).toMatchObject({ isFree: true });
});

it('offers a field that is not free while a word is composed', () => {
  page.state.composing = true;
  expect(page.filler.state(8)).toMatchObject({ isFree: false });
  page.state.composing = false;
  expect(page.filler.state(8)).toMatchObject({ isFree: true });
});

it('renews a page that was come back to, whose code was sent already', async () => {
  await page.look();
  page.filler.sent(null);
  page.state.answer = () => ({ kind: 'wait', wakeIn: 20_000 });
  page.filler.back();
  await page.settle();
  expect(page.value()).toBe('');
});

it('takes a counted code that was sent already out of a page that was come back to', async () => {
  page.state.answer = () => NONE;
  page.filler.write(ONCE);
  page.filler.sent(null);
  page.filler.back();
  await page.settle();
  expect(page.value()).toBe('');
});

it('asks again after nobody answered', async () => {
  page.state.answer = () => null;
  await page.look();
  page.state.answer = () => fill();
  await page.look();
  expect(page.value()).toBe(CODE);
});
