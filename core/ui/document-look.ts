import { effect } from '@preact/signals';
import type { Ui } from './context.ts';

/**
 * Gives the document the person's language and colours, its title and its kind of surface, and follows a change of
 * mind. Called before the first screen is drawn, so that none is ever read out in another language than its own.
 */
export function followLook({
  app,
  platform,
  language,
  words,
}: Pick<Ui, 'app' | 'platform' | 'language' | 'words'>): void {
  const root = document.documentElement;
  root.dataset['surface'] = platform.surface;
  effect(() => {
    root.lang = language.value;
    document.title = words.value.appName;
  });
  effect(() => {
    const { theme } = app.preferences.value;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      const scheme = theme === 'system' ? (meta.media.includes('dark') ? 'dark' : 'light') : theme;
      meta.content = scheme === 'dark' ? '#12151d' : '#f8f5ee';
    }
  });
}
