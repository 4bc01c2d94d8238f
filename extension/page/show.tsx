import { createClient } from '../../core/client/client.ts';
import { renderApp } from '../../core/ui/render.tsx';
import { sitePermissions } from '../platform/site-permissions.ts';
import { tell } from '../surface/background.ts';
import { makeClient } from '../surface/client.ts';
import { startQrReader } from '../surface/qr-worker.ts';
import { copyText, createSurfaceApp, saveFile } from '../surface/token-app.ts';
import { SitePermission } from './site-permission.tsx';

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

/** Shows the extension's full page in `root`: the whole token app, and the permission for its sites. */
export function showPage(root: HTMLElement): void {
  const app = createSurfaceApp(makeClient(createClient));
  renderApp({
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
          origins={token.loginOrigins}
          place={place}
          permissions={sitePermissions}
          onChange={() => tell({ kind: 'changed' })}
        />
      ),
    },
  });
  tellOfUse();
  void app.start();
}
