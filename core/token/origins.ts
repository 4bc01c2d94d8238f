import type { StoredToken } from './model.ts';
import { sharedSuffixLength } from './shared-names.ts';

/** A name or an address. URL also takes `*` for a name, which would be a wildcard in a match pattern. */
const PLAIN_HOST = /^(?:[a-z\d._-]+|\[[\da-f:]+\])$/;

/**
 * Whether codes may ever be filled on `origin`: exactly an origin as `location.origin` prints it (no path,
 * user-info, trailing dot or default port), over `https:`, or over `http:` on this very machine.
 */
export function isFillableOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { origin: printed, protocol, hostname } = new URL(origin);
  if (printed !== origin || hostname.endsWith('.') || !PLAIN_HOST.test(hostname)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * Whether `token`'s code may be filled on `origin`, the *sender's* as the browser tells it: one of the
 * token's origins to the letter. No subdomain, no other port, no scheme upgrade is the same place.
 */
export function mayFill(token: Pick<StoredToken, 'loginOrigins'>, origin: string): boolean {
  return isFillableOrigin(origin) && token.loginOrigins.includes(origin);
}

/**
 * Whether `token`'s code may be filled on `origin` this one time, at a person's wish and without binding it: a
 * token of their own only, and only where `shown`, which they read in full before they asked, is that origin.
 */
export function mayFillOnce(
  token: Pick<StoredToken, 'source'>,
  origin: string,
  shown: string | null,
): boolean {
  return token.source === 'own' && origin === shown && isFillableOrigin(origin);
}

/**
 * Whether a person may bind a token of their own to `origin`: a fillable origin of one site. Refused are bare
 * names and top-level domains, addresses in numbers, and names under which strangers register theirs. Origins
 * match to the letter, so binding such a name would leak nothing to what is below it: it is a slip, and said so.
 */
export function isBindableOrigin(origin: string): boolean {
  if (!isFillableOrigin(origin)) return false;
  const { hostname } = new URL(origin);
  if (isLoopback(hostname)) return true;
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return false;
  const labels = hostname.split('.');
  return labels.length > sharedSuffixLength(labels);
}

/**
 * Whether a host is this very machine: RFC 6761 §6.3 names and RFC 1122 §3.2.1.3 addresses. `hostname` as `URL`
 * prints it, which has put numbers into plain form.
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
