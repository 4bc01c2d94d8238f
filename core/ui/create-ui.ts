import { computed, signal } from '@preact/signals';
import type { TokenApp } from '../app/types.ts';
import { type Language, pickLanguage } from '../i18n/language.ts';
import { createDraft, type Ui } from './context.ts';
import { messages } from './messages.ts';
import type { PlatformPorts } from './platform.ts';
import { createRouter } from './route.ts';
import { createTicker } from './ticker.ts';

/** What every component reaches for, over one app and one shell; for `renderApp` and smaller surfaces. */
export function createUi(app: TokenApp, platform: PlatformPorts): Ui {
  const language = computed<Language>(
    () => app.preferences.value.language ?? pickLanguage(navigator.languages),
  );
  return {
    app,
    platform,
    router: createRouter(history, window),
    language,
    words: computed(() => messages[language.value]),
    tick: createTicker(() => app.now()),
    draft: createDraft(),
    found: signal(null),
    sharedPicture: signal(null),
    announcement: signal(null),
  };
}
