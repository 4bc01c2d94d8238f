import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority();
});
afterAll(() => house.close());

it('tells whoever asks whether the store answers, and nothing else', async () => {
  const well = await fetch(`${house.url}/healthz`);
  expect([well.status, await well.text()]).toEqual([200, 'ok']);
  expect(well.headers.get('Cache-Control')).toBe('no-store');
  expect((await fetch(`${house.url}/healthz`, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(`${house.url}/healthz`, { method: 'POST' })).status).toBe(405);

  await house.ctx.db.destroy();
  const ill = await fetch(`${house.url}/healthz`);
  expect(ill.status).toBe(503);
  expect(await ill.json()).toEqual({
    type: 'urn:fuda:problem:unavailable',
    title: 'The service cannot answer now; try again later.',
    status: 503,
    code: 'unavailable',
  });
});
