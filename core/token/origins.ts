import type { StoredToken } from './model.ts';

/**
 * Whether codes may ever be filled on `origin`: exactly an origin as `location.origin` prints it (no path,
 * user-info, trailing dot or default port), over `https:`, or over `http:` on this very machine.
 */
export function isFillableOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { origin: printed, protocol, hostname } = new URL(origin);
  if (printed !== origin || hostname.endsWith('.')) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * Whether `token`'s code may be filled on `origin`, the *sender's* as the browser tells it: one of the
 * token's origins to the letter. No subdomain, no other port, no scheme upgrade is the same place.
 */
export function mayFill(token: Pick<StoredToken, 'loginOrigins'>, origin: string): boolean {
  return isFillableOrigin(origin) && token.loginOrigins.includes(origin);
}

/** RFC 6761 §6.3 names and RFC 1122 §3.2.1.3 addresses; URL has already put numbers into plain form. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
