import type { TokenApp } from '../app/types.ts';
import type { Language } from '../i18n/language.ts';
import type { PlatformPorts } from './platform.ts';

/** The document's kind of surface, language and colours; `theme` 'system' leaves them to the device. */
export function setLook(look: {
  surface: PlatformPorts['surface'];
  language: Language;
  theme: TokenApp['preferences']['value']['theme'];
}): void {
  const { surface, language, theme } = look;
  const root = document.documentElement;
  root.dataset['surface'] = surface;
  if (root.lang !== language) root.lang = language;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const scheme = theme === 'system' ? (meta.media.includes('dark') ? 'dark' : 'light') : theme;
    const colour = scheme === 'dark' ? '#12151d' : '#f8f5ee';
    // The browser is told of every assignment.
    if (meta.content !== colour) meta.content = colour;
  }
}
