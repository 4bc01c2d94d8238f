import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { AppError } from '../../core/error.ts';
import type { Institution } from './institution.ts';
import { readSettings, type SettingsError } from './read-settings.ts';

/** A bank with the policy its tokens are issued under. */
export interface IssuingInstitution extends Institution {
  /** The policy the authority loads, with the origins of this bank's login pages in place. */
  tokenPolicy(loginOrigins: readonly string[]): unknown;
}

/** What the bank itself needs of the policy; all of it is checked by the authority when it is loaded. */
const policySchema = v.looseObject({
  institution: v.looseObject({
    id: v.string(),
    mailFrom: v.strictObject({ name: v.string(), address: v.string() }),
  }),
  services: v.tuple([
    v.looseObject({
      id: v.string(),
      otp: v.looseObject({ digits: v.number(), period: v.number() }),
      reissue: v.picklist(['next-day', '30-minutes', 'at-once']),
      hardware: v.optional(v.boolean(), false),
      renewalNoticeDays: v.number(),
      renewalDays: v.nullable(v.number()),
      issueLimit: v.optional(v.nullable(v.number()), null),
    }),
  ]),
});

/** How a bank looks: what of an institution is code rather than data. */
type Looks = Pick<Institution, 'frame' | 'loginPage' | 'form' | 'pages' | 'files'>;

const BASE_STYLE = readFileSync(new URL('./pages/base.css', import.meta.url), 'utf8');

/**
 * Puts a bank together from its folder: `settings.json`, `token-policy.json`, `style.css` and `logo.svg`.
 * Throws `malformed` when a file is not what it should be, or when settings and policy disagree.
 */
export function makeInstitution(folder: URL, looks: Looks): IssuingInstitution {
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  const settings = readSettings(JSON.parse(read('settings.json')));
  const policy = v.parse(policySchema, JSON.parse(read('token-policy.json')));
  const [service] = policy.services;
  const { digits, period } = service.otp;
  const disagreements: readonly (readonly [boolean, string])[] = [
    [policy.institution.id !== settings.id, 'id'],
    [policy.institution.mailFrom.address !== settings.mailFrom.address, 'mailFrom'],
    [service.hardware !== settings.tokenForms.includes('hardware'), 'hardware'],
    [typeof settings.fields.otp !== 'string' && settings.fields.otp.length !== digits, 'digits'],
  ];
  const wrong = disagreements.filter(([broken]) => broken).map(([, name]) => name);
  if (wrong.length > 0)
    throw new AppError<SettingsError>('malformed', `settings and policy disagree on: ${wrong.join(', ')}`);
  return {
    ...settings,
    ...looks,
    otp: {
      digits,
      period,
      reissue: service.reissue,
      renewalNoticeDays: service.renewalNoticeDays,
      renewable: service.renewalDays !== null,
      issueLimit: service.issueLimit,
    },
    serviceId: service.id,
    style: `${BASE_STYLE}\n${read('style.css')}`,
    logo: read('logo.svg'),
    tokenPolicy: (loginOrigins) => ({
      ...policy,
      services: policy.services.map((each) => ({ ...each, loginOrigins: [...loginOrigins] })),
    }),
  };
}
