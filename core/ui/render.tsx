import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { TokenApp } from '../app/types.ts';
import { AppView } from './app-view.tsx';
import { EMPTY_DRAFT, type Ui, UiContext } from './context.ts';
import { createUi } from './create-ui.ts';

import { followArrivals, type SetUpIds } from './follow-arrivals.ts';
import { followAuthority } from './follow-authority.ts';
import { followLook } from './follow-look.ts';
import { followPresence } from './follow-presence.ts';
import { keepDraft } from './keep-draft.ts';
import { loadAllLater } from './load-all.ts';
import { sayNotLoaded } from './not-loaded.ts';
import { opened } from './opened.ts';
import type { Arrival, PlatformPorts } from './platform.ts';
import { whenIdle } from './when-idle.ts';

/**
 * Shows a token app in `root`. Both shells call this once and then `app.start()`: words and vault arrive side by
 * side. Resolves, once drawn, to what the screens reach for; `null` where there were no words. The stylesheet
 * `theme.css` is imported by the shell's entry, so that its bundler makes a file of it.
 */
export function renderApp(options: {
  root: HTMLElement;
  app: TokenApp;
  platform: PlatformPorts;
}): Promise<Ui | null> {
  const { root, app, platform } = options;
  const pending = signal<Arrival | SetUpIds | null>(platform.initialSetup);
  platform.onSetupLink?.((ids) => {
    pending.value = ids;
  });
  platform.onArrival?.((arrival) => {
    pending.value = arrival;
  });
  const { setBadge } = platform;
  if (setBadge)
    effect(() => {
      // A locked app says no more of what is in it than before it was locked.
      if (app.status.value.at === 'open') setBadge(app.inbox.value.length);
    });

  const drawn = Promise.all([createUi(app, platform), opened(app)]).then(
    ([ui]) => {
      keepDraft(ui);
      followArrivals(ui, pending);
      // Whatever was on the way when the vault was closed is not shown to whoever opens it next.
      const at = computed(() => app.status.value.at);
      effect(() => {
        if (at.value === 'open' || at.value === 'starting') return;
        ui.draft.value = EMPTY_DRAFT;
        ui.found.value = null;
        ui.byHand.value = null;
        ui.sharedPicture.value = null;
        ui.asked.value = null;
        ui.list.query.value = '';
        ui.list.opened = null;
        ui.router.home();
      });
      followLook(ui);
      // The first code may have been drawn there.
      root.replaceChildren();
      render(
        <UiContext.Provider value={ui}>
          <AppView />
        </UiContext.Provider>,
        root,
      );
      return ui;
    },
    () => {
      sayNotLoaded(root);
      return null;
    },
  );

  if (platform.locksByItself) followPresence(app, document);
  // What comes over the network has time until the first code is on the screen.
  void drawn.then(() => whenIdle(() => followAuthority(app)));
  loadAllLater(app);
  return drawn;
}
