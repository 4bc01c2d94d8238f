import { effect } from '@preact/signals';
import type { Ui } from './context.ts';
import { setLook } from './document-look.ts';

/**
 * Gives the document the person's language and colours and its title, and follows a change of mind. Called before
 * the first screen is drawn, so that none is ever read out in another language than its own.
 */
export function followLook({
  app,
  platform,
  language,
  words,
}: Pick<Ui, 'app' | 'platform' | 'language' | 'words'>): void {
  effect(() => {
    document.title = words.value.appName;
  });
  effect(() => {
    const { theme } = app.preferences.value;
    setLook({ surface: platform.surface, language: language.value, theme });
  });
}
