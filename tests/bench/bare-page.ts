import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openListener } from '../../server/listen.ts';
import type { Chromium } from '../../tools/chromium.ts';
import { BUILT } from '../support/built.ts';

const WORKER = `
  addEventListener('install', (event) =>
    event.waitUntil(caches.open('bare').then((cache) => cache.addAll(['/', '/style.css']))));
  addEventListener('fetch', (event) => event.respondWith(caches.match(event.request)));
`;

/** The markup of a code on its tag, in the app's own style and with no script at all. */
const PAGE = `<!doctype html>
<html lang="ja" data-surface="phone">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/style.css">
  <div class="screen screen-wide"><header class="bar"></header><main class="page"><div class="main">
    <section class="tag"><i class="tag-hole"></i><h2 class="tag-name">札の銀行</h2>
      <p class="code" data-part="code" data-digits="8"><span>1234</span><span>5678</span></p>
      <div class="tag-foot"></div></section>
  </div></main></div>
</html>`;

/**
 * A page that shows digits as the app does, but holds them: what the browser alone takes to bring one to the screen
 * from a service worker. Gives its address; nothing else answers there.
 */
export async function barePage({ browser }: Chromium): Promise<string> {
  const assets = join(BUILT.pwa, 'assets');
  const styles = (await readdir(assets)).filter((name) => /^first-.+\.css$/.test(name));
  if (styles.length === 0) throw new Error("the app's style has another name");
  const style = (await Promise.all(styles.map((name) => readFile(join(assets, name), 'utf8')))).join('\n');
  const files = new Map([
    ['/', ['text/html; charset=utf-8', PAGE]],
    ['/style.css', ['text/css; charset=utf-8', style]],
    ['/sw.js', ['text/javascript', WORKER]],
  ]);
  const listener = await openListener(0);
  listener.serve((request) => {
    const [type = '', body] = files.get(new URL(request.url).pathname) ?? [];
    return new Response(body ?? null, { status: body ? 200 : 404, headers: { 'Content-Type': type } });
  });
  const address = `http://bare.localhost:${listener.port}/`;
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() =>
    navigator.serviceWorker.register('/sw.js').then(async () => void (await navigator.serviceWorker.ready)),
  );
  await page.close();
  await listener.close();
  return address;
}
