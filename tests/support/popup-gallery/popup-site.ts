import { type Signal, signal } from '@preact/signals';
import type { SiteAnswer } from '../../../extension/messages.ts';
import type { LookAlike, OpenSite, PopupSite } from '../../../extension/popup/site.ts';
import type { PopupScene } from './scenes.ts';

/** The tab under a popup as a scene says it is, and what the popup had done with it, in order. */
export function popupSiteOf(scene: PopupScene): {
  site: PopupSite;
  said: string[];
  open: Signal<OpenSite | null>;
  state: Signal<SiteAnswer['state']>;
  lookAlike: Signal<LookAlike>;
} {
  const said: string[] = [];
  const open = signal<OpenSite | null>(
    scene.origin === undefined ? null : { tabId: 1, origin: scene.origin },
  );
  const state = signal(scene.state ?? 'idle');
  const mode = signal(scene.mode ?? 'automatic');
  const lookAlike = signal(scene.lookAlike ?? null);
  const site: PopupSite = {
    open,
    state,
    mode,
    isAllowed: signal(scene.isAllowed ?? false),
    lookAlike,
    openFailed: signal(scene.openFails ?? false),
    async fillHere(tokenId, once) {
      said.push(['fillHere', tokenId, once].filter(Boolean).join(' '));
      return scene.outcome ?? 'filled';
    },
    async setMode(wanted) {
      said.push(`setMode ${wanted}`);
      if (scene.keepsMode !== false) mode.value = wanted;
      return mode.value === wanted;
    },
    goOnUnchecked() {
      lookAlike.value = null;
    },
    openBank: (origin) => said.push(`openBank ${origin}`),
    openPage: (at) => said.push(['openPage', at].filter(Boolean).join(' ')),
  };
  return { site, said, open, state, lookAlike };
}
