import type { OwnToken } from '../token/model.ts';
import { readAlgorithm, readCounter, readDigits, readName, readPeriod } from './fields.ts';
import { readSecret, writeSecret } from './secret.ts';
import type { OtpauthRefusal, OwnTokenInput } from './types.ts';

export type OtpauthRead = { ok: true; token: OwnTokenInput } | { ok: false; reason: OtpauthRefusal };

/** Taken apart by hand: browsers have long disagreed on what the parts of such an address are. */
const ADDRESS = /^otpauth:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/is;

/**
 * Reads an `otpauth://` address: the de-facto "Key URI Format" that authenticator apps share. Strict in what a
 * value may be, generous in how it is written. A missing algorithm, digits or period is SHA-1, 6 or 30 s; a
 * missing counter is 0, where every new credential begins, though the format asks for one. An `issuer`
 * parameter outranks the label's prefix. Of a repeated parameter the first counts; unknown ones are passed over.
 */
export function parseOtpauth(text: string): OtpauthRead {
  const match = ADDRESS.exec(text.trim());
  const kind = readKind(match?.[1] ?? '');
  if (!match || !kind) return refused('kind');
  const parameters = readQuery(match[3] ?? '');
  // Codes of letters, for one shop's own app only: neither of the two standards.
  if (parameters.has('encoder')) return refused('kind');

  const secret = readSecret(parameters.get('secret') ?? '', { whole: false });
  if (!secret.ok) return secret;
  const algorithm = readAlgorithm(parameters.get('algorithm') ?? 'SHA1');
  if (algorithm === undefined) return refused('algorithm');
  const digits = readDigits(parameters.get('digits') ?? '6');
  if (digits === undefined) return refused('digits');
  const period = kind === 'time' ? readPeriod(parameters.get('period') ?? '30') : null;
  if (period === undefined) return refused('period');
  const counter = kind === 'event' ? readCounter(parameters.get('counter') ?? '0') : 0;
  if (counter === undefined) return refused('counter');
  const names = readLabel(match[2] ?? '', parameters.get('issuer') ?? null);
  const issuer = readName(names.issuer);
  const account = readName(names.account);
  if (issuer === undefined || account === undefined) return refused('name');

  const otp = { kind, algorithm, digits, period };
  return { ok: true, token: { issuer, account, otp, seed: secret.seed, counter } };
}

/**
 * The address of a token of the person's own, for another app: holds its seed in the clear. `counterNext` is
 * the counter of the next code of an event-based token; of no account for others.
 */
export function formatOtpauth(token: OwnToken, counterNext: number): string {
  const { otp } = token;
  const issuer = token.issuer ?? '';
  const account = token.account ?? '';
  // A colon wherever a reader would otherwise take one name for the other, or refuse a label of nothing.
  const prefixed = issuer !== '' || account === '' || account.includes(':');
  const label = (prefixed ? `${encodeURIComponent(issuer)}:` : '') + encodeURIComponent(account);
  const parameters = [
    `secret=${writeSecret(token.seed)}`,
    ...(issuer === '' ? [] : [`issuer=${encodeURIComponent(issuer)}`]),
    `algorithm=${otp.algorithm.replace('-', '')}`,
    `digits=${otp.digits}`,
    otp.kind === 'time' ? `period=${otp.period}` : `counter=${counterNext}`,
  ];
  return `otpauth://${otp.kind === 'time' ? 'totp' : 'hotp'}/${label}?${parameters.join('&')}`;
}

function readKind(host: string): 'time' | 'event' | null {
  const name = host.toLowerCase();
  if (name === 'totp') return 'time';
  return name === 'hotp' ? 'event' : null;
}

/** Parameters by lower-case name; the first of each counts, and an empty one is as good as none. */
function readQuery(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const key = decode(name).toLowerCase();
    // As forms write it, and most makers of these addresses: a plus is a blank.
    const value = decode(rest.join('=').replaceAll('+', ' ')).trim();
    if (value !== '' && !parameters.has(key)) parameters.set(key, value);
  }
  return parameters;
}

function readLabel(encoded: string, issuer: string | null): { issuer: string; account: string } {
  const label = decode(encoded);
  if (issuer !== null && label.startsWith(`${issuer}:`)) {
    return { issuer, account: label.slice(issuer.length + 1) };
  }
  const colon = label.indexOf(':');
  const prefix = colon < 0 ? '' : label.slice(0, colon);
  return { issuer: issuer ?? prefix, account: label.slice(colon + 1) };
}

/** Percent-decoding that leaves standing what is not an encoding: names hold plain "%" at times. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function refused(reason: OtpauthRefusal): OtpauthRead {
  return { ok: false, reason };
}
