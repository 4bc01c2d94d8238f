import { computed, signal } from '@preact/signals';
import type { TokenApp } from '../app/types.ts';
import { createDraft, type Ui } from './context.ts';
import type { PlatformPorts } from './platform.ts';
import { createRouter } from './route.ts';
import { loadSpeech } from './speak.ts';
import { createTicker } from './ticker.ts';

/**
 * What every component reaches for, over one app and one shell; for `renderApp` and smaller surfaces. Resolves
 * once there are words to draw with; they are asked for at once, so that they arrive while the vault is opened.
 */
export async function createUi(app: TokenApp, platform: PlatformPorts): Promise<Ui> {
  const { language, words } = await loadSpeech(computed(() => app.preferences.value.language));
  return {
    app,
    platform,
    router: createRouter(history, window),
    language,
    words,
    tick: createTicker(() => app.now(), app.clock),
    draft: createDraft(),
    found: signal(null),
    byHand: signal(null),
    sharedPicture: signal(null),
    list: { query: signal(''), opened: null },
    asked: signal(null),
    announcement: signal(null),
  };
}
