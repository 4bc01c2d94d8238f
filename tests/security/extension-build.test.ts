import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../support/built.ts';

/** Most a page may have to load of us, bytes of gzip. */
const LARGEST_SCRIPT = 6_000;

let script: string;
let worker: string;
/** Every script of the extension's by its place, the workers' and the pages' too. */
let scripts: Map<string, string>;

beforeAll(async () => {
  const folder = await ensureBuilt('extension');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  scripts = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)),
  );
  script = scripts.get(join('content-scripts', 'fill.js')) ?? '';
  worker = scripts.get('background.js') ?? '';
}, 300_000);

const wordsIn = (text: string, words: readonly (string | RegExp)[]): string[] =>
  words.filter((word) => (typeof word === 'string' ? text.includes(word) : word.test(text))).map(String);

it('looks into scripts that are there', () => {
  expect(script).toContain('chrome.runtime.sendMessage');
  expect(worker).toContain('chrome.scripting');
  expect(scripts.size).toBeGreaterThan(4);
});

it('puts a script into pages that makes no element and shows nothing there', () => {
  const making = [
    ...['createElement', 'attachShadow', 'innerHTML', 'outerHTML', 'insertAdjacent', 'document.write'],
    ...['appendChild', 'append(', 'prepend(', 'replaceWith', 'replaceChild', 'insertBefore', 'cloneNode'],
    ...['setHTML', 'createContextualFragment', 'DOMParser', 'customElements', 'adoptedStyleSheets'],
    ...['showPopover', 'showModal', 'alert(', 'confirm(', 'prompt(', 'Notification'],
  ];
  expect(wordsIn(script, making)).toEqual([]);
});

it('puts a script into pages that has no channel to the page, and leaves it nothing to hold on to', () => {
  const talking = [
    ...['postMessage', 'MessageChannel', 'BroadcastChannel', 'CustomEvent', 'localStorage', 'sessionStorage'],
    ...['indexedDB', 'document.cookie', 'wrappedJSObject', 'exportFunction', 'cloneInto', 'dataset'],
    ...['setAttribute', 'web_accessible', 'getURL', 'history.', 'location.href', 'location.assign'],
    /\b(window|self|globalThis|document)\.\w+=[^=]/,
    /\bwindow\.open\b/,
    // Who speaks to a script is heard by the browser's own channel only.
    /addEventListener\([`'"](message|messageerror|storage|hashchange)[`'"]/,
  ];
  expect(wordsIn(script, talking)).toEqual([]);
});

it('puts a script into pages that sends nothing anywhere, and no form', () => {
  const sending = [
    ...['fetch(', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'import(', 'new Image'],
    ...['requestSubmit', '.submit(', '.click('],
  ];
  expect(wordsIn(script, sending)).toEqual([]);
  // One place only to speak to: the worker.
  const reached = new Set(script.match(/\bchrome\.[\w.]+/g));
  for (const allowed of [
    'chrome.runtime',
    'chrome.runtime.id',
    'chrome.runtime.sendMessage',
    'chrome.runtime.onMessage.addListener',
    'chrome.dom',
    'chrome.dom.openOrClosedShadowRoot',
  ])
    reached.delete(allowed);
  expect(reached).toEqual(new Set());
});

it('runs nothing that was text before, in any of its scripts', () => {
  for (const [file, text] of scripts)
    expect(
      wordsIn(text, [/\beval\(/, /\bnew Function\b/, 'setTimeout(`', 'WebAssembly', 'importScripts']),
      file,
    ).toEqual([]);
});

it('writes nothing to a console where codes and seeds pass by', () => {
  const logging = /\bconsole\.(log|info|debug|error|warn|table|dir|trace)\b/;
  expect(wordsIn(script, [logging])).toEqual([]);
  // The one line there is comes with the build and names a mistake of its own, nothing that passed by.
  const lines = worker.match(new RegExp(`${logging.source}[^;]{0,80}`, 'g')) ?? [];
  expect(lines.filter((line) => !line.includes("The background's main("))).toEqual([]);
});

it('answers no message of other extensions or of web pages', () => {
  expect(
    wordsIn(worker, ['onMessageExternal', 'onConnectExternal', 'onUserScriptMessage', 'onConnect']),
  ).toEqual([]);
});

it('keeps that script small', () => {
  expect(gzipSync(script).length).toBeLessThan(LARGEST_SCRIPT);
});
