import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { readProxies, unnamedProxy } from '../../../authority/commands/environment.ts';
import { createClientAddress, type ProxySettings } from '../../../authority/routes/client-address.ts';

const LOOPBACK: ProxySettings = { header: 'X-Forwarded-For', trusted: ['127.0.0.0/8', '::1'] };

/** Whom a call is counted under that comes from `peer` with these headers. */
async function seen(
  peer: string | undefined,
  headers: Record<string, string> = {},
  proxies: ProxySettings | null = LOOPBACK,
): Promise<string> {
  const clientAddress = createClientAddress(proxies);
  const app = new Hono().get('/', (c) => c.text(clientAddress(c)));
  const incoming = { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: 'IPv4' } };
  const env = peer === undefined ? {} : { incoming };
  return (await app.request('/', { headers }, env)).text();
}
const forwarded = (value: string) => ({ 'X-Forwarded-For': value });

describe('whom a call is counted under', () => {
  it('is who connects as long as no proxy is trusted, whatever a header says', async () => {
    expect(await seen('127.0.0.1', forwarded('192.0.2.1'), null)).toBe('127.0.0.1');
    expect(await seen('198.51.100.7', forwarded('192.0.2.1'))).toBe('198.51.100.7');
    expect(await seen(undefined, forwarded('192.0.2.1'))).toBe('unknown');
  });

  it('is the address that a trusted proxy names, in the header it was told and in no other', async () => {
    expect(await seen('127.0.0.1', forwarded('192.0.2.1'))).toBe('192.0.2.1');
    expect(await seen('::ffff:127.0.0.1', forwarded('192.0.2.1'))).toBe('192.0.2.1');
    expect(await seen('::1', forwarded('192.0.2.1:50123'))).toBe('192.0.2.1');
    expect(await seen('127.0.0.1', forwarded('::ffff:192.0.2.1'))).toBe('192.0.2.1');
    expect(await seen('127.0.0.1', { 'X-Real-IP': '192.0.2.1' })).toBe('127.0.0.1');
    const named = { ...LOOPBACK, header: 'X-Real-IP' };
    expect(await seen('127.0.0.1', { 'X-Real-IP': '192.0.2.1', ...forwarded('192.0.2.9') }, named)).toBe(
      '192.0.2.1',
    );
  });

  it('is the last of a chain that is no trusted proxy: what a client wrote before it counts for nothing', async () => {
    const proxies = { ...LOOPBACK, trusted: [...LOOPBACK.trusted, '10.1.0.0/16', '2001:db8:1::/48'] };
    const of = (chain: string) => seen('127.0.0.1', forwarded(chain), proxies);
    expect(await of('203.0.113.5, 192.0.2.1')).toBe('192.0.2.1');
    expect(await of('203.0.113.5, 192.0.2.1, 10.1.9.9')).toBe('192.0.2.1');
    expect(await of('203.0.113.5,192.0.2.1,2001:db8:1::7,10.1.9.9')).toBe('192.0.2.1');
    expect(await of('127.0.0.1, 10.1.0.1, 192.0.2.1')).toBe('192.0.2.1');
    expect(await of('not an address, 192.0.2.1')).toBe('192.0.2.1');
    expect(await of('10.2.0.1, 10.1.0.1')).toBe('10.2.0.1');
    // Asked by a proxy itself.
    expect(await of('10.1.0.1, 10.1.0.2')).toBe('10.1.0.1');
  });

  it.each([
    '',
    ' ',
    ',',
    '192.0.2.1,',
    'unknown',
    '192.0.2',
    '192.0.2.256',
    '0300.0.2.1',
    'for=192.0.2.1',
    '[::1',
    '[192.0.2.1]',
    '192.0.2.1:x',
    '1'.repeat(60),
  ])('is who connects when the header is malformed: %j', async (value) => {
    expect(await seen('127.0.0.1', forwarded(value))).toBe('127.0.0.1');
  });

  it('is, for IPv6, the /64 that one customer has', async () => {
    const of = (value: string) => seen('127.0.0.1', forwarded(value));
    expect(await of('2001:db8:0:5::1')).toBe('2001:db8:0:5::/64');
    expect(await of('[2001:DB8:0:5:ffff::2]:443')).toBe('2001:db8:0:5::/64');
    expect(await of('2001:db8:0:6::1')).toBe('2001:db8:0:6::/64');
    expect(await of('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(await of('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(await of('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64');
  });

  it('never depends on what stands before the address that a trusted proxy added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[ -~]*$/), fc.ipV4(), async (forged, client) => {
        const one = { ...LOOPBACK, trusted: ['127.0.0.1'] };
        fc.pre(client !== '127.0.0.1');
        expect(await seen('127.0.0.1', forwarded(`${forged},${client}`), one)).toBe(client);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the proxies of an environment', () => {
  it('are none unless a header is named, and this machine’s unless others are', () => {
    expect(readProxies({})).toBeNull();
    expect(readProxies({ FUDA_PROXY_HEADER: 'X-Forwarded-For' })).toEqual(LOOPBACK);
    expect(
      readProxies({
        FUDA_PROXY_HEADER: 'X-Real-IP',
        FUDA_TRUSTED_PROXIES: '127.0.0.1, 10.1.0.0/16,2001:db8::/32',
      }),
    ).toEqual({ header: 'X-Real-IP', trusted: ['127.0.0.1', '10.1.0.0/16', '2001:db8::/32'] });
  });

  it('are asked for in a sentence where there must be one', () => {
    expect(unnamedProxy('https://authority.example', null)).toContain('FUDA_PROXY_HEADER is not set');
    expect(unnamedProxy('https://authority.example', LOOPBACK)).toBeNull();
    expect(unnamedProxy('http://127.0.0.1:8600', null)).toBeNull();
  });

  it.each([
    [{ FUDA_TRUSTED_PROXIES: '127.0.0.1' }, 'FUDA_PROXY_HEADER'],
    [{ FUDA_PROXY_HEADER: 'Forwarded' }, 'X-Forwarded-For'],
    [{ FUDA_PROXY_HEADER: 'X Forwarded' }, 'FUDA_PROXY_HEADER'],
    [{ FUDA_PROXY_HEADER: 'X-Real-IP', FUDA_TRUSTED_PROXIES: 'localhost' }, 'FUDA_TRUSTED_PROXIES'],
    [{ FUDA_PROXY_HEADER: 'X-Real-IP', FUDA_TRUSTED_PROXIES: '10.0.0.0/33' }, 'FUDA_TRUSTED_PROXIES'],
    [{ FUDA_PROXY_HEADER: 'X-Real-IP', FUDA_TRUSTED_PROXIES: '10.0.0.0/8/8' }, 'FUDA_TRUSTED_PROXIES'],
    [{ FUDA_PROXY_HEADER: 'X-Real-IP', FUDA_TRUSTED_PROXIES: '10.0.0.1,' }, 'FUDA_TRUSTED_PROXIES'],
  ])('are refused with a sentence when they mean nothing: %j', (env, words) => {
    expect(() => readProxies(env)).toThrow(words);
  });
});
