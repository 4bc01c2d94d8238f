import { signal } from '@preact/signals';
import type { SiteAnswer } from '../messages.ts';
import { sitePermissions } from '../platform/site-permissions.ts';
import { askFillHere, askSite } from '../surface/background.ts';
import { type OpenSite, type PopupSite, siteOrigin } from './site.ts';

/** How often the popup asks what was done in the tab, ms. */
const ASK_EVERY = 1_000;

/** The tab under the popup, over `chrome.*`. Its address is told because opening the popup grants `activeTab`. */
export function watchOpenSite(): PopupSite {
  const open = signal<OpenSite | null>(null);
  const state = signal<SiteAnswer['state']>('idle');
  const isAutomatic = signal(false);

  const askState = async (tabId: number) => {
    const answer = await askSite(tabId);
    if (answer) state.value = answer.state;
  };
  const begin = async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    if (tab?.id === undefined || tab.url === undefined) return;
    const { id: tabId, url } = tab;
    const origin = siteOrigin(url);
    open.value = { tabId, origin };
    if (origin === null) return;
    isAutomatic.value = await sitePermissions.has(origin).catch(() => false);
    await askState(tabId);
    setInterval(() => void askState(tabId), ASK_EVERY);
  };
  void begin().catch(() => undefined);

  return {
    open,
    state,
    isAutomatic,
    async fillHere(tokenId) {
      const tabId = open.peek()?.tabId;
      const answer = tabId === undefined ? null : await askFillHere(tabId, tokenId);
      if (tabId !== undefined) await askState(tabId);
      return answer?.outcome ?? 'failed';
    },
    openPage() {
      void chrome.runtime.openOptionsPage().then(() => close());
    },
  };
}
