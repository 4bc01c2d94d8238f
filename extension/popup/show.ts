import { lazyClient } from '../../core/client/lazy.ts';
import { followAuthority } from '../../core/ui/follow-authority.ts';
import { tell } from '../surface/background.ts';
import { makeClient } from '../surface/client.ts';
import { ownPasskeys } from '../surface/passkeys.ts';
import { copyText, createSurfaceApp } from '../surface/token-app.ts';
import { watchOpenSite } from './open-site.ts';
import { rememberAsking } from './passkey-memory.ts';
import { renderPopup } from './render.tsx';

/** Shows the popup in `root` over this extension's vault and the tab it was opened on. */
export function showPopup(root: HTMLElement): void {
  // Codes come first; how the tokens stand at the bank is asked once they are shown, with code loaded then.
  const passkeys = ownPasskeys(window);
  const asking = passkeys && rememberAsking(passkeys, localStorage);
  const app = createSurfaceApp(
    (address) =>
      lazyClient(async () => makeClient((await import('../../core/client/client.ts')).createClient), address),
    asking?.port,
  );
  void renderPopup({
    root,
    app,
    site: watchOpenSite(app),
    copy: copyText,
    losesPasskeys: asking?.wasCutOff ?? false,
  });
  // Browsers close a popup so by themselves; where one does not, it is no different.
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) close();
  });
  followAuthority(app);
  tell({ kind: 'touched' });
  void app.start();
}
