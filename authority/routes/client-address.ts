import { BlockList, isIP, SocketAddress } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Which proxies are believed when they say whom they pass on. */
export interface ProxySettings {
  /** The header they tell it in: addresses, separated by commas, each proxy's own addition last. */
  header: string;
  /** Addresses and networks (`10.1.0.0/16`) of the proxies. */
  trusted: readonly string[];
}

/** The key a call is counted under: the client's address, or its network. */
export type ClientAddress = (c: Context) => string;

/** One client's key where the socket is unknown, so shared by all of those. */
const NOBODY = 'unknown';

/** `1.2.3.4`, `1.2.3.4:56`, `2001:db8::1`, `[2001:db8::1]:56`, an interface's name behind it or not. */
const WRITTEN =
  /^(?:\[([\da-f]*:[\da-f:.]*)\](?::\d{1,5})?|(\d+(?:\.\d+){3})(?::\d{1,5})?|([\da-f:.]+)(?:%[\w.-]+)?)$/i;

/** An address as it is always written, IPv4 in IPv6 as IPv4; `null` for what is none. */
function readAddress(text: string): string | null {
  const [, bracketed, four, bare] = WRITTEN.exec(text) ?? [];
  const address = bracketed ?? four ?? bare ?? '';
  if (isIP(address) === 4) return address;
  if (isIP(address) !== 6) return null;
  const written = new SocketAddress({ address, family: 'ipv6' }).address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(written)?.[1] ?? written;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Who lives in the networks of `trusted`; `null` when one of them is no address or network. */
export function readNetworks(trusted: readonly string[]): BlockList | null {
  const networks = new BlockList();
  for (const text of trusted) {
    const [written = '', bits, ...more] = text.split('/');
    const address = isIP(written) ? readAddress(written) : null;
    if (address === null || more.length > 0) return null;
    const family = familyOf(address);
    if (bits === undefined) networks.addAddress(address, family);
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32))
      networks.addSubnet(address, Number(bits), family);
    else return null;
  }
  return networks;
}

/**
 * What one client is counted by: an IPv4 address whole; of an IPv6 address the first half, because a customer
 * has a whole /64 to choose from, and could otherwise fill the table of everybody's counts alone.
 */
function countedBy(address: string): string {
  if (familyOf(address) === 'ipv4') return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  // A dotted end stands for two groups; all that matters here is how many the gap has.
  const right = groups((tail ?? '').replace(/\d+\.\d+\.\d+\.\d+$/, '0:0'));
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return `${[...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4).join(':')}::/64`;
}

/**
 * Finds whom a call comes from. Without `proxies` that is who connects. With them, and only when a trusted one
 * connects, it is the last address of the header that is not a trusted proxy's own: what stands before it
 * was written by the client itself, and is not looked at. A header that is missing, or has anything but an
 * address where one is needed, counts for nothing: then it is who connects. Throws for what is no network.
 */
export function createClientAddress(proxies: ProxySettings | null): ClientAddress {
  const networks = proxies && readNetworks(proxies.trusted);
  if (proxies && !networks) throw new Error('a trusted proxy is neither an address nor a network');
  const trusts = (address: string) => networks?.check(address, familyOf(address)) === true;
  return (c) => {
    const peer = readAddress(peerOf(c));
    if (peer === null) return NOBODY;
    if (!proxies || !trusts(peer)) return countedBy(peer);
    let client = peer;
    for (const text of (c.req.header(proxies.header) ?? '').split(',').reverse()) {
      const address = readAddress(text.trim());
      if (address === null) return countedBy(peer);
      client = address;
      if (!trusts(address)) break;
    }
    return countedBy(client);
  };
}

/** The other end of the socket; empty where there is none. */
function peerOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}
