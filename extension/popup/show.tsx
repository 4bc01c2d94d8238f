import { render } from 'preact';
import type { TokenApp } from '../../core/app/types.ts';
import { AppError } from '../../core/error.ts';
import { UiContext } from '../../core/ui/context.ts';
import { createUi } from '../../core/ui/create-ui.ts';
import { tell } from '../surface/background.ts';
import { copyText, createSurfaceApp } from '../surface/token-app.ts';
import { watchOpenSite } from './open-site.ts';
import { Popup } from './popup.tsx';
import type { PopupSite } from './site.ts';

/** Draws the popup over any app and site. */
export function renderPopup(root: HTMLElement, app: TokenApp, site: PopupSite): void {
  const ui = createUi(app, { surface: 'pc', copy: copyText, initialSetup: null });
  render(
    <UiContext.Provider value={ui}>
      <Popup site={site} />
    </UiContext.Provider>,
    root,
  );
}

/** Shows the popup in `root` over this extension's vault and the tab it was opened on. */
export function showPopup(root: HTMLElement): void {
  // The popup sets nothing up and asks nobody: it needs no client, and loads none.
  const app = createSurfaceApp(() => {
    throw new AppError('unreachable', 'the popup calls no authority');
  });
  renderPopup(root, app, watchOpenSite());
  tell({ kind: 'touched' });
  void app.start();
}
