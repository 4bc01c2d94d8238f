import { AppError } from '../../core/error.ts';
import { tell } from '../surface/background.ts';
import { copyText, createSurfaceApp } from '../surface/token-app.ts';
import { watchOpenSite } from './open-site.ts';
import { renderPopup } from './render.tsx';

/** Shows the popup in `root` over this extension's vault and the tab it was opened on. */
export function showPopup(root: HTMLElement): void {
  // The popup sets nothing up and asks nobody: it needs no client, and loads none.
  const app = createSurfaceApp(() => {
    throw new AppError('unreachable', 'the popup calls no authority');
  });
  renderPopup({ root, app, site: watchOpenSite(), copy: copyText });
  tell({ kind: 'touched' });
  void app.start();
}
