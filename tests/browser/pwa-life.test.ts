import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../authority/commands/policy-file.ts';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { formatDate } from '../../core/i18n/format.ts';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { walkSetUp } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { axeFaults } from '../support/axe.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { untilAt } from '../support/bank-page.ts';
import type { ManualClock } from '../support/clock.ts';
import { rpCall } from '../support/device.ts';
import { give, type Issued, issueTo, PASSWORD } from '../support/person.ts';
import {
  OFTEN,
  press,
  pressAt,
  pressRow,
  type RunningPwa,
  shownCode,
  startPwa,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { byTurns } from '../support/window-size.ts';

const DAY = 86_400_000;
const TERM = 731 * DAY;
/** Another bank of the same authority. */
const otherName = { ja: 'ほかの銀行', en: 'Another Bank' };
const otherPolicy = {
  institution: {
    id: 'other',
    name: otherName,
    mailFrom: { name: 'Other', address: 'otp@other.example' },
  },
  services: [
    {
      id: '30112231',
      name: otherName,
      issuePath: 'bank-first',
      otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
      validityDays: 400,
      renewalNoticeDays: 30,
      renewalDays: 400,
      failureLimit: 5,
      reissue: 'next-day',
      setupValidDays: 14,
      activationLimit: 5,
      loginOrigins: ['https://other.example'],
    },
  ],
};
const DESK = { operator: 'tanaka', reason: 'asked by telephone' };

/** The servers' clock: runs with the machine's, and is put forward; the device's own stays where it is. */
let shift = 0;
const clock: ManualClock = Object.assign(() => Date.now() + shift, { set() {}, advance() {} });
let pwa: RunningPwa;
let house: RunningAuthority;
let bank: RunningBank;
let chromium: Chromium;
let page: Page;
let complaints: string[];
let issued: Issued;
let expiresAt: number;

beforeAll(async () => {
  pwa = await startPwa();
  house = await startAuthority({ clock, host: 'authority.localhost', appAddress: pwa.address });
  pwa.serve(house.address);
  bank = await startBank({ authority: house, clock });
  const policy = new URL('../../bank/institutions/midori/token-policy.json', import.meta.url).pathname;
  await loadPolicy(house.ctx, await readPolicyFile(policy, [bank.origin]));
  issued = await issueTo(house, 'hanako');
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  complaints = watchComplaints(page);
});
afterAll(async () => {
  await chromium?.destroy();
  await bank?.close();
  await house?.close();
  await pwa?.close();
});

const has = (text: string) => untilText(page, text);
const date = (instant: number) => formatDate(instant, 'ja');
/** The device loses its network and finds it again, as on a train. */
async function reconnect(): Promise<void> {
  await page.setOfflineMode(true);
  await page.setOfflineMode(false);
}
async function desk(what: string, more: object = {}): Promise<void> {
  const answer = await rpCall(house, 'POST', `/registrations/${issued.id}/${what}`, {
    v: 1,
    desk: DESK,
    ...more,
  });
  expect(answer.status).toBe(200);
}
const untilNoCode = () => page.waitForFunction(() => document.querySelector('[data-part=code]') === null);
async function expectAccessible(): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

describe('the life of a token in the app', () => {
  const nextSize = byTurns();
  beforeEach(() => page.setViewport(nextSize()));

  it('begins with its expiry date in sight', async () => {
    await page.goto(makeSetupLink(pwa.address, issued.ids));
    await has('時計は合っています');
    await walkSetUp(page, { activationPassword: PASSWORD });
    await untilHeading(page, '設定が終わりました');
    expect(await give(house, issued, 'start', await shownCode(page))).toBe('accepted');
    await press(page, 'トークンを開く');
    const read = await rpCall(house, 'GET', `/registrations/${issued.id}`);
    expiresAt = ((await read.json()) as { expiresAt: number }).expiresAt;
    await has(`有効期限 ${date(expiresAt)}`);
  });

  it("opens the bank's login form with the code in it, logs nobody in, and puts the code into no address", async () => {
    await has(`${new URL(bank.origin).host} のログイン画面`);
    const opened = chromium.browser.waitForTarget((target) => target.url() === `${bank.origin}/otp-entry`);
    const before = await shownCode(page);
    await press(page, 'ワンタイムパスワードでログイン');
    const codes = [before, await shownCode(page)];
    const site = await (await opened).asPage();
    await untilAt(site, '/otp-entry');
    expect(codes).toContain(
      await site.$eval('[autocomplete=one-time-code]', (field) => (field as HTMLInputElement).value),
    );
    expect(await site.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
    // Nobody is logged in: a page of the session leads back to the login.
    await site.goto(`${bank.origin}/menu`);
    expect(new URL(site.url()).pathname).toBe('/login');
    await site.close();
    // Nothing of it stays in the app's document.
    expect(await page.$('form input')).toBeNull();
    expect(complaints).toEqual([]);
    await page.bringToFront();
  });

  it('says nothing of a renewal the day before the notice, and says it calmly from then on', async () => {
    shift = expiresAt - 181 * DAY - Date.now();
    await reconnect();
    await has('時刻のずれ');
    await page.waitForFunction(() => document.querySelector('.foot-danger') !== null);
    expect(await page.$('::-p-text(有効期限が近づいています)')).toBeNull();
    shift = expiresAt - 179 * DAY - Date.now();
    await reconnect();
    await has('有効期限が近づいています');
    await has(`${date(expiresAt)}まで（あと179日）`);
    await expectAccessible();
  });

  it('says what a renewal does, what to do without a network, and then the new date', async () => {
    await press(page, '有効期限を延長する');
    await untilHeading(page, '有効期限を延長する');
    await has('変わるのは、有効期限の日付だけです。');
    await page.setOfflineMode(true);
    await press(page, '延長する');
    await page.waitForSelector('[role=alert] ::-p-text(電波のよい所で)');
    await expectAccessible();
    await page.setOfflineMode(false);
    // Said for a few seconds only, so it is listened for beforehand.
    const told = page.waitForFunction(
      (text) => document.querySelector('.toast')?.textContent === text,
      OFTEN,
      `有効期限を${date(expiresAt + TERM)}まで延長しました`,
    );
    await Promise.all([told, press(page, '延長する')]);
    await untilHeading(page, '有効期限を延長しました');
    await has(date(expiresAt + TERM));
    await expectAccessible();
    await press(page, 'トークンに戻る');
    await has(`有効期限 ${date(expiresAt + TERM)}`);
    expect(await page.$('::-p-text(有効期限が近づいています)')).toBeNull();
    expiresAt += TERM;
    expect(await give(house, issued, 'verify', await shownCode(page))).toBe('accepted');
  });

  it('tells a suspension as soon as there is a network, whom to call, and that it was lifted', async () => {
    for (let n = 0; n < 5; n += 1) await give(house, issued, 'verify', '00000000');
    await reconnect();
    await has('銀行が利用を止めています');
    await has('窓口に電話');
    await untilNoCode();
    await expectAccessible();
    await page.setOfflineMode(true);
    await press(page, 'いまの状態を調べる');
    await has('つながりませんでした');
    await page.setOfflineMode(false);
    await desk('lift');
    await press(page, 'いまの状態を調べる');
    await shownCode(page);
  });

  it('tells a pause, until when no code is needed, and that only the bank ends it', async () => {
    await desk('pause', { until: clock() + 3 * DAY });
    await reconnect();
    await has('お客さまのお申し出により');
    await has('ワンタイムパスワードなしでログインできます');
    await untilNoCode();
    await expectAccessible();
    shift += 4 * DAY;
    await reconnect();
    await has('一時停止の期限が過ぎました');
    await desk('resume');
    await press(page, 'いまの状態を調べる');
    await shownCode(page);
  });

  it('shows no code after its end, in a page that was open and after a reload, and names the way out', async () => {
    shift = expiresAt + DAY - Date.now();
    await reconnect();
    await untilNoCode();
    await page.reload();
    await has('有効期限が過ぎました');
    await has('トークンをもう一度申し込む');
    await has('トークンを追加');
    await untilNoCode();
    await expectAccessible();
  });

  it('leads to a new token beside the old, and to one of another bank beside both', async () => {
    await press(page, 'トークンを追加');
    await untilHeading(page, '時計を確かめます');
    issued = await issueTo(house, 'hanako');
    await walkSetUp(page, { activationPassword: PASSWORD, ids: issued.ids });
    await untilHeading(page, '設定が終わりました');
    expect(await give(house, issued, 'start', await shownCode(page))).toBe('accepted');
    await press(page, 'トークンを開く');
    await untilHeading(page, 'トークン');

    await loadPolicy(house.ctx, otherPolicy);
    const other = { ...house, credential: await addCredential(house.ctx, 'other') };
    const theirs = await issueTo(other, 'hanako', '30112231');
    await pressAt(page, '[aria-label=トークンを追加]');
    await pressRow(page, 'メールの番号で設定する');
    await untilHeading(page, '時計を確かめます');
    await walkSetUp(page, { activationPassword: PASSWORD, ids: theirs.ids });
    await untilHeading(page, '設定が終わりました');
    expect(await give(other, theirs, 'start', await shownCode(page))).toBe('accepted');
    await press(page, 'トークンを開く');
    await untilHeading(page, 'トークン');
    const rows = () =>
      page.$$eval('.row', (all) =>
        all.map((row) => [
          row.querySelector('.row-name')?.textContent,
          row.querySelector('.row-standing')?.textContent ?? null,
          row.querySelector('.row-code .digit-groups')?.textContent?.length ?? null,
        ]),
      );
    await expect.poll(rows).toEqual([
      ['みどり農協ネットバンク', '有効期限が過ぎました', null],
      ['みどり農協ネットバンク', null, 8],
      ['ほかの銀行', null, 6],
    ]);
    await expectAccessible();
  });

  it('is removed without a word about cancelling first, since nothing is left to cancel', async () => {
    await pressAt(page, '.row-danger');
    await page.waitForFunction(
      () => document.querySelector('.tag')?.textContent?.includes('有効期限が過ぎました'),
      OFTEN,
    );
    await press(page, 'このトークンを消す');
    await untilHeading(page, 'トークンを消します');
    expect(await page.$('input[type=checkbox]')).toBeNull();
    await press(page, 'この端末から消す');
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 2, OFTEN);
    expect(await page.$('.row-danger')).toBeNull();
    expect(complaints).toEqual([]);
  });
});
