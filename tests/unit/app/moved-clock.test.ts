import { expect, test } from 'vitest';
import { makeAppDevice } from '../../support/app-device.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const HOUR = 3_600_000;

async function measured(address: string, deviceKeys: string | null) {
  const device = makeAppDevice();
  const token = exampleToken();
  await device.keep({ ...token, deviceKeys, authority: { ...token.authority, address } });
  const app = await device.tab();
  device.client.signedClock = async () => ({ offset: HOUR });
  device.client.measureClock = async () => ({ offset: 2 * HOUR });
  return app.checkClock();
}
const trusted = { at: 'measured', offset: HOUR, trusted: true };

test("the authority of a token set up here sets this device's time", async () => {
  expect(await measured('https://elsewhere.example', 'device')).toMatchObject(trusted);
});

test("a moved token's authority does so where it is the one this app was built for", async () => {
  expect(await measured('http://127.0.0.1:4100', null)).toMatchObject(trusted);
});

test('any other that came with a backup is not asked: the time stays advice', async () => {
  expect(await measured('https://elsewhere.example', null)).toMatchObject({
    offset: 2 * HOUR,
    trusted: false,
  });
});
