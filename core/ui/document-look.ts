import { useLayoutEffect } from 'preact/hooks';
import { useUi, useWords } from './context.ts';

/** Gives the document the person's language and colours, its title and its kind of surface, before it is first painted. */
export function useDocumentLook(): void {
  const ui = useUi();
  const words = useWords();
  const { theme } = ui.app.preferences.value;
  const language = ui.language.value;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['surface'] = ui.platform.surface;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    document.title = words.appName;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      const scheme = theme === 'system' ? (meta.media.includes('dark') ? 'dark' : 'light') : theme;
      meta.content = scheme === 'dark' ? '#12151d' : '#f8f5ee';
    }
  }, [language, theme]);
}
