import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { policySchema, servicePolicySchema } from '../../../authority/institutions/policy.ts';
import { readSettings, settingsSchema } from '../../../bank/engine/read-settings.ts';
import { INSTITUTIONS } from '../../../demo/institutions.ts';
import { readSource } from '../../support/house.ts';

/** What no institution chooses, and why it is there all the same. */
const NOT_CHOSEN: Readonly<Record<string, string>> = {
  'service.issuePath = app-first': 'a corporate service: the app obtains an unassigned token first',
  'service.issuePath = hardware': 'how a token came, not how a service issues: "hardware" allows it there',
  'service.issuePath is always bank-first': 'so are personal services, whoever the bank is',
  'service.reissue = 30-minutes': 'a rule of corporate services',
  'service.otp.kind = event': 'read from makers’ files and verified; these banks’ tokens go by time',
  'service.otp.kind is always time': 'as above',
  'service.otp.period is never null': 'null belongs to tokens that go by events',
  'service.otp.algorithm = SHA-1': 'what hardware tokens bring along in their maker’s file',
  'service.otp.algorithm = SHA-512': 'read from makers’ files and verified',
  'service.otp.algorithm is always SHA-256': 'what tokens in an app use everywhere',
  'service.otp.digits = 7': 'seen in RFC 4226 and 6238; banks use 6 or 8',
  'settings.operations.* = mail': 'what "code-or-mail" becomes for who chose mails',
};

/** A schema as valibot describes itself: as much of it as is walked here. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  wrapped?: Schema;
  item?: Schema;
  options?: readonly unknown[];
}

/** Lists of people and places: what a bank has, not how it goes about things. */
const NOT_POLICY = /^settings\.(demoCustomers|demoOperators|branches)$/;

const complaints: string[] = [];
const say = (words: string): void => {
  if (!complaints.includes(words)) complaints.push(words);
};
const oneOf = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size < 2;
const checked: string[] = [];

/** Options are looked for in every field that has this very choice: the operations share one. */
const choices = new Map<Schema, { path: string; used: Set<unknown> }>();
function noteOptions(schema: Schema, path: string, used: readonly unknown[]): void {
  const known = choices.get(schema);
  choices.set(schema, {
    path: known ? path.replace(/[^.]+$/, '*') : path,
    used: new Set([...(known?.used ?? []), ...used]),
  });
}

/** Looks at one field with what each institution says there. */
function walk(schema: Schema, path: string, values: readonly unknown[]): void {
  if (NOT_POLICY.test(path)) return;
  switch (schema.type) {
    case 'object':
    case 'strict_object':
      for (const [key, entry] of Object.entries(schema.entries ?? {}))
        walk(
          entry,
          `${path}.${key}`,
          values.map((value) => (value as Record<string, unknown>)[key]),
        );
      return;
    case 'optional':
    case 'exact_optional':
      checked.push(path);
      if (values.every((value) => value === undefined)) say(`${path} is never set`);
      walk(
        schema.wrapped!,
        path,
        values.filter((value) => value !== undefined),
      );
      return;
    case 'nullable': {
      checked.push(path);
      const set = values.filter((value) => value !== null);
      if (set.length === 0) say(`${path} is never set`);
      if (set.length === values.length) say(`${path} is never null`);
      walk(schema.wrapped!, path, set);
      return;
    }
    case 'boolean':
      checked.push(path);
      for (const value of [true, false]) if (!values.includes(value)) say(`${path} = ${value}`);
      return;
    case 'picklist':
      checked.push(path);
      if (values.length > 1 && oneOf(values)) say(`${path} is always ${values[0]}`);
      noteOptions(schema, path, values);
      return;
    case 'array':
      if (schema.item?.type !== 'picklist') return;
      checked.push(path);
      if (oneOf(values)) say(`${path} is always ${JSON.stringify(values[0])}`);
      noteOptions(schema.item, path, values.flat());
      return;
    case 'union':
      checked.push(path);
      for (const [index, option] of (schema.options ?? []).entries())
        if (!values.some((value) => v.is(option as v.GenericSchema, value)))
          say(`${path}: the form ${index + 1} of it is never used`);
      return;
    case 'string':
    case 'number':
      return;
    default:
      throw new Error(`${path}: nobody told this test what a ${schema.type} is`);
  }
}

const banks = Object.values(INSTITUTIONS);
walk(
  settingsSchema as unknown as Schema,
  'settings',
  banks.map(({ id }) => readSettings(JSON.parse(readSource(`bank/institutions/${id}/settings.json`)))),
);
walk(
  servicePolicySchema as unknown as Schema,
  'service',
  banks.flatMap(
    (bank) => v.parse(policySchema, bank.tokenPolicy([`http://${bank.id}.localhost:8610`])).services,
  ),
);
for (const [schema, { path, used }] of choices)
  for (const option of schema.options ?? []) if (!used.has(option)) say(`${path} = ${option}`);

describe('the institutions together', () => {
  test('make every choice that settings and token policies offer', () => {
    expect(checked.length).toBeGreaterThan(25);
    expect(complaints.filter((each) => !Object.hasOwn(NOT_CHOSEN, each))).toEqual([]);
  });

  test('leave out only what they are said to leave out', () => {
    expect(Object.keys(NOT_CHOSEN).filter((each) => !complaints.includes(each))).toEqual([]);
  });
});
