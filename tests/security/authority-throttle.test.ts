import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenantThrottle, createThrottle } from '../../authority/routes/throttle.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { manualClock } from '../support/clock.ts';
import { activatedToken, codeAt, makeDevice, postActivate, rpCall } from '../support/device.ts';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority({
    limits: {
      activatePerUser: { calls: 3, window: 60_000 },
      activatePerAddress: { calls: 10, window: 60_000 },
      verifyPerRegistration: { calls: 4, window: 60_000 },
    },
  });
});
afterAll(() => house.close());

const user = (n: number) => ({
  serviceId: '10112235',
  userId: ['000000000000', '000000000018', '000000000026', '000000000034'][n] ?? '',
});

const asked = async (at: RunningAuthority, forwarded?: string) => {
  const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  return (await fetch(`${at.url}/v1/device/time?nonce=0123456789abcdef`, { headers })).status;
};

describe('behind a proxy', () => {
  const limits = {
    devicePerAddress: { calls: 2, window: 60_000 },
    activatePerAddress: { calls: 1, window: 60_000 },
  };

  it('each customer is counted alone, and a forged chain makes nobody another', async () => {
    const proxies = { header: 'X-Forwarded-For', trusted: ['127.0.0.1'] };
    const behind = await startAuthority({ limits, proxies });
    try {
      const statuses: number[] = [];
      for (const forged of ['', '203.0.113.1, ', '203.0.113.2, 127.0.0.1, '])
        statuses.push(await asked(behind, `${forged}192.0.2.1`));
      expect(statuses).toEqual([200, 200, 429]);
      expect(await asked(behind, '192.0.2.2')).toBe(200);
      expect([await asked(behind, 'nonsense'), await asked(behind), await asked(behind, '')]).toEqual([
        200, 200, 429,
      ]);
      expect(await asked(behind, '192.0.2.2')).toBe(200);
    } finally {
      await behind.close();
    }
  });

  it('that nobody was told to trust, all are counted as the one who connects', async () => {
    const behind = await startAuthority({ limits });
    try {
      const statuses = [await asked(behind, '192.0.2.1'), await asked(behind, '192.0.2.2')];
      expect([...statuses, await asked(behind, '192.0.2.3')]).toEqual([200, 200, 429]);
    } finally {
      await behind.close();
    }
  });

  it('activations are counted by the customer’s address too', async () => {
    const proxies = { header: 'X-Real-IP', trusted: ['127.0.0.0/8'] };
    const behind = await startAuthority({
      limits: { activatePerAddress: limits.activatePerAddress },
      proxies,
    });
    try {
      const device = await makeDevice();
      const from = async (address: string) =>
        (await postActivate(behind, device, user(0), '1234', { 'X-Real-IP': address })).status;
      expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([
        403, 429, 403,
      ]);
    } finally {
      await behind.close();
    }
  });
});

describe('throttles', () => {
  it('slow activation down a user ID and an address, alike for unknown IDs, and let go after a minute', async () => {
    const device = await makeDevice();
    const statuses = async (n: number, times: number) => {
      const all: number[] = [];
      for (let i = 0; i < times; i += 1) {
        all.push((await postActivate(house, device, user(n), '1234')).status);
      }
      return all;
    };
    expect(await statuses(0, 4)).toEqual([403, 403, 403, 429]);
    expect(await statuses(1, 3)).toEqual([403, 403, 403]);
    expect(await statuses(2, 4)).toEqual([403, 403, 403, 429]);
    const refused = await postActivate(house, device, user(3), '1234');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    house.clock.advance(60_000);
    expect((await postActivate(house, device, user(3), '1234')).status).toBe(403);
  });

  it('slow verification down a registration without spending its attempts', async () => {
    house.clock.advance(60_000);
    const { id, activation } = await activatedToken(house, 'customer-throttled');
    const code = codeAt(activation, house.clock());
    const verify = () => rpCall(house, 'POST', `/registrations/${id}/start`, { v: 1, code });
    for (let i = 0; i < 4; i += 1) expect((await verify()).status).toBe(200);
    const refused = await verify();
    expect(refused.status).toBe(429);
    const { failures } = (await (await rpCall(house, 'GET', `/registrations/${id}`)).json()) as {
      failures: number;
    };
    house.clock.advance(60_000);
    expect(failures).toBeLessThanOrEqual(3);
  });

  it('refuse new keys while their table is full of live ones', () => {
    const clock = manualClock();
    const throttle = createThrottle({ calls: 5, window: 1000 }, clock, 2);
    throttle('a');
    throttle('b');
    expect(() => throttle('c')).toThrow('too-many-requests');
    throttle('a');
    clock.advance(1000);
    throttle('c');
  });

  it('keep one institution’s flood of unknown registrations from refusing another’s customers', () => {
    const clock = manualClock();
    const throttle = createTenantThrottle({ calls: 1, window: 1000 }, clock, 2);
    throttle('flooding', 'a');
    throttle('flooding', 'b');
    expect(() => throttle('flooding', 'c')).toThrow('too-many-requests');
    throttle('other', 'a');
    expect(() => throttle('other', 'a')).toThrow('too-many-requests');
  });

  it('count the codes of every call that takes one together', async () => {
    house.clock.advance(60_000);
    const { id, activation } = await activatedToken(house, 'customer-every-call');
    const code = codeAt(activation, house.clock());
    const calls = ['start', 'verify', 'resync', 'verify', 'resync', 'start'];
    const statuses: number[] = [];
    for (const call of calls) {
      const body = call === 'resync' ? { v: 1, codes: [code, code] } : { v: 1, code };
      statuses.push((await rpCall(house, 'POST', `/registrations/${id}/${call}`, body)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    house.clock.advance(60_000);
  });

  it('never let more calls through in a window than the limit, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 400 }), key: fc.constantFrom('a', 'b') })),
        (calls) => {
          const clock = manualClock(0);
          const throttle = createThrottle({ calls: 2, window: 1000 }, clock);
          const passed: Record<string, number[]> = { a: [], b: [] };
          for (const { wait, key } of calls) {
            clock.advance(wait);
            try {
              throttle(key);
              passed[key]?.push(clock());
            } catch {
              // refused: what the property counts is what passed
            }
          }
          // A fixed window lets at most two windows' worth pass within one window's length.
          for (const times of Object.values(passed)) {
            for (const from of times) {
              expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4);
            }
          }
        },
      ),
    );
  });
});
