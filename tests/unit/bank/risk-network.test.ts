import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../bank/engine/risk/network.ts';

/** Whether the platform's own list of blocks puts `other` into the block around `address`. */
function sameBlock(address: string, other: string, bits: number): boolean {
  const list = new BlockList();
  const family = (each: string) => (isIPv4(each) ? 'ipv4' : 'ipv6');
  list.addSubnet(address, bits, family(address));
  return family(address) === family(other) && list.check(other, family(other));
}

describe('the network of an address', () => {
  it('is the first three numbers of an IPv4 one', () => {
    expect(networkOf('203.0.113.77')).toBe('203.0.113.0/24');
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
        expect(networkOf(one) === networkOf(other)).toBe(sameBlock(one, other, 24));
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(255), (one, last) => {
        const neighbour = one.replace(/\d+$/u, String(last));
        expect(networkOf(neighbour)).toBe(networkOf(one));
        expect(sameBlock(one, neighbour, 24)).toBe(true);
      }),
    );
  });

  it('is the first 48 bits of an IPv6 one, however it is written', () => {
    expect(networkOf('2001:db8:1:2::5')).toBe('2001:db8:1::/48');
    expect(networkOf('2001:0DB8:0001::')).toBe('2001:db8:1::/48');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0::/48');
    const plain = fc.ipV6().filter((each) => !/^::(?:ffff|0):/iu.test(each));
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        if (networkOf(one).includes('.') || networkOf(other).includes('.')) return;
        expect(networkOf(one) === networkOf(other)).toBe(sameBlock(one, other, 48));
      }),
    );
  });

  it('of an IPv4 address is the same when it comes mapped into IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(networkOf(`::ffff:${address}`)).toBe(networkOf(address));
      }),
    );
    expect(networkOf('::ffff:cb00:714d')).toBe('203.0.113.0/24');
  });

  it('is nothing in particular for what is no address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(networkOf(`${text} `)).toBe('unknown');
      }),
    );
  });
});
