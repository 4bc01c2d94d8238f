import { createClient } from '../../core/client/client.ts';
import type { Ui } from '../../core/ui/context.ts';
import { renderApp } from '../../core/ui/render.tsx';
import { idleLock } from '../platform/idle-lock.ts';
import { sitePermissions } from '../platform/site-permissions.ts';
import { tell } from '../surface/background.ts';
import { makeClient } from '../surface/client.ts';
import { startQrReader } from '../surface/qr-worker.ts';
import { copyText, createSurfaceApp, saveFile } from '../surface/token-app.ts';
import { Handy } from './handy.tsx';
import { LockRule } from './lock-rule.tsx';
import { SitePermission } from './site-permission.tsx';
import { siteSource } from './site-source.ts';
import { Sites } from './sites.tsx';
import { WelcomeNotes } from './welcome-notes.tsx';
import { pageWords } from './words.ts';

/** The screen of sites in the tab's history and in the page's address. */
const SITES = 'sites';

/** While a person works in the page, the background hears of it at most this often, ms. */
const TOUCH_EVERY = 30_000;

/** Pressing and typing keep the vault open. */
function tellOfUse(): void {
  let told = Number.NEGATIVE_INFINITY;
  const touch = () => {
    const now = performance.now();
    if (now - told < TOUCH_EVERY) return;
    told = now;
    tell({ kind: 'touched' });
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, touch, { passive: true });
  touch();
}

/** `page.html#sites` leads to the sites, once the app is open. */
function followAddress(ui: Ui): void {
  const arrive = () => {
    if (location.hash !== `#${SITES}`) return;
    // Read once: whoever comes back to this page later begins at its beginning.
    history.replaceState(history.state, '', location.pathname);
    const stop = ui.app.status.subscribe(({ at }) => {
      if (at !== 'open') return;
      ui.router.go({ at: 'extra', name: SITES });
      queueMicrotask(() => stop());
    });
  };
  addEventListener('hashchange', arrive);
  arrive();
}

/** Shows the extension's full page in `root`: the whole token app, and the permission for its sites. */
export function showPage(root: HTMLElement): void {
  const app = createSurfaceApp(makeClient(createClient));
  void renderApp({
    root,
    app,
    platform: {
      surface: 'pc',
      copy: copyText,
      initialSetup: null,
      saveFile,
      startQrReader,
      // The worker's own rule: idle time and the machine's lock, for all pages at once.
      locksByItself: false,
      version: chrome.runtime.getManifest().version,
      extraTokenActions: (token, place) => (
        <SitePermission
          token={token}
          place={place}
          source={siteSource}
          permissions={sitePermissions}
          onChange={() => tell({ kind: 'changed' })}
        />
      ),
      extraSettings: [
        {
          name: SITES,
          icon: 'bank',
          label: (language) => pageWords[language].sites,
          note: (language) => pageWords[language].sitesNote,
          screen: () => (
            <Sites
              key={SITES}
              source={siteSource}
              permissions={sitePermissions}
              onChange={() => tell({ kind: 'changed' })}
            />
          ),
        },
        {
          name: 'handy',
          icon: 'keypad',
          label: (language) => pageWords[language].handy,
          note: (language) => pageWords[language].handyNote,
          screen: () => <Handy key="handy" />,
        },
      ],
      lockRule: () => <LockRule idle={idleLock()} />,
      welcomeNotes: () => <WelcomeNotes />,
    },
  }).then((ui) => ui && followAddress(ui));
  tellOfUse();
  void app.start();
}
