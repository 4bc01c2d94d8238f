import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import type { Page } from 'puppeteer';
import { launchChromium } from '../../tools/chromium.ts';
import { type LabelledPage, PAGES, SHARED_PAGES } from './labelled-pages.ts';

/** What a detector made of one page. */
export interface Answer {
  page: LabelledPage;
  /** For each element that it named, in its order: the place in the label's `otp`, or -1 for any other. */
  named: readonly number[];
  /** What the elements look like that it should not have named. */
  strangers: readonly string[];
  /** What the label says of each field that it took for the login ID, and for a password. */
  login: { username: readonly Role[]; passwords: readonly Role[] };
  /** What is wrong with the label itself: a selector without exactly one visible, writable field. */
  problems: readonly string[];
  /** What the detector threw, if it did. */
  error: string | null;
}

/** A labelled field's part in the login; `null`: none. */
type Role = 'username' | 'password' | null;

/** What one frame's detector names: see `mark` and `ask`. */
interface Named {
  otp: { at: number | null; looks: string }[];
  username: Role[];
  passwords: Role[];
}

const TABS = 3;
/** What a page draws in its own time (a transition, a frame) is looked for this often, ms, and so many times. */
const MARK_EVERY_MS = 100;
const MARK_TRIES = 100;

/** Before the page's scripts: closed shadow roots stay reachable for the detector, as they are for an extension. */
function keepShadowRoots(): void {
  const roots = new WeakMap<Element, ShadowRoot>();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.set(this, root);
    return root;
  };
  const openOrClosedShadowRoot = (element: Element) => element.shadowRoot ?? roots.get(element) ?? null;
  Object.defineProperty(globalThis, 'chrome', { value: { dom: { openOrClosedShadowRoot } } });
}

/** In the page: writes each labelled field's place on it and returns what is wrong with the label. */
function mark(label: Pick<LabelledPage, 'otp' | 'ignore' | 'username' | 'passwords'>): string[] {
  const [PLACE, ROLE] = [Symbol.for('label.place'), Symbol.for('label.role')];
  const inside = (element: Element): (Document | ShadowRoot)[] => {
    const framed = element.tagName === 'IFRAME' ? (element as HTMLIFrameElement).contentDocument : null;
    const { dom } = (globalThis as unknown as { chrome: { dom: typeof globalThis.chrome.dom } }).chrome;
    const root = framed ?? dom.openOrClosedShadowRoot(element as HTMLElement);
    return root ? [root as Document | ShadowRoot] : [];
  };
  const resolve = (selector: string): Element[] =>
    selector.split(' >>> ').reduce<Element[]>((hosts, part, at) => {
      const scopes = at === 0 ? [document] : hosts.flatMap(inside);
      return scopes.flatMap((scope) => [...scope.querySelectorAll(part)]);
    }, []);

  const problems: string[] = [];
  const seen = new Set<Element>();
  const check = (selector: string): void => {
    const found = resolve(selector);
    const field = found[0] as HTMLInputElement | undefined;
    if (found.length !== 1 || !field) problems.push(`${selector} is ${found.length} elements`);
    else if (!['INPUT', 'TEXTAREA'].includes(field.tagName) && !field.isContentEditable)
      problems.push(`${selector} is no field`);
    else if (seen.has(field)) problems.push(`${selector} is named twice`);
    // Some pages lock a field against writing until it is clicked, or fill it from keys of their own.
    else if (field.disabled) problems.push(`${selector} cannot be written`);
    else if (!field.checkVisibility({ visibilityProperty: true }) || field.offsetWidth < 2)
      problems.push(`${selector} is not to be seen`);
    if (field) seen.add(field);
  };
  for (const selector of [...label.otp, ...label.passwords]) check(selector);
  if (label.username) check(label.username);
  const write = (selectors: readonly string[], key: symbol, value: (at: number) => unknown): void => {
    for (const [at, selector] of selectors.entries())
      for (const field of resolve(selector)) Object.assign(field, { [key]: value(at) });
  };
  write(label.otp, PLACE, (at) => at);
  write(label.ignore, PLACE, () => null);
  write(label.passwords, ROLE, () => 'password');
  write(label.username ? [label.username] : [], ROLE, () => 'username');
  return problems;
}

/** In a frame: asks the detector there. An ignored field has the place `null`, an unlabelled one -1. */
async function ask(): Promise<Named> {
  type Fields = { elements: Element[] };
  const [PLACE, ROLE] = [Symbol.for('label.place'), Symbol.for('label.role')];
  const { detect, detectAll } = globalThis as unknown as {
    detect(): Iterable<Element> | Promise<Iterable<Element>>;
    detectAll?(): { username: Fields | null; passwords: Fields[] };
  };
  const read = <Value>(element: Element, key: symbol): Value | undefined =>
    (element as unknown as Record<symbol, Value>)[key];
  const looksOf = (element: Element): string => {
    const written = ['id', 'name', 'type', 'placeholder'].flatMap((key) => {
      const value = element.getAttribute(key);
      return value ? [`${key}=${value.slice(0, 30)}`] : [];
    });
    return `${element.tagName.toLowerCase()}[${written.join(' ')}]`;
  };
  const rolesOf = (fields: Fields[]): Role[] =>
    fields.flatMap(({ elements }) => elements.map((element) => read<Role>(element, ROLE) ?? null));
  const otp = [...new Set(await detect())].map((element) => {
    const at = read<number | null>(element, PLACE);
    return { at: at === undefined ? -1 : at, looks: looksOf(element) };
  });
  const { username = null, passwords = [] } = detectAll?.() ?? {};
  return { otp, username: rolesOf(username ? [username] : []), passwords: rolesOf(passwords) };
}

/** Serves both folders of pages on loopback, each page below its set's own name. */
async function servePages(): Promise<{ address(page: LabelledPage): string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://pages.test').pathname));
    const [, set = '', ...rest] = path.split('/');
    const file = set === 'shared' ? join(SHARED_PAGES, 'pages', ...rest) : join(PAGES, set, ...rest);
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: ({ set, file }) => `${origin}/${set === 'shared' ? 'shared/' : ''}${encodeURI(file)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answerOn(tab: Page, address: string, page: LabelledPage, detector: string): Promise<Answer> {
  await tab.goto(address, { waitUntil: 'load' });
  // By a timer of the page's own: what its scripts put off for less comes before it, on a busy machine too.
  if (page.wait > 0) await tab.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), page.wait);
  let problems = await tab.evaluate(mark, page);
  for (let tries = 0; problems.length > 0 && tries < MARK_TRIES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, MARK_EVERY_MS));
    problems = await tab.evaluate(mark, page);
  }
  const named: Named[] = [];
  let error: string | null = null;
  for (const frame of tab.frames()) {
    try {
      await frame.evaluate(`${detector}\n;void 0`);
      named.push(await frame.evaluate(ask));
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause);
    }
  }
  const counted = named.flatMap(({ otp }) =>
    otp.flatMap(({ at, looks }) => (at === null ? [] : [{ at, looks }])),
  );
  return {
    page,
    named: counted.map(({ at }) => at),
    strangers: counted.filter(({ at }) => at === -1).map(({ looks }) => looks),
    login: {
      username: named.flatMap(({ username }) => username),
      passwords: named.flatMap(({ passwords }) => passwords),
    },
    problems,
    error,
  };
}

/** Names that lead nowhere: what a page would load from elsewhere fails at once. */
const NOTHING_ELSE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/**
 * Runs a detector, a classic script that defines `detect(): Element[]`, in every frame of each page in real
 * Chromium, a few tabs at once, and returns its answers in the pages' order. Nothing but the pages is loaded.
 */
export async function answersOn(detector: string, pages: readonly LabelledPage[]): Promise<Answer[]> {
  const [chromium, server] = await Promise.all([launchChromium({ args: [NOTHING_ELSE] }), servePages()]);
  const answers: Answer[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const tab = await chromium.browser.newPage();
    await tab.setViewport({ width: 1280, height: 900 });
    await tab.evaluateOnNewDocument(keepShadowRoots);
    tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    for (let at = next++; at < pages.length; at = next++) {
      const page = pages[at]!;
      answers[at] = await answerOn(tab, server.address(page), page, detector);
    }
  };
  try {
    await Promise.all(Array.from({ length: TABS }, work));
    return answers;
  } finally {
    server.close();
    await chromium.destroy();
  }
}
