import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { policySchema } from '../../authority/institutions/policy.ts';
import type { IssuingInstitution } from '../../bank/engine/make-institution.ts';
import { readSettings } from '../../bank/engine/read-settings.ts';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';

const ALL: readonly IssuingInstitution[] = [midori, aoba, kamome];
const fileOf = (id: string, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`bank/institutions/${id}/${name}`, 'utf8'));

describe('the settings of a bank', () => {
  it('are known for every institution there is', () => {
    expect(ALL.map(({ id }) => id).sort()).toEqual(readdirSync('bank/institutions').sort());
  });

  it.each(ALL.map((bank) => [bank.id, bank] as const))('and the token policy of %s agree', (_, bank) => {
    const { institution, services } = v.parse(
      policySchema,
      bank.tokenPolicy([`http://${bank.id}.localhost:1`]),
    );
    const [service] = services;
    expect(institution).toMatchObject({ id: bank.id, mailFrom: bank.mailFrom });
    expect(service).toMatchObject({
      id: bank.serviceId,
      otp: { digits: bank.otp.digits, period: bank.otp.period },
      reissue: bank.otp.reissue,
      hardware: bank.tokenForms.includes('hardware'),
    });
    expect(bank.style).toContain('--accent');
    expect(bank.logo).toContain('<svg');
  });

  it('are a different bank each: nothing that names a bank or its people is the same twice', () => {
    for (const of of [
      (bank: IssuingInstitution) => [bank.name],
      (bank: IssuingInstitution) => [bank.serviceId],
      (bank: IssuingInstitution) => [bank.style],
      (bank: IssuingInstitution) => [bank.fields.loginId, bank.fields.password, ...[bank.fields.otp].flat()],
      (bank: IssuingInstitution) => bank.demoCustomers.map(({ phone }) => phone),
      (bank: IssuingInstitution) => bank.demoCustomers.map(({ name }) => name),
      (bank: IssuingInstitution) => bank.demoOperators.map(({ password }) => password),
    ]) {
      const values = ALL.flatMap(of);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('are refused with a key that is not known, at any depth', () => {
    expect(() => readSettings({ ...fileOf('midori', 'settings.json'), colour: 'green' })).toThrow('colour');
    const login = { ...(fileOf('midori', 'settings.json')['login'] as object), byFace: true };
    expect(() => readSettings({ ...fileOf('midori', 'settings.json'), login })).toThrow('login.byFace');
  });

  it('are refused without any one of their keys', () => {
    const settings = fileOf('kamome', 'settings.json');
    for (const key of Object.keys(settings)) {
      const { [key]: _, ...rest } = settings;
      expect(() => readSettings(rest), key).toThrow(key);
    }
  });

  it.each([
    ['mailPassword', { mailPassword: null }],
    ['phoneVerification', { phoneVerification: null }],
    ['additional authentication', { additionalAuthentication: null }],
    ['branch', { branches: [{ code: '999', name: 'どこか' }] }],
  ])('are refused when something asked for is missing: %s', (words, change) => {
    expect(() => readSettings({ ...fileOf('midori', 'settings.json'), ...change })).toThrow(words);
  });

  it('are never read from anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => readSettings(value)).toThrow('settings do not fit');
      }),
    );
  });
});
