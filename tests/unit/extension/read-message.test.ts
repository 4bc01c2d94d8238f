import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readContentMessage, readPageMessage } from '../../../extension/background/read-message.ts';

const FACTS = {
  name: 'otp',
  id: '',
  aria: '',
  label: 'ワンタイムパスワード',
  autocomplete: '',
  type: 'text',
  isNumeric: true,
  maxLength: 8,
  width: 120,
  form: -1,
  isAside: false,
  around: null,
};
const CONTENT = [
  { kind: 'weigh', fields: [FACTS, { ...FACTS, around: { alone: true, near: 'トークン', all: '' } }] },
  { kind: 'named', username: 'hanako' },
  { kind: 'gone' },
  { kind: 'ask', username: null },
  { kind: 'ask', username: 'hanako' },
  { kind: 'filled', step: 1 },
  { kind: 'submitted', step: 0 },
];
const PAGE = [
  { kind: 'changed' },
  { kind: 'touched' },
  { kind: 'site', tabId: 7 },
  { kind: 'fill-here', tabId: 7, tokenId: 'R' },
  { kind: 'resembles', tabId: 7 },
  { kind: 'sites' },
  { kind: 'set-site-mode', origin: 'https://bank.example:8443', mode: 'never' },
];

it('reads each message of its own table, and none of the other', () => {
  for (const message of CONTENT) {
    expect(readContentMessage(message)).toEqual(message);
    expect(readPageMessage(message)).toBeNull();
  }
  for (const message of PAGE) {
    expect(readPageMessage(message)).toEqual(message);
    expect(readContentMessage(message)).toBeNull();
  }
});

it('takes a mode for an exact origin and one of the three modes only', () => {
  const set = (origin: unknown, mode: unknown = 'ask') =>
    readPageMessage({ kind: 'set-site-mode', origin, mode });
  for (const mode of ['automatic', 'ask', 'never']) expect(set('https://bank.example', mode)).not.toBeNull();
  for (const mode of ['Never', '', null, 'toString', 0]) expect(set('https://bank.example', mode)).toBeNull();
  for (const origin of [
    'https://bank.example/',
    'https://bank.example/login',
    'https://bank.example:443',
    'https://user@bank.example',
    'https://銀行.example',
    'https://BANK.example',
    'https://*',
    'file:///',
    'chrome-extension://abcdef',
    'null',
    '',
    `https://${'a'.repeat(300)}.example`,
  ])
    expect(set(origin)).toBeNull();
});

it('refuses a message with one thing more, one thing less, or one thing else', () => {
  for (const [messages, read] of [
    [CONTENT, readContentMessage],
    [PAGE, readPageMessage],
  ] as const) {
    for (const message of messages) {
      expect(read({ ...message, more: 'https://bank.example' })).toBeNull();
      for (const key of Object.keys(message)) {
        const { [key]: _gone, ...less } = message as Record<string, unknown>;
        expect(read(less)).toBeNull();
        for (const wrong of [undefined, {}, [{}], Number.NaN, -1, 0.5, true])
          expect(read({ ...message, [key]: wrong })).toBeNull();
      }
    }
  }
  expect(readContentMessage({ kind: 'ask', username: 'x'.repeat(257) })).toBeNull();
});

it('takes a page’s words in their shape and up to their lengths only', () => {
  const read = (...fields: unknown[]) => readContentMessage({ kind: 'weigh', fields });
  const around = { alone: true, near: '', all: '' };
  for (const wrong of [
    ...Object.keys(FACTS).flatMap((key) => [{}, undefined, 0.5].map((value) => ({ ...FACTS, [key]: value }))),
    { ...FACTS, more: '' },
    { ...FACTS, label: 'x'.repeat(2_001) },
    { ...FACTS, around: { ...around, near: 'x'.repeat(20_001) } },
    { ...FACTS, around: { ...around, alone: 1 } },
    { ...FACTS, around: { ...around, more: '' } },
  ])
    expect(read(FACTS, wrong)).toBeNull();
  expect(read(...new Array(200).fill(FACTS))).not.toBeNull();
  expect(read(...new Array(201).fill(FACTS))).toBeNull();
});

it('reads anything at all as a message of the table or as nothing, and never throws', () => {
  const kinds = ['ask', 'filled', 'submitted', 'changed', 'touched', 'site', 'fill-here', 'write', 'seed'];
  const pageKinds = PAGE.map(({ kind }) => kind);
  kinds.push(...pageKinds);
  const shaped = fc.dictionary(
    fc.constantFrom('kind', 'username', 'step', 'tabId', 'tokenId', 'origin', 'mode', '__proto__'),
    fc.oneof(fc.constantFrom<unknown>(...kinds, null), fc.anything()),
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), shaped), (value) => {
      const content = readContentMessage(value);
      const page = readPageMessage(value);
      expect(content === null || ['ask', 'filled', 'submitted'].includes(content.kind)).toBe(true);
      expect(page === null || pageKinds.includes(page.kind)).toBe(true);
      expect(content === null || page === null).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
