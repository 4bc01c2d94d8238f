import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { TokenApp } from '../app/types.ts';
import { AppView } from './app-view.tsx';
import { EMPTY_DRAFT, UiContext } from './context.ts';
import { createUi } from './create-ui.ts';
import type { PlatformPorts } from './platform.ts';

/** How often a token's state is asked for while the app is looked at, ms. */
const REFRESH_EVERY = 10 * 60_000;

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

  // The authority's word on each token, when someone looks and not too often. Offline it stays silent.
  let asked = Number.NEGATIVE_INFINITY;
  const refresh = () => {
    if (document.hidden || app.status.peek().at !== 'open' || app.now() - asked < REFRESH_EVERY) return;
    const tokens = app.tokens.peek();
    if (tokens.length === 0) return;
    asked = app.now();
    void app.checkClock();
    for (const { id } of tokens) void app.refresh(id);
  };
  document.addEventListener('visibilitychange', refresh);
  effect(() => {
    if (app.status.value.at === 'open' && app.tokens.value.length > 0) queueMicrotask(refresh);
  });

  render(
    <UiContext.Provider value={ui}>
      <AppView />
    </UiContext.Provider>,
    root,
  );
}
