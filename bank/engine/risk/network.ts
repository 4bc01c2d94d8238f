import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import type { BankStore } from '../store/store.ts';

/** The eight groups of an IPv6 address, `::` and a dotted end written out. */
function groupsOf(address: string): number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/u, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((part) => part.toString(16)).join(':'),
  );
  const [head = '', tail] = plain.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [read(head), read(tail ?? '')];
  return tail === undefined
    ? left
    : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/**
 * The network an address belongs to: /24 for IPv4 (mapped into IPv6 too), /48 for IPv6, so that a line
 * whose last numbers change stays itself. `unknown` for what is no address.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(bare)) return 'unknown';
  const groups = groupsOf(bare);
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return `${high >> 8}.${high & 0xff}.${low >> 8}.0/24`;
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':')}::/48`;
}

/** What is kept of a customer's network: under a key, and not to be matched between customers. */
export const networkKey = (store: BankStore, customerRef: string, address: string): string =>
  createHmac('sha256', store.keys.throttle)
    .update(canonicalBytes('network', customerRef, networkOf(address)))
    .digest('base64url');
