import { effect } from '@preact/signals';
import type { Ui } from './context.ts';

/** Where a code is looked at for a while. */
const WITH_CODES: readonly string[] = ['home', 'list', 'token'];

/** Keeps the screen on while a code is shown, where the person chose so and the platform can. */
export function followAwake(ui: Ui): void {
  const { app, platform, router } = ui;
  const { keepAwake } = platform;
  if (!keepAwake) return;
  let last = false;
  effect(() => {
    const on =
      app.preferences.value.keepAwake &&
      app.status.value.at === 'open' &&
      WITH_CODES.includes(router.route.value.at) &&
      app.tokens.value.some(({ standing }) => standing === 'ready');
    if (on === last) return;
    last = on;
    keepAwake(on);
  });
}
