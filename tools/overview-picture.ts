/**
 * Draws `docs/images/overview.png` for the README from the real thing: a token set up in the token app, and
 * the bank's login page with the code that the extension filled in. Run: `node tools/overview-picture.ts`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../demo/build.ts';
import { runDemo } from '../demo/run.ts';
import { shownCode, tap, walkSetUp } from '../tests/support/app-page.ts';
import { applyAt, fill, logInAt, logOutAt } from '../tests/support/bank-page.ts';
import { ensureBuilt } from '../tests/support/built.ts';
import { launchExtension } from '../tests/support/extension-browser.ts';

const PASSWORD = '246810';
const folder = join(ROOT, 'docs/images');
await mkdir(folder, { recursive: true });
await ensureBuilt('pwa');
const dataDirectory = await mkdtemp(join(tmpdir(), 'fuda-picture-'));
const demo = await runDemo({
  dataDirectory,
  ports: { authority: 0, app: 0, midori: 0, mailbox: 0, smtp: 0 },
  clock: () => Date.now(),
  smtpUrl: null,
});
const visitor = await launchExtension({ authority: demo.urls.authority });
const { browser } = visitor.chromium;

try {
  const bank = demo.urls.midori;
  const [onPhone, onPc] = demo.customers;
  if (!onPhone || !onPc) throw new Error('the demonstration has two customers');
  const page = await browser.newPage();

  await logInAt(page, bank, onPhone);
  const application = { email: 'demo@customer.example', activationPassword: PASSWORD };
  const phoneIds = await applyAt(page, bank, { ...application, device: 'phone' });
  await logOutAt(page);
  const app = await browser.newPage();
  await app.setViewport({ width: 360, height: 640, deviceScaleFactor: 2 });
  await app.goto(`${demo.urls.app}/#setup?s=${phoneIds.serviceId}&u=${phoneIds.userId}`);
  await walkSetUp(app, { activationPassword: PASSWORD });
  await shownCode(app);
  await tap(app, 'トークンを開く');
  await app.locator('::-p-text(くわしく)').wait();
  // Not in the last seconds of a step, where everything is vermilion.
  await app.waitForFunction(() => Number(document.querySelector('[data-part=seconds]')?.textContent) > 25, {
    polling: 200,
  });
  const phone = await app.screenshot({ encoding: 'base64' });

  await logInAt(page, bank, onPc);
  const pcIds = await applyAt(page, bank, { ...application, device: 'pc' });
  await logOutAt(page);
  const own = await visitor.openPage();
  await tap(own, '設定をはじめる');
  await walkSetUp(own, { activationPassword: PASSWORD, ids: pcIds });
  await shownCode(own);
  await visitor.agreeTo('http://*.localhost/*');
  await own.bringToFront();
  await tap(own, `${bank} での自動入力を許可する`);
  await own.locator('::-p-text(許可されています)').wait();
  await page.bringToFront();
  await page.setViewport({ width: 1000, height: 640, deviceScaleFactor: 2 });
  await page.goto(`${bank}/login`);
  await fill(page, { '[name=userLoginId]': onPc.loginId, '[name=loginPassword]': onPc.password });
  await page.waitForFunction(() =>
    /^\d{8}$/.test(document.querySelector<HTMLInputElement>('[autocomplete=one-time-code]')?.value ?? ''),
  );
  const pc = await page.screenshot({ encoding: 'base64' });

  const frame = await browser.newPage();
  await frame.setViewport({ width: 1440, height: 720, deviceScaleFactor: 1 });
  await frame.setContent(`<!doctype html><style>
    body { margin: 0; height: 720px; background: #e9e4d8; display: flex; align-items: center; justify-content: center; gap: 28px }
    img { display: block; height: 640px; box-shadow: 0 2px 4px #0002, 0 18px 48px #1d223030 }
    .phone { border-radius: 28px } .pc { border-radius: 12px }
  </style><img class="phone" src="data:image/png;base64,${phone}"><img class="pc" src="data:image/png;base64,${pc}">`);
  await frame.waitForFunction(() => [...document.images].every((image) => image.complete));
  await frame.screenshot({ path: join(folder, 'overview.png') as `${string}.png` });
} finally {
  await visitor.destroy();
  await demo.close();
  await rm(dataDirectory, { recursive: true, force: true });
}
