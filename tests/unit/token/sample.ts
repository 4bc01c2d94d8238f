import { base64urlnopad } from '@scure/base';
import type { Activation } from '../../../core/protocol/device/messages.ts';

/** The seed of RFC 4226 appendix D, so that codes are known from outside. */
export const SEED = base64urlnopad.encode(new TextEncoder().encode('12345678901234567890'));

/** An activation as an authority would send it; `change` replaces parts of it. */
export function activation(change: Partial<Activation> = {}): Activation {
  return {
    v: 1,
    tokenId: 'FUDA-1234-5678',
    issuePath: 'bank-first',
    institution: { id: 'midori', name: { ja: 'みどり農協ネットバンク', en: 'Midori Net Bank' } },
    service: { id: '10000001', name: { ja: '個人', en: 'Personal' } },
    userId: '123456789015',
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 8, period: 30 },
    seed: SEED,
    issuedAt: 1_000,
    expiresAt: 5_000_000_000,
    renewalNoticeDays: 10,
    loginOrigins: ['https://bank.example', 'http://midori.localhost:8480'],
    mayMove: false,
    authority: {
      address: 'https://authority.example',
      key: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
    },
    time: 2_000,
    ...change,
  };
}
