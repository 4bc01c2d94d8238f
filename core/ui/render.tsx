import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { TokenApp } from '../app/types.ts';
import { AppView } from './app-view.tsx';
import { EMPTY_DRAFT, UiContext } from './context.ts';
import { createUi } from './create-ui.ts';
import { followAuthority } from './follow-authority.ts';
import type { PlatformPorts } from './platform.ts';

/**
 * Shows a token app in `root`. Both shells call this once and then `app.start()`. The stylesheet `theme.css`
 * is imported by the shell's entry, so that its bundler makes a file of it.
 */
export function renderApp(options: { root: HTMLElement; app: TokenApp; platform: PlatformPorts }): void {
  const { root, app, platform } = options;
  const ui = createUi(app, platform);

  // A set-up link waits until the app is open: a locked vault is unlocked first.
  const pending = signal(platform.initialSetup);
  effect(() => {
    const ids = pending.value;
    if (!ids || app.status.value.at !== 'open') return;
    pending.value = null;
    ui.draft.value = { ...EMPTY_DRAFT, ...ids, fromLink: true };
    ui.router.go({ at: 'set-up', step: 'clock' });
  });
  platform.onSetupLink?.((ids) => {
    pending.value = ids;
  });

  // Whatever was on the way when the vault was closed is not shown to whoever opens it next.
  effect(() => {
    const { at } = app.status.value;
    if (at !== 'open' && at !== 'starting') {
      ui.draft.value = EMPTY_DRAFT;
      ui.router.home();
    }
  });

  followAuthority(app);

  render(
    <UiContext.Provider value={ui}>
      <AppView />
    </UiContext.Provider>,
    root,
  );
}
