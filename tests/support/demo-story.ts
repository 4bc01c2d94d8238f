import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'puppeteer';
import { type Demo, runDemo } from '../../demo/run.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { shownCode, tap, walkSetUp } from './app-page.ts';
import { fill, press } from './bank-page.ts';
import { ensureBuilt } from './built.ts';
import { OFTEN, untilHeading, untilText } from './pwa.ts';

export const DAY = 86_400_000;
/** Period of every demonstration bank's codes, ms. */
export const STEP = 60_000;
export const PASSWORD = '246810';

export const HOUR = 3_600_000;
const JAPAN = 9 * HOUR;
const midnightBefore = (instant: number): number => Math.floor((instant + JAPAN) / DAY) * DAY - JAPAN;

const ANDROID = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36',
  userAgentMetadata: {
    mobile: true,
    platform: 'Android',
    platformVersion: '16',
    architecture: '',
    model: 'Pixel 9',
  },
};

/** One person's PC or phone: a browser that shares no cookie and no storage with another. */
export interface Device {
  context: BrowserContext;
  open(): Promise<Page>;
}

/** The whole demonstration, and people in front of it. */
export interface Story {
  demo: Demo;
  chromium: Chromium;
  /** What any page complained about: errors, warnings, refused by a policy; not an answer's status. */
  complaints: string[];
  now(): number;
  /** Puts the servers' clock forward; devices keep the machine's and learn of it from signed time. */
  later(ms: number): void;
  /** A minute past the next midnight in Japan. */
  untilTomorrow(): void;
  pc(): Promise<Device>;
  phone(): Promise<Device>;
  close(): Promise<void>;
}

/** Starts all of it on free ports, at noon in Japan: no midnight passes unless a test wants it. */
export async function startStory(): Promise<Story> {
  await ensureBuilt('pwa');
  const dataDirectory = mkdtempSync(join(tmpdir(), 'fuda-story-'));
  let shift = midnightBefore(Date.now()) + 12 * HOUR - Date.now();
  const now = () => Date.now() + shift;
  const demo = await runDemo({ dataDirectory, ports: {}, clock: now, smtpUrl: null, passwordCost: 10 });
  const chromium = await launchChromium();
  const complaints: string[] = [];

  const listenTo = (page: Page) => {
    page.on('console', (message) => {
      const isStatus = message.text().startsWith('Failed to load resource: the server responded');
      if (['error', 'warn'].includes(message.type()) && !isStatus) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  };
  const device = async (prepare: (page: Page) => Promise<unknown>): Promise<Device> => {
    const context = await chromium.browser.createBrowserContext();
    return {
      context,
      async open() {
        const page = await context.newPage();
        listenTo(page);
        await prepare(page);
        return page;
      },
    };
  };

  return {
    demo,
    chromium,
    complaints,
    now,
    later: (ms) => {
      shift += ms;
    },
    untilTomorrow: () => {
      shift += midnightBefore(now()) + DAY + 60_000 - now();
    },
    pc: () => device((page) => page.setViewport({ width: 1280, height: 800 })),
    phone: () =>
      device(async (page) => {
        await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
        await page.setUserAgent(ANDROID);
      }),
    async close() {
      await chromium.destroy();
      await demo.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Sets a token up in the app of a device that has none, from the numbers, and leaves it open. */
export async function setUpApp(
  { demo }: Story,
  device: Device,
  ids: { serviceId: string; userId: string },
  activationPassword = PASSWORD,
): Promise<Page> {
  const app = await device.open();
  await app.goto(`${demo.urls.app}/#setup?s=${ids.serviceId}&u=${ids.userId}`);
  await walkSetUp(app, { activationPassword });
  await shownCode(app);
  await tap(app, 'トークンを開く');
  await shownCode(app);
  return app;
}

/** A code that was not used yet: the next step's, when the app was online again. */
export async function nextCode(story: Story, app: Page, used = ''): Promise<string> {
  story.later(STEP);
  await app.bringToFront();
  await app.reload();
  return shownCode(app, used);
}

/** The last day that the app shows, as an instant of that day (epoch ms, UTC). */
export async function shownExpiry(app: Page): Promise<number> {
  const date = await app.waitForFunction(
    () => /有効期限 (\d+)年(\d+)月(\d+)日/u.exec(document.body.textContent)?.slice(1) ?? null,
    OFTEN,
  );
  const [year = 0, month = 0, day = 0] = ((await date.jsonValue()) ?? []).map(Number);
  return Date.UTC(year, month - 1, day);
}

/** Goes through the app's notice and renews the token. */
export async function renewIn(app: Page): Promise<void> {
  await untilText(app, '有効期限が近づいています');
  await tap(app, '有効期限を延長する');
  await untilHeading(app, '有効期限を延長する');
  await tap(app, '延長する');
  await untilHeading(app, '有効期限を延長しました');
  await tap(app, 'トークンに戻る');
}

/** Opens a customer's page at a bank's desk, logging the clerk in where that is due. */
export async function openAtDesk(
  page: Page,
  desk: string,
  clerk: { id: string; password: string },
  loginId: string,
): Promise<void> {
  await page.bringToFront();
  await page.goto(`${desk}/`);
  if (await page.$('#operator')) {
    await fill(page, { '#operator': clerk.id, '#password': clerk.password });
    await press(page, 'form.panel button');
  }
  await fill(page, { '#loginId': loginId });
  await press(page, 'form.panel button');
  await press(page, '[aria-labelledby=found] .list a');
}

/** Does one act for the customer whose page is open: opens it, says why, presses its button. */
export async function actAtDesk(
  page: Page,
  act: string,
  more: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  await press(page, `.acts a[href$="/acts/${act}"]`);
  await more(page);
  await page.select('#checked', 'visit-licence');
  await fill(page, { '#reason': 'ご本人が来店されたため' });
  await press(page, 'form.panel .buttons button');
}

/** The state badge on a customer's page at the desk. */
export const stateAtDesk = (page: Page): Promise<string> =>
  page.$eval('.badge', (badge) => badge.textContent);

/** Opens the newest mail in the demonstration's mailbox whose subject holds `subject`, and reads it. */
export async function readMail({ demo }: Story, page: Page, subject: string): Promise<string> {
  await page.bringToFront();
  await page.goto(demo.urls.mailbox);
  await page.locator(`.mails a::-p-text(${subject})`).wait();
  await Promise.all([page.waitForNavigation(), page.locator(`.mails a::-p-text(${subject})`).click()]);
  return page.$eval('main', (main) => main.textContent);
}

/** What stands on the page of the bank, without its line breaks. */
export const words = (page: Page): Promise<string> =>
  page.$eval('main', (main) => main.textContent.replaceAll(/\s+/gu, ' '));
