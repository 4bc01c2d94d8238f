import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENES } from '../support/gallery/scenes.ts';
import { type GalleryWalk, walkGallery } from '../support/gallery/walk.ts';
import { OFTEN } from '../support/pwa.ts';

let walk: GalleryWalk;
beforeAll(async () => {
  walk = await walkGallery();
});
afterAll(async () => {
  await walk.close();
});

const SIDEWAYS = { width: 740, height: 360 };
/** What a phone's browser leaves of 740 px between its bars. */
const SMALL = { width: 360, height: 640 };

/** Which of these stand, in part, out of the window that is not scrolled. */
const cut = (selector: string) =>
  walk.page.$$eval(selector, (all) =>
    all
      .filter((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top < 0 || bottom > innerHeight;
      })
      .map((one) => one.textContent),
  );

describe('a small phone', () => {
  it('shows every way to begin without scrolling, in both languages', async () => {
    await walk.page.setViewport(SMALL);
    for (const language of ['ja', 'en'] as const) {
      await walk.open('welcome', { language });
      expect(await walk.page.$$eval('.actions button', (all) => all.length)).toBe(4);
      expect(await cut('.actions button'), language).toEqual([]);
    }
  });

  it('shows what a code is used with before what the app offers', async () => {
    await walk.page.setViewport(SMALL);
    await walk.open('home-install');
    expect(await walk.shows('ホーム画面に')).toBe(true);
    expect(await cut('.code, .bank-login button, .actions button')).toEqual([]);
    const order = await walk.page.$$eval('.actions, .notice', (all) => all.map(({ className }) => className));
    expect(order).toEqual(['actions', expect.stringContaining('notice')]);
  });
});

describe('a phone held sideways', () => {
  it('shows the code and its main action without scrolling', async () => {
    await walk.page.setViewport(SIDEWAYS);
    for (const scene of ['token', 'token-late', 'token-six', 'token-own', 'home-install'])
      for (const language of ['ja', 'en'] as const) {
        await walk.open(scene, { language });
        expect(await walk.page.$$('.code, .button-main')).toHaveLength(2);
        expect(await cut('.code, .tag-foot, .button-main'), `${scene} ${language}`).toEqual([]);
      }
    await walk.open('token-event');
    expect(await cut('.event-code .button-main')).toEqual([]);
  });

  it('keeps every screen out of what is cut out of its glass', async () => {
    // Only where this is asked for does a page get what lies under the cut-outs.
    const start = readFileSync(new URL('../../pwa/index.html', import.meta.url), 'utf8');
    expect(start).toContain('viewport-fit=cover');
    const insets = { top: 20, left: 48, right: 44, bottom: 21 };
    await walk.page.setViewport(SIDEWAYS);
    await walk.open('welcome');
    const devtools = await walk.page.createCDPSession();
    await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets });
    for (const scene of Object.keys(SCENES)) {
      await walk.page.evaluate(
        (query) => (globalThis as never as { showScene(query: string): Promise<void> }).showScene(query),
        `scene=${scene}&language=ja`,
      );
      await walk.page.waitForSelector(scene === 'starting' ? '.screen' : '.screen:not(.screen-starting)');
      const out = await walk.page.evaluate(({ top, left, right, bottom }) => {
        const end = document.documentElement.scrollHeight;
        const parts = [...document.querySelectorAll('#app :is(h1, h2, p, .button, input, label, svg)')];
        return parts
          .filter((part) => {
            const at = part.getBoundingClientRect();
            // Hidden, or for screen readers only.
            if (!part.checkVisibility() || at.width <= 1 || at.height <= 1 || part.closest('.hidden, .toast'))
              return false;
            const isOver = at.left < left || at.right > innerWidth - right;
            return isOver || at.top + scrollY < top || at.bottom + scrollY > end - bottom;
          })
          .map((part) => `${part.tagName} ${part.className} ${part.textContent}`);
      }, insets);
      expect(out, scene).toEqual([]);
    }
    await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: {} });
  });
});

describe('a screen reader', () => {
  it('hears of new codes, at most one in 55 seconds, and of no second that goes by', async () => {
    await walk.page.evaluateOnNewDocument(() => {
      // A second takes as long as drawing it.
      let time = Date.UTC(2026, 10, 22, 6, 0, 0);
      const later = globalThis.setTimeout;
      Date.now = () => time;
      const soon = (work: () => void, wait = 0) =>
        wait > 1000
          ? later(work, wait)
          : later(() => {
              time += wait;
              work();
            });
      Object.assign(globalThis, { setTimeout: soon, heard: [], seconds: new Set() });
      const { heard, seconds } = globalThis as never as { heard: [number, string][]; seconds: Set<string> };
      const words = new Map<Element, string>();
      new MutationObserver((changes) => {
        seconds.add(document.querySelector('[data-part=seconds]')?.textContent ?? '');
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest('[aria-live], [role=status], [role=alert], [role=timer]');
          const said = region?.firstElementChild ?? region;
          // Two changes may be told of the same words.
          if (!said?.textContent || words.get(said) === said.textContent) continue;
          words.set(said, said.textContent);
          heard.push([time, said.textContent]);
        }
      }).observe(document, { childList: true, characterData: true, subtree: true });
    });
    await walk.open('token-running');
    await walk.page.waitForFunction(() => Date.now() > Date.UTC(2026, 10, 22, 6, 4, 10), OFTEN);
    const { heard, seconds } = await walk.page.evaluate(() => {
      const { heard, seconds } = globalThis as never as { heard: [number, string][]; seconds: Set<string> };
      return { heard, seconds: seconds.size };
    });
    expect(seconds, 'the seconds were drawn').toBeGreaterThanOrEqual(30);
    expect(new Set(heard.map(([, text]) => text))).toEqual(
      new Set(['新しいワンタイムパスワードに変わりました']),
    );
    // Eight codes came and went meanwhile.
    expect(heard.length).toBe(4);
    for (const [index, [at]] of heard.slice(1).entries())
      expect(at - heard[index]![0]).toBeGreaterThan(55_000);
  });
});

it('nothing of all this broke the content policy or threw', () => {
  expect(walk.complaints).toEqual([]);
});
