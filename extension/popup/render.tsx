import { render } from 'preact';
import type { TokenApp } from '../../core/app/types.ts';
import { UiContext } from '../../core/ui/context.ts';
import { createUi } from '../../core/ui/create-ui.ts';
import { followLook } from '../../core/ui/follow-look.ts';
import type { PlatformPorts } from '../../core/ui/platform.ts';
import { Popup } from './popup.tsx';
import type { PopupSite } from './site.ts';

/** Draws the popup in `root` over any app and any site; resolves once it is there. */
export async function renderPopup(options: {
  root: HTMLElement;
  app: TokenApp;
  site: PopupSite;
  copy: PlatformPorts['copy'];
  /** The browser's question for a passkey once closed the popup. */
  losesPasskeys?: boolean;
}): Promise<void> {
  const { root, app, site, copy, losesPasskeys = false } = options;
  const ui = await createUi(app, {
    surface: 'pc',
    copy,
    initialSetup: null,
    saveFile: async () => false,
    locksByItself: false,
    version: '',
  });
  followLook(ui);
  render(
    <UiContext.Provider value={ui}>
      <Popup site={site} losesPasskeys={losesPasskeys} />
    </UiContext.Provider>,
    root,
  );
}
