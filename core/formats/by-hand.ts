import { readAlgorithm, readCounter, readDigits, readName, readPeriod } from './fields.ts';
import { readSecret } from './secret.ts';
import type { OtpauthRefusal, OwnTokenInput } from './types.ts';

/** What was typed or chosen, as it stands in the form. */
export interface OwnByHand {
  issuer: string;
  account: string;
  /** Base32, grouped as one likes. */
  secret: string;
  /** `time` or `event`. */
  kind: string;
  /** `SHA-1`, `SHA-256` or `SHA-512`. */
  algorithm: string;
  digits: string;
  /** Seconds; looked at for time-based tokens only. */
  period: string;
  /** Counter of the next code; looked at for event-based tokens only. */
  counter: string;
}

export type ByHandFaults = Partial<Record<keyof OwnByHand, OtpauthRefusal>>;
export type ByHandRead = { ok: true; token: OwnTokenInput } | { ok: false; faults: ByHandFaults };

/**
 * Reads a token typed by hand and says for each field what is wrong with it, all at once. Full-width digits and
 * letters count as plain ones. Nothing is filled in: a form shows its usual values itself.
 */
export function readOwnByHand(fields: OwnByHand): ByHandRead {
  const typed = (field: keyof OwnByHand) => fields[field].slice(0, 1024).normalize('NFKC').trim();
  const secret = readSecret(fields.secret, { whole: true });
  const kind = readKind(typed('kind'));
  const issuer = readName(fields.issuer);
  const account = readName(fields.account);
  const algorithm = readAlgorithm(typed('algorithm'));
  const digits = readDigits(typed('digits'));
  const period = kind === 'time' ? readPeriod(typed('period')) : null;
  const counter = kind === 'event' ? readCounter(typed('counter')) : 0;

  if (
    secret.ok &&
    kind !== undefined &&
    issuer !== undefined &&
    account !== undefined &&
    algorithm !== undefined &&
    digits !== undefined &&
    period !== undefined &&
    counter !== undefined
  ) {
    const otp = { kind, algorithm, digits, period };
    return { ok: true, token: { issuer, account, otp, seed: secret.seed, counter } };
  }
  return {
    ok: false,
    faults: {
      ...(issuer === undefined && { issuer: 'name' }),
      ...(account === undefined && { account: 'name' }),
      ...(!secret.ok && { secret: secret.reason }),
      ...(kind === undefined && { kind: 'kind' }),
      ...(algorithm === undefined && { algorithm: 'algorithm' }),
      ...(digits === undefined && { digits: 'digits' }),
      ...(period === undefined && { period: 'period' }),
      ...(counter === undefined && { counter: 'counter' }),
    },
  };
}

function readKind(text: string): 'time' | 'event' | undefined {
  return text === 'time' || text === 'event' ? text : undefined;
}
