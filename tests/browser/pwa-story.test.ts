import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeed } from '../../authority/keys/seeds.ts';
import { prepareKey, totp } from '../../core/otp/index.ts';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { tap } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import type { ManualClock } from '../support/clock.ts';
import { toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import { give, type Issued, issueTo, PASSWORD } from '../support/person.ts';
import {
  fill,
  OFTEN,
  press,
  pressAt,
  type RunningPwa,
  shownCode,
  startPwa,
  untilButton,
  untilHeading,
  untilHome,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

/** The authority lives 200 days ahead: the device's clock is far off, and only the signed offset makes codes right. */
const AHEAD = 200 * 86_400_000;
const LOCK_CODE = '13572468';

let pwa: RunningPwa;
let house: RunningAuthority;
let chromium: Chromium;
let page: Page;
let complaints: string[];
let issued: Issued;

beforeAll(async () => {
  pwa = await startPwa();
  const clock: ManualClock = Object.assign(() => Date.now() + AHEAD, { set() {}, advance() {} });
  house = await startAuthority({ clock, host: 'authority.localhost', appAddress: pwa.address });
  pwa.serve(house.address);
  issued = await issueTo(house, 'hanako');
  chromium = await launchChromium();
  await newPage(PHONE);
});
afterAll(async () => {
  await chromium?.destroy();
  await house?.close();
  await pwa?.close();
});

/** What Chromium's trace says of a script that was compiled. */
interface Compiled {
  name: string;
  args: { data?: { url?: string; cacheKind?: string; cacheRejected?: boolean } };
}

async function newPage(size: typeof PHONE | typeof PC): Promise<void> {
  page = await chromium.browser.newPage();
  await page.setViewport(size);
  complaints = watchComplaints(page);
}

/** Codes of the authority's own seed in the last `within` ms, by core/otp. */
async function rightCodes(within: number): Promise<string[]> {
  const row = await house.ctx.db
    .selectFrom('registrations')
    .selectAll()
    .where('id', '=', issued.id)
    .executeTakeFirstOrThrow();
  const key = prepareKey('SHA-256', await openSeed(house.ctx, row));
  const now = house.clock();
  // A second and more may go by between a step's turn and the screen, and the device's offset is a little off.
  return [now - within - 3000, now, now + 1000].map((at) => totp(key, at, { period: 60, digits: 8 }));
}

/**
 * Keeps, in the page, where the tag stands and which code it shows: when there is a code and nothing to press, then
 * when there is. Its clock stands early in a step, so that both are drawn at the same moment of it.
 */
function recordPlaces(): void {
  const early = Math.floor(Date.now() / 60_000) * 60_000 + 10_000;
  Date.now = () => early;
  const places: string[] = [];
  Object.assign(globalThis, { places });
  new MutationObserver(() => {
    const hasScreen = document.querySelector('#app button') !== null;
    if (!document.querySelector('[data-part=code]') || places.length !== Number(hasScreen)) return;
    const parts = ['.tag', '.tag-name', '.tag-memo', '.code', '.tag-foot'].map((part) => {
      const { x, y, width, height } = document.querySelector(part)!.getBoundingClientRect();
      return [part, ...[x, y, width, height].map(Math.round)].join(' ');
    });
    places.push([document.querySelector('[data-part=code]')?.textContent, ...parts].join(', '));
  }).observe(document, { childList: true, subtree: true });
}

/** Expects the code of the time while it was read: it may be waited for while a step ends. */
async function expectRightCode(): Promise<void> {
  const began = house.clock();
  const shown = await shownCode(page);
  expect(await rightCodes(house.clock() - began)).toContain(shown);
}
/** Waits until `selector` finds something that says `text`. */
const says = (selector: string, text: string) =>
  page.waitForFunction(
    (where, part) => document.querySelector(where)?.textContent?.includes(part),
    OFTEN,
    selector,
    text,
  );
const untilServedOffline = () => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

describe('the story of one token in the app', () => {
  it('begins with the link of the mail, whose numbers leave the address at once', async () => {
    await page.goto(makeSetupLink(pwa.address, issued.ids));
    await untilHeading(page, '時計を確かめます');
    expect(page.url()).toBe(`${pwa.address}/`);
    await untilText(page, '時計が200日ずれています');
    await press(page, '次へ');
    await untilHeading(page, '銀行からのメール');
    expect(
      await page.$$eval('input', (inputs) => inputs.map(({ value }) => value.replaceAll(' ', ''))),
    ).toEqual([issued.ids.serviceId, issued.ids.userId]);
  });

  it('refuses a wrong activation password in words, and keeps the rest', async () => {
    await press(page, '次へ');
    await fill(page, '利用開始パスワード', '99999999');
    await press(page, '次へ');
    await untilHeading(page, 'ご確認ください');
    await pressAt(page, 'input[type=checkbox]');
    await press(page, '設定する');
    await untilHeading(page, '利用開始パスワードを');
    await says('[role=alert]', '5回まちがえると');
  });

  it('says that the authority cannot be reached, and lets the person try again', async () => {
    await fill(page, '利用開始パスワード', PASSWORD);
    await press(page, '次へ');
    await untilHeading(page, 'ご確認ください');
    await page.setOfflineMode(true);
    await press(page, '設定する');
    await says('[role=alert]', 'つながりません');
    await page.setOfflineMode(false);
    expect(complaints).toEqual([]);
  });

  it('ends with the code the authority expects, on a device whose clock is 200 days behind', async () => {
    await press(page, '設定する');
    await untilHeading(page, '設定が終わりました');
    await untilText(page, 'みどり農協ネットバンク');
    await expectRightCode();
    expect(await give(house, issued, 'start', await shownCode(page))).toBe('accepted');
    await press(page, 'トークンを開く');
    await untilHome(page);
    await expectRightCode();
  });

  it('shows the right code after a reload without any network', async () => {
    await untilServedOffline();
    pwa.away(true);
    await page.setOfflineMode(true);
    await page.reload();
    await expectRightCode();
    await page.setOfflineMode(false);
    pwa.away(false);
  });

  it('shows the code before its screen is loaded, where the screen will show it', async () => {
    await page.evaluateOnNewDocument(recordPlaces);
    for (const [width, height] of [
      [360, 740],
      [740, 360],
      [1280, 800],
    ] as const) {
      await page.setViewport({ width, height });
      await page.reload();
      const places = await page.waitForFunction(() => {
        const { places } = globalThis as unknown as { places: string[] };
        return places.length === 2 && places;
      }, OFTEN);
      const [alone, inScreen] = (await places.jsonValue()) as string[];
      expect(alone).toBe(inScreen);
      expect(alone).toMatch(/^\d{8}, /u);
    }
    await page.setViewport(PHONE);
  });

  it('is still there when the browser was closed and opened again', async () => {
    await chromium.close();
    chromium = await launchChromium({ profile: chromium.profile });
    await newPage(PC);
    pwa.away(true);
    await page.goto(`${pwa.address}/`);
    await expectRightCode();
    pwa.away(false);
  });

  it('takes its first script compiled from what the service worker keeps', async () => {
    await page.tracing.start({ categories: ['v8', 'devtools.timeline', 'disabled-by-default-v8.compile'] });
    await page.reload();
    await expectRightCode();
    const trace = new TextDecoder().decode(await page.tracing.stop());
    const compiled = (JSON.parse(trace) as { traceEvents: Compiled[] }).traceEvents
      .filter(({ name, args }) => name === 'v8.compile' && args.data?.url?.includes('/assets/start-'))
      .map(({ args }) => args.data);
    expect(compiled).toHaveLength(1);
    expect(compiled[0]).toMatchObject({ cacheKind: 'full', cacheRejected: false });
  });

  it('can be put under an app lock, which the page asks for from then on', async () => {
    await toSettings(page, 'アプリロック');
    await turnLockOn(page, LOCK_CODE);
    await page.setViewport(PHONE);
    await page.reload();
    await untilHeading(page, 'アプリロック');
    expect(await page.$('[data-part=code]')).toBeNull();
    await unlockWithCode(page, '1111');
    await says('.error', 'コードが違います');
    await unlockWithCode(page, LOCK_CODE);
    await expectRightCode();
  });

  it('and taken out of it again with the code', async () => {
    await toSettings(page, 'アプリロック');
    await press(page, 'アプリロックを外す');
    await untilHeading(page, 'アプリロックを外す');
    await fill(page, 'いまのコード', LOCK_CODE);
    await press(page, 'アプリロックを外す');
    await untilButton(page, 'アプリロックをかける');
    await page.reload();
    await expectRightCode();
  });

  it('is removed only after the warning that the bank comes first was answered', async () => {
    await page.setViewport(PC);
    await press(page, 'くわしく');
    await press(page, 'このトークンを消す');
    await untilHeading(page, 'トークンを消す前に');
    await press(page, 'この端末から消す');
    await page.waitForSelector('.error');
    await pressAt(page, 'input[type=checkbox]');
    await press(page, 'この端末から消す');
    await untilHeading(page, 'ワンタイムパスワードを');
    await untilHome(page);
    await page.reload();
    await untilHeading(page, 'ワンタイムパスワードを');
    expect(complaints).toEqual([]);
  });
});

describe('a new release', () => {
  it('waits while something is being entered, and asks on a quiet screen', async () => {
    await page.setViewport(PHONE);
    await untilServedOffline();
    await press(page, '設定をはじめる');
    await untilText(page, '時計が200日');
    await press(page, '次へ');
    await fill(page, 'サービスID', '1234');

    appendFileSync(join(pwa.directory, 'sw.js'), '\n// another release\n');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    await page.waitForFunction(
      async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting),
      OFTEN,
    );
    expect(await page.$('.update')).toBeNull();
    expect(await page.$eval('input', ({ value }) => value)).toBe('1234');

    await pressAt(page, '[aria-label=戻る]');
    await untilText(page, '時計が200日');
    await pressAt(page, '[aria-label=戻る]');
    await page.waitForSelector('.update');
    await Promise.all([page.waitForNavigation(), tap(page, '新しい版にする')]);
    await untilHeading(page, 'ワンタイムパスワードを');
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.getRegistration())?.waiting === null,
      OFTEN,
    );
  });
});

describe('what a first visit costs', () => {
  it('is under 60 kB of gzipped script', async () => {
    const { firstLoad, FIRST_LOAD_LIMIT } = await import('../bench/size.ts');
    expect((await firstLoad()).script).toBeLessThan(FIRST_LOAD_LIMIT);
  });
});
