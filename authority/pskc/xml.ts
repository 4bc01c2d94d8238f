import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { pskcError } from './error.ts';

/** A file of 10,000 tokens has 7 to 15 MB. */
const MAX_BYTES = 24 * 1024 * 1024;
/** A container nests 9 deep. */
const MAX_DEPTH = 24;
/** Longest single tag, in characters. */
const MAX_TAG = 2048;
/** Tags, attributes, comments and references: what costs the parser time. A token has about 60. */
const MAX_PIECES = 1_000_000;

const ELEMENT = 1;
const TEXT = 3;
const COMMENT = 8;

/**
 * The root element of a UTF-8 XML file (with or without byte order mark). Refused before the parser sees
 * them: document types, and with them every entity that could grow; CDATA; processing instructions; what is
 * too large or nested too deep. Errors: `too-large`, `not-xml`.
 */
export function parseXml(file: Uint8Array): Element {
  if (file.length > MAX_BYTES) throw pskcError('too-large', 'the file is larger than 24 MiB');
  const text = decode(file);
  scan(text);
  try {
    const stop = () => {
      throw new Error('not well formed');
    };
    const root = new DOMParser({ locator: false, onError: stop }).parseFromString(text, 'text/xml');
    if (root.documentElement === null) throw new Error('no element');
    return root.documentElement;
  } catch {
    // The parser's words quote the file.
    throw pskcError('not-xml', 'the file is not well-formed XML');
  }
}

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw pskcError('not-xml', 'the file is not UTF-8');
  }
}

/** One pass over the text, without a tree. */
function scan(text: string): void {
  let depth = 0;
  let pieces = 0;
  const count = (more: number) => {
    pieces += more;
    if (pieces > MAX_PIECES) throw pskcError('too-large', 'the file has too many elements and attributes');
  };
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) count(1);
  // The declaration: only at the very beginning, as XML has it (§2.8).
  let at = /^<\?xml[ \t\r\n][^<>]{0,200}\?>/.exec(text)?.[0].length ?? 0;
  for (;;) {
    at = text.indexOf('<', at);
    if (at < 0) return;
    if (text.startsWith('<!--', at)) {
      count(1);
      at = after(text, '-->', at + 4);
      continue;
    }
    if (text[at + 1] === '!' || text[at + 1] === '?') {
      throw pskcError('not-xml', 'document types, CDATA and processing instructions are not accepted');
    }
    const { end, attributes } = tagAt(text, at);
    if (text[at + 1] === '/') depth -= 1;
    else if (text[end - 1] !== '/') depth += 1;
    if (depth > MAX_DEPTH) throw pskcError('too-large', `elements nest more than ${MAX_DEPTH} deep`);
    count(1 + attributes);
    at = end + 1;
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) throw pskcError('not-xml', 'the file is not well-formed XML');
  return found + mark.length;
}

/** Where the tag that begins at `from` has its `>` (one within quotes does not count), and its attributes. */
function tagAt(text: string, from: number): { end: number; attributes: number } {
  let quote = '';
  let attributes = 0;
  for (let at = from + 1; at < text.length && at - from <= MAX_TAG; at += 1) {
    const char = text[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
      attributes += 1;
    } else if (char === '>') return { end: at, attributes };
  }
  throw pskcError('not-xml', 'a tag does not end, or is too long');
}

/** An element's full name: `{namespace}local`, without braces where it is in no namespace. */
export const nameOf = (element: Element): string =>
  element.namespaceURI ? qualified(element.namespaceURI, element.localName ?? '') : element.nodeName;

export const qualified = (namespace: string, local: string): string => `{${namespace}}${local}`;

/** The children of an element, looked up by full name. */
export interface Children {
  /** Errors: `not-pskc` unless there is exactly one. */
  one(name: string): Element;
  /** Errors: `not-pskc` when there are several. */
  maybe(name: string): Element | null;
  many(name: string): Element[];
}

/**
 * Children of an element that holds elements only. Errors: `not-pskc` for text among them and for every
 * element whose full name is not in `known`.
 */
export function childrenOf(parent: Element, known: readonly string[]): Children {
  const found = new Map<string, Element[]>();
  const where = parent.localName ?? '';
  for (const node of nodesOf(parent)) {
    if (node.nodeType === COMMENT) continue;
    if (node.nodeType === TEXT && (node.nodeValue ?? '').trim() === '') continue;
    if (node.nodeType !== ELEMENT) throw pskcError('not-pskc', `${where} holds something besides elements`);
    const element = node as Element;
    const name = nameOf(element);
    if (!known.includes(name))
      throw pskcError('not-pskc', `${where} holds an element that is not known there`);
    const same = found.get(name);
    if (same === undefined) found.set(name, [element]);
    else same.push(element);
  }
  const many = (name: string) => found.get(name) ?? [];
  const maybe = (name: string) => {
    const [first, second] = many(name);
    if (second !== undefined) throw pskcError('not-pskc', `${where} holds ${local(name)} more than once`);
    return first ?? null;
  };
  const one = (name: string) => {
    const element = maybe(name);
    if (element === null) throw pskcError('not-pskc', `${where} lacks ${local(name)}`);
    return element;
  };
  return { one, maybe, many };
}

/**
 * The trimmed text of an element that holds nothing else: a comment in the middle of a value could make two
 * readers see two values. Errors: `not-pskc`.
 */
export function textOf(element: Element): string {
  let text = '';
  for (const node of nodesOf(element)) {
    if (node.nodeType !== TEXT) throw pskcError('not-pskc', `${element.localName} holds more than text`);
    text += node.nodeValue ?? '';
  }
  return text.trim();
}

/** Bytes in base64 (RFC 4648 §4), with white space anywhere, as XML Schema allows. Errors: `not-pskc`. */
export function bytesOf(element: Element): Uint8Array {
  const text = textOf(element).replaceAll(/[ \t\r\n]+/g, '');
  const bytes = Buffer.from(text, 'base64');
  // The decoder skips what it does not know; only what it would write itself was understood.
  if (text === '' || bytes.toString('base64') !== text) {
    throw pskcError('not-pskc', `${element.localName} is not base64`);
  }
  return new Uint8Array(bytes);
}

/** A decimal number without sign, up to 2^53 - 1. Errors: `not-pskc`. */
export function numberOf(element: Element): number {
  return parseNumber(textOf(element), element.localName ?? '');
}

export function parseNumber(text: string, where: string): number {
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(value)) {
    throw pskcError('not-pskc', `${where} is not a number`);
  }
  return value;
}

const local = (name: string): string => name.slice(name.indexOf('}') + 1);

function* nodesOf(parent: Element): Generator<Node> {
  for (let node: Node | null = parent.firstChild; node !== null; node = node.nextSibling) yield node;
}
