import type { BrowserContext, CDPSession, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { machineClock } from '../support/clock.ts';
import { setUpHere, toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import {
  fill,
  OFTEN,
  press,
  type RunningPwa,
  shownCode,
  startPwa,
  untilButton,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const CODE = '13572468';
const BY_PASSKEY = '指紋・顔・端末のロックで開く';

let pwa: RunningPwa;
let house: RunningAuthority;
let chromium: Chromium;
let profile: BrowserContext;
let page: Page;
let complaints: string[];
let devices: CDPSession;

beforeAll(async () => {
  [pwa, chromium] = await Promise.all([startPwa(), launchChromium()]);
  house = await startAuthority({ clock: machineClock, host: 'authority.localhost', appAddress: pwa.address });
  pwa.serve(house.address);
});
afterAll(async () => {
  await chromium?.destroy();
  await house?.close();
  await pwa?.close();
});

// A profile each: the vault of one test is not the next one's.
beforeEach(async () => {
  profile = await chromium.browser.createBrowserContext();
  page = await profile.newPage();
  await page.setViewport(PHONE);
  complaints = watchComplaints(page);
  devices = await page.createCDPSession();
  await devices.send('WebAuthn.enable', { enableUI: false });
});
afterEach(async () => {
  await profile?.close();
});

/** A phone's own authenticator, with fingerprint; the person touches it at once. */
async function authenticator(options: { hasPrf: boolean }): Promise<string> {
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  return authenticatorId;
}

async function lockedApp(): Promise<void> {
  await setUpHere(page, pwa, house);
  await toSettings(page, 'アプリロック');
  await turnLockOn(page, CODE);
}
async function turnPasskeyOn(): Promise<void> {
  await press(page, '使う');
  await untilButton(page, '使わない');
}
async function lockNow(): Promise<void> {
  await press(page, 'いますぐロックする');
  await untilButton(page, 'コードを忘れたとき');
}
const alert = (text: string) =>
  page.waitForFunction(
    (part) => document.querySelector('[role=alert]')?.textContent?.includes(part),
    OFTEN,
    text,
  );

describe('a passkey', () => {
  it.each([
    ['a phone', PHONE],
    ['a PC', PC],
  ])('opens the app beside the lock code, at once and after a reload (%s)', async (_, size) => {
    await page.setViewport(size);
    const id = await authenticator({ hasPrf: true });
    await lockedApp();
    await turnPasskeyOn();
    const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId: id });
    expect(credentials.map(({ rpId }) => rpId)).toEqual(['app.localhost']);

    await lockNow();
    expect(await page.$('[data-part=code]')).toBeNull();
    await press(page, BY_PASSKEY);
    await shownCode(page);

    await page.reload();
    await untilHeading(page, 'アプリロック');
    await press(page, BY_PASSKEY);
    await shownCode(page);

    await page.reload();
    await untilHeading(page, 'アプリロック');
    await unlockWithCode(page, CODE);
    await shownCode(page);
    expect(complaints).toEqual([]);
  });

  it('does not open it for somebody else: the person is told, and the code goes on', async () => {
    const id = await authenticator({ hasPrf: true });
    await lockedApp();
    await turnPasskeyOn();
    await lockNow();
    await devices.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await press(page, BY_PASSKEY);
    await alert('アプリロックコードを入れてください');
    expect(await page.$('[data-part=code]')).toBeNull();
    await unlockWithCode(page, CODE);
    await shownCode(page);
  });

  it('that was deleted from the device leaves the code', async () => {
    const id = await authenticator({ hasPrf: true });
    await lockedApp();
    await turnPasskeyOn();
    await lockNow();
    await devices.send('WebAuthn.clearCredentials', { authenticatorId: id });
    await press(page, BY_PASSKEY);
    await alert('アプリロックコードを入れてください');
    await unlockWithCode(page, CODE);
    await shownCode(page);
  });

  it('ends with the code it stood beside, and can be turned on again', async () => {
    await authenticator({ hasPrf: true });
    await lockedApp();
    await turnPasskeyOn();
    await press(page, 'コードを変える');
    await untilHeading(page, 'コードを変える');
    await fill(page, 'いまのコード', CODE);
    await fill(page, '新しいコード', '97531864');
    await fill(page, 'もう一度、同じコード', '97531864');
    await press(page, 'コードを変える');
    await untilHeading(page, 'コードを変えました');
    await press(page, 'コードだけで使う');
    await untilButton(page, '使う');
    await lockNow();
    expect(await page.$(`::-p-text(${BY_PASSKEY})`)).toBeNull();
    await unlockWithCode(page, '97531864');
    await shownCode(page);
    await toSettings(page, 'アプリロック');
    await turnPasskeyOn();
    await lockNow();
    await press(page, BY_PASSKEY);
    await shownCode(page);
    expect(complaints).toEqual([]);
  });

  it('that gives no secret is refused with the reason, and changes nothing', async () => {
    await authenticator({ hasPrf: false });
    await lockedApp();
    await press(page, '使う');
    await alert('この端末の鍵では、Fudaを開けません');
    await lockNow();
    expect(await page.$(`::-p-text(${BY_PASSKEY})`)).toBeNull();
    await unlockWithCode(page, CODE);
    await shownCode(page);
  });

  it('is not offered where the device has nothing that could make one', async () => {
    await lockedApp();
    await untilText(page, 'この端末かブラウザでは使えません');
    expect(await page.$('::-p-aria([name="使う"][role="button"])')).toBeNull();
  });
});
