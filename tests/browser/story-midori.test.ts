import { afterAll, beforeAll, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { formatDate } from '../../core/i18n/format.ts';
import { shownCode, tap, walkSetUp } from '../support/app-page.ts';
import { applyAt, fill, logInAt, logOutAt, press, untilAt } from '../support/bank-page.ts';
import { answerTo } from '../support/bank-visitor.ts';
import {
  actAtDesk,
  DAY,
  HOUR,
  nextCode,
  openAtDesk,
  PASSWORD,
  readMail,
  renewIn,
  type Story,
  setUpApp,
  shownExpiry,
  startStory,
  stateAtDesk,
  words,
} from '../support/demo-story.ts';
import { pressRow, untilHeading, untilText } from '../support/pwa.ts';
import { callAt } from '../support/telephone.ts';

const hanako = midori.demoCustomers[0]!;
const taro = midori.demoCustomers[1]!;
const clerk = midori.demoOperators[0]!;
const MAIN_BUTTON = 'main form button[type=submit]';

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story?.close());

it('a token lives for years: mailed passwords, the desk, a renewal, and a new one the day after its end', async () => {
  const { demo, chromium } = story;
  const bank = demo.urls.midori;
  const desk = demo.desks.midori;
  const call = (numbers: { from: string; to: string }) =>
    callAt(chromium.browser, demo.devices.phone, numbers);
  const apply = {
    email: 'hanako@demo.example',
    device: 'phone' as const,
    activationPassword: PASSWORD,
    call,
  };
  const home = await story.pc();
  const office = await (await story.pc()).open();
  const mails = await home.open();
  const pc = await home.open();
  const phone = await story.phone();

  // The first login asks for the registration; the application right after it asks no questions.
  expect(await logInAt(pc, bank, hanako)).toBe('/menu');
  const app = await setUpApp(story, phone, await applyAt(pc, bank, apply));

  // The use starts at the bank, with the choice of what other procedures ask for.
  await pc.bringToFront();
  await pc.goto(`${bank}/otp`);
  await press(pc, 'a[href="/otp/start"]');
  let code = await shownCode(app);
  await pc.bringToFront();
  await pc.click('[name=method][value=mail]');
  await fill(pc, { '[name=code]': code });
  await press(pc, MAIN_BUTTON);
  expect(await words(pc)).toContain('利用を開始しました');

  // A change of details: the password comes by mail, with what it is for.
  await pc.goto(`${bank}/details`);
  await press(pc, 'a[href="/details/change"]');
  await fill(pc, { '[name=email]': 'hanako-new@demo.example' });
  await press(pc, MAIN_BUTTON);
  const mail = await readMail(story, mails, '取引認証パスワードのお知らせ');
  expect(mail).toContain('hanako-new@demo.example');
  const mailed = /■ 取引認証パスワード\s+(\d{8})/u.exec(mail)?.[1] ?? '';
  await pc.bringToFront();
  await fill(pc, { '[name=mailPassword]': mailed });
  await press(pc, 'button[value=send]');
  expect(await words(pc)).toContain('変更を受け付け、完了しました');
  await logOutAt(pc);

  // The desk sets it aside for a while: no code is asked; resumed, it is asked for again.
  await openAtDesk(office, desk, clerk, hanako.loginId);
  await actAtDesk(office, 'pause', (page) =>
    page.$eval('#until', (field) => {
      (field as HTMLInputElement).value = (field as HTMLInputElement).max;
    }),
  );
  expect(await stateAtDesk(office)).toBe('一時停止中');
  expect(await logInAt(pc, bank, hanako)).toBe('/menu');
  await logOutAt(pc);
  await app.bringToFront();
  await app.reload();
  await untilText(app, 'ワンタイムパスワードなしでログインできます');
  await office.bringToFront();
  await actAtDesk(office, 'resume');
  expect(await stateAtDesk(office)).toBe('ご利用中');
  expect(await logInAt(pc, bank, hanako)).toBe('/login');
  code = await nextCode(story, app, code);
  expect(await logInAt(pc, bank, hanako, code)).toBe('/menu');
  await logOutAt(pc);

  // Wrong codes in a row suspend it, the page says whom to call, and the desk lifts it.
  for (let tries = 0; tries < 5; tries += 1) await logInAt(pc, bank, hanako, '00000000');
  expect(await words(pc)).toContain(midori.desk.phone);
  await app.bringToFront();
  await app.reload();
  await untilText(app, '銀行が利用を止めています');
  await openAtDesk(office, desk, clerk, hanako.loginId);
  expect(await stateAtDesk(office)).toBe('利用停止');
  await actAtDesk(office, 'lift');
  expect(await stateAtDesk(office)).toBe('ご利用中');
  code = await nextCode(story, app, code);
  expect(await logInAt(pc, bank, hanako, code)).toBe('/menu');
  await logOutAt(pc);

  // Half a year before its end the app says so, and renews it online; the bank knows.
  const before = await shownExpiry(app);
  story.later((731 - 179) * DAY);
  await app.bringToFront();
  await app.reload();
  await renewIn(app);
  const after = await shownExpiry(app);
  expect(after - before).toBe(731 * DAY);
  code = await shownCode(app);
  expect(await logInAt(pc, bank, hanako, code)).toBe('/menu');
  await pc.goto(`${bank}/otp`);
  expect(await words(pc)).toContain(formatDate(after, 'ja'));

  // Cancelled: no code from the next login on, and a new one not before tomorrow in Japan.
  await pc.goto(`${bank}/otp/cancel`);
  await fill(pc, { '[name=confirmation]': hanako.confirmationPassword });
  await press(pc, MAIN_BUTTON);
  const tomorrow = formatDate(story.now() + DAY, 'ja');
  expect(await words(pc)).toContain(`再発行のお申込みは、${tomorrow}から`);
  await logOutAt(pc);
  expect(await logInAt(pc, bank, hanako)).toBe('/menu');
  await pc.goto(`${bank}/otp/apply`);
  expect(await words(pc)).toContain(`新しいお申込みは ${tomorrow} から受け付けます`);
  await logOutAt(pc);
  await app.bringToFront();
  await app.reload();
  await untilText(app, '利用は終わっています');

  // The day after it is taken, and the new token stands beside the old one in the app.
  story.untilTomorrow();
  expect(await logInAt(pc, bank, hanako)).toBe('/menu');
  const ids = await applyAt(pc, bank, apply);
  await app.bringToFront();
  await app.reload();
  await tap(app, 'トークンを追加');
  await pressRow(app, 'メールの番号で設定する');
  await walkSetUp(app, { activationPassword: PASSWORD, ids });
  code = await shownCode(app);
  await logOutAt(pc);
  const visit = await phone.open();
  expect(await logInAt(visit, bank, hanako, code)).toBe('/menu');
  expect(await words(visit)).toContain('利用を開始しました');

  expect(story.complaints).toEqual([]);
});

it('somebody locked out: named by the account, asked at night, suspended, and back by a call', async () => {
  const { demo, chromium } = story;
  const bank = demo.urls.midori;
  const call = (numbers: { from: string; to: string }) =>
    callAt(chromium.browser, demo.devices.phone, numbers);
  const home = await story.phone();
  const visit = await home.open();
  // Three in the morning, but nothing can be asked before the first login registered it.
  story.untilTomorrow();
  story.later(3 * HOUR);
  expect(await logInAt(visit, bank, taro)).toBe('/menu');
  const apply = {
    email: 'taro@demo.example',
    device: 'phone' as const,
    activationPassword: PASSWORD,
    call,
  };
  const app = await setUpApp(story, home, await applyAt(visit, bank, apply));
  await logOutAt(visit);

  // Branch and number of the representative account, and the first code, which begins the use.
  const account = taro.accounts[0]!;
  await visit.bringToFront();
  await visit.goto(`${bank}/login`);
  await visit.click('[name=loginBy][value=representative-account]');
  await visit.select('[name=branchCode]', account.branch);
  await fill(visit, {
    '[name=accountNumber]': account.number,
    '[autocomplete=current-password]': taro.password,
  });
  let code = await shownCode(app);
  await visit.bringToFront();
  await fill(visit, { '.code-input': code });
  await press(visit, 'main form button.primary');
  expect(await words(visit)).toContain('利用を開始しました');
  await logOutAt(visit);

  // From a browser nobody knows, at this hour: the bank asks what only the customer answers.
  code = await nextCode(story, app, code);
  const abroad = await (await story.pc()).open();
  await abroad.goto(`${bank}/login`);
  await fill(abroad, {
    '[autocomplete=username]': taro.loginId,
    '[autocomplete=current-password]': taro.password,
    '.code-input': code,
  });
  await press(abroad, 'main form button.primary');
  expect(new URL(abroad.url()).pathname).toBe('/login/answers');
  const asked = await abroad.$$eval('input[name^="answer-"]', (all) => all.map((each) => each.id));
  expect(asked).toHaveLength(2);
  await fill(abroad, Object.fromEntries(asked.map((each) => [`#${each}`, answerTo(each)])));
  await press(abroad, 'main form button.primary');
  expect(new URL(abroad.url()).pathname).toBe('/menu');
  await logOutAt(abroad);

  // Wrong codes in a row: the page that says so leads on.
  for (let tries = 0; tries < 5; tries += 1) await logInAt(visit, bank, taro, '00000000');
  expect(await words(visit)).toContain('利用を停止しています');
  await press(visit, 'a[href="/recover"]');
  await fill(visit, {
    '[autocomplete=username]': taro.loginId,
    '[autocomplete=current-password]': taro.password,
  });
  await press(visit, 'main form button.primary');
  await fill(visit, { '#confirmation': taro.confirmationPassword });
  await press(visit, 'button[value=send]');
  await call({ from: taro.phone, to: midori.phoneVerification?.number ?? '' });
  await visit.bringToFront();
  await untilHeading(visit, 'トークンを解除しました');
  await untilAt(visit);
  await press(visit, 'a[href="/login"].primary');
  expect(await logInAt(visit, bank, taro)).toBe('/menu');
  await visit.goto(`${bank}/otp/apply`);
  expect(await words(visit)).toContain('から受け付けます');
  await logOutAt(visit);
  story.untilTomorrow();
  expect(await logInAt(visit, bank, taro)).toBe('/menu');
  expect((await applyAt(visit, bank, apply)).userId).toMatch(/^\d{12}$/);
  await logOutAt(visit);

  expect(story.complaints).toEqual([]);
});
