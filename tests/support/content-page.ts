import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type { Facts } from '../../core/detect/facts.ts';
import { weigh } from '../../extension/background/weigh.ts';
import type { CommandMessage, FillAnswer } from '../../extension/messages.ts';
import { ensureBuilt } from './built.ts';
import { lendVisibility } from './styles-only.ts';

/** The code that the stand-in for the worker gives to whoever asks. */
export const CODE = '12345678';
const STEP = 7;
const WAKE_IN = 25_000;

/** A page outside a browser with the built content script in it; its timers go on when a test says so. */
export interface ContentPage {
  window: JSDOM['window'];
  document: Document;
  /** What the script said to the worker, in order; not what it had weighed. */
  sent: { kind: string }[];
  /** What went wrong where nobody caught it. */
  errors: unknown[];
  /** Puts the script in (again). */
  inject(): void;
  /** Lets so many milliseconds pass for the script: its timers, and what follows from them. */
  pass(ms: number): Promise<void>;
  /** Sends a command as the worker would, and gives the answer. */
  command(message: CommandMessage): unknown;
  /** What fields hold, by ID or else name; empty ones are left out. */
  values(): Record<string, string>;
}

/** The built script; read once for all pages of a test file. */
let built: Promise<string> | undefined;
const builtScript = (): Promise<string> => {
  built ??= ensureBuilt('extension').then((folder) =>
    readFile(join(folder, 'content-scripts', 'fill.js'), 'utf8'),
  );
  return built;
};

/** Turns in which promises of the script's own come to their end. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Loads `html` as a page of `url` and puts the script in. `answer` stands for the worker: what it gives to a
 * question; may be a promise, and may reject as when the worker was ended.
 */
export async function openContentPage(
  html: string,
  options: {
    url?: string;
    answer?: () => FillAnswer | Promise<FillAnswer>;
    /** What the page does before the script comes. */
    before?: (window: JSDOM['window']) => void;
  } = {},
): Promise<ContentPage> {
  const script = await builtScript();
  const { window } = new JSDOM(html, {
    url: options.url ?? 'https://bank.example/login',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  });
  lendVisibility(window as unknown as Parameters<typeof lendVisibility>[0]);
  const answer =
    options.answer ??
    (() => ({ kind: 'fill', code: CODE, step: STEP, wakeIn: WAKE_IN }) satisfies FillAnswer);
  const sent: ContentPage['sent'] = [];
  const errors: unknown[] = [];
  const listeners: ((message: unknown, sender: unknown, respond: (value: unknown) => void) => void)[] = [];

  let now = 0;
  let last = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const after = (run: () => void, ms = 0): number => {
    last += 1;
    timers.set(last, { at: now + ms, run });
    return last;
  };
  const drop = (timer: number) => void timers.delete(timer);

  Object.assign(window, {
    setTimeout: after,
    clearTimeout: drop,
    requestIdleCallback: (run: () => void) => after(run),
    cancelIdleCallback: drop,
    chrome: {
      runtime: {
        id: 'fuda',
        async sendMessage(message: { kind: string; fields?: Facts[] }) {
          if (message.kind === 'weigh') return weigh(structuredClone(message.fields ?? []));
          sent.push(message);
          return message.kind === 'ask' ? answer() : {};
        },
        onMessage: { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) },
      },
      dom: { openOrClosedShadowRoot: (element: Element) => element.shadowRoot },
    },
  });
  window.addEventListener('error', (event) => errors.push(event.error));
  const readValue = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value')?.get;
  const fields = (): Iterable<Element> =>
    window.Document.prototype.querySelectorAll.call(window.document, 'input, textarea');

  const page: ContentPage = {
    window,
    document: window.document,
    sent,
    errors,
    inject() {
      try {
        window.eval(script);
      } catch (error) {
        errors.push(error);
      }
    },
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await quiet();
        const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!due) break;
        const [timer, { at, run }] = due;
        timers.delete(timer);
        now = Math.max(now, at);
        run();
      }
      now = end;
    },
    command(message) {
      let answered: unknown;
      for (const listener of listeners)
        listener(structuredClone(message), { id: 'fuda' }, (value) => {
          answered = value;
        });
      return answered;
    },
    values: () =>
      Object.fromEntries(
        Array.from(fields(), (field, at) => [
          field.getAttribute('id') ?? field.getAttribute('name') ?? String(at),
          String(readValue?.call(field)),
        ]).filter(([, value]) => value !== ''),
      ),
  };
  options.before?.(window);
  page.inject();
  await page.pass(1_000);
  return page;
}
