import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INSTITUTIONS } from '../../../demo/institutions.ts';
import { readCode, readSource, sourceFiles } from '../../support/house.ts';

/**
 * A bank differs from the others by its data and its own folder only. Nothing else may know one when it
 * sees it: not by its id, names, telephone numbers, addresses or people.
 */
const ENGINE = ['authority', 'bank/engine', 'bank/demo', 'core', 'extension', 'pwa', 'server'];
/** The launcher has to list the banks it starts, and the guide to a first run speaks of them. */
const LISTS_BANKS = ['demo/institutions.ts', 'demo/ports.ts', 'demo/run.ts', 'demo/first-run.ts'];

const scripts = readdirSync('bank/engine/browser').map((name) => `bank/engine/browser/${name}`);
const files = [
  ...ENGINE.flatMap(sourceFiles),
  ...scripts,
  'bank/engine/pages/base.css',
  ...sourceFiles('demo').filter((file) => !LISTS_BANKS.includes(file)),
];

/** Everything that tells one bank from another, as somebody would write it into a condition. */
const signs = Object.values(INSTITUTIONS).flatMap((bank) => {
  const policy = JSON.parse(readSource(`bank/institutions/${bank.id}/token-policy.json`));
  return [
    bank.id,
    bank.serviceId,
    bank.name,
    bank.company,
    ...Object.values<string>(policy.institution.name),
    ...Object.values<string>(policy.services[0].name),
    bank.desk.name,
    bank.desk.phone,
    bank.mailFrom.address,
    ...(bank.phoneVerification ? [bank.phoneVerification.number, bank.phoneVerification.printed] : []),
    ...[bank.fields.otp].flat(),
    bank.fields.loginId,
    bank.fields.password,
    ...bank.demoCustomers.flatMap(({ loginId, name, phone, email }) => [loginId, name, phone, email]),
    ...bank.demoOperators.map(({ password }) => password),
  ];
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const knows = new RegExp(`(?<![\\w-])(?:${[...new Set(signs)].map(escaped).join('|')})(?![\\w-])`, 'iu');

/** A bank's identity in a condition, or as the key of a table, even without its name beside it. */
const NAMED = String.raw`\binstitution(?:\.(?:id|name|company|ourselves|serviceId)|Id)\b`;
const asks = new RegExp(
  [
    String.raw`${NAMED}\s*[!=]==?\s*['"\x60]`,
    String.raw`['"\x60]\s*[!=]==?\s*[\w.]*${NAMED}`,
    String.raw`switch\s*\(\s*[\w.]*${NAMED}`,
    String.raw`[\w)]\[\s*[\w.]*${NAMED}\s*\]`,
    String.raw`${NAMED}\.(?:startsWith|endsWith|includes|match|search|charAt|at)\(`,
    String.raw`\[[^\]]*\]\.includes\(\s*[\w.]*${NAMED}`,
  ].join('|'),
  'u',
);

describe('which bank it is', () => {
  test('is known to no code but the bank’s own and the launcher’s list', () => {
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((file) => {
      const sign = knows.exec(readCode(file))?.[0];
      return sign ? [`${file} knows ${sign}`] : [];
    });
    expect(found).toEqual([]);
  });

  test('is asked by no code', () => {
    const found = [...files, ...LISTS_BANKS].flatMap((file) => {
      const question = asks.exec(readCode(file))?.[0];
      return question ? [`${file} asks ${question}`] : [];
    });
    expect(found).toEqual([]);
  });

  test('would be noticed', () => {
    for (const text of [
      `if (web.institution.id === 'midori')`,
      'if (url.hostname === "kamome.localhost")',
      `const words = company === 'あおば信用組合' ? 1 : 2;`,
      `serviceId: '30417206'`,
      `.Kamome { color: red }`,
    ])
      expect(knows.test(text), text).toBe(true);
    for (const text of [
      'if (web.institution.id === `x`)',
      `if ('x' !== context.institution.company)`,
      'switch (institution.name) {',
      'WORDS[web.institution.id]',
      `['x', 'y'].includes(institution.serviceId)`,
      `institutionId.startsWith('m')`,
    ])
      expect(asks.test(text), text).toBe(true);
    expect(knows.test('institution.company, midorigaoka, xaoba')).toBe(false);
    expect(asks.test('row.institution_id === institution.id')).toBe(false);
  });
});
