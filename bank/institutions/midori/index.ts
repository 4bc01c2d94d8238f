import { readFileSync } from 'node:fs';
import type { Institution, InstitutionSettings } from '../../engine/institution.ts';
import { frame } from './frame.ts';
import { loginPage } from './login.ts';
import rawSettings from './settings.json' with { type: 'json' };
import policy from './token-policy.json' with { type: 'json' };

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const service = policy.services[0];
if (!service) throw new Error('the token policy names no service');

/** みどり農協ネットバンク: a fictional agricultural co-operative's net bank. */
/** JSON has no literal types: its shape is checked by a test against the settings' own. */
const settings = rawSettings as unknown as InstitutionSettings;

export const midori: Institution & { tokenPolicy(loginOrigins: readonly string[]): unknown } = {
  ...settings,
  otp: {
    digits: service.otp.digits,
    period: service.otp.period,
    reissue: service.reissue as Institution['otp']['reissue'],
  },
  serviceId: service.id,
  style: text('style.css'),
  logo: text('logo.svg'),
  frame,
  loginPage,
  /** The policy the authority loads, with the origins of this bank's login pages in place. */
  tokenPolicy: (loginOrigins) => ({
    ...policy,
    services: policy.services.map((each) => ({ ...each, loginOrigins: [...loginOrigins] })),
  }),
};
