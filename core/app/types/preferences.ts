import type { Language } from '../../protocol/common.ts';

/** Small choices that are no secret and are needed before the vault opens. */
export interface Preferences {
  /** `null` follows the browser. */
  language: Language | null;
  theme: 'system' | 'light' | 'dark';
  /** Record id of the token to show first; `null` shows the list. One that is gone counts as `null`. */
  startToken: string | null;
  /** Keep the screen on while a code is shown. */
  keepAwake: boolean;
  /** Notices put off by the person: until when (epoch ms) each stays away. */
  postponed: Readonly<Partial<Record<'install' | 'update' | 'backup' | 'storage', number>>>;
}
