import type { TokenView } from '../app/types.ts';
import type { Language } from '../i18n/language.ts';

/** What a token is called: its service, or who issued it, or its account, or the person's own name for it. */
export function tokenTitle(token: TokenView, language: Language): string {
  if (token.source === 'issuer') return token.service.name[language];
  return token.issuer ?? token.displayName ?? token.account ?? 'OTP';
}

/** What tells it from others of the same title, best first; nothing that the title says already. */
export function tokenNotes(token: TokenView, language: Language): string[] {
  const title = tokenTitle(token, language);
  const notes =
    token.source === 'issuer'
      ? [token.displayName, token.institution.name[language]]
      : [token.displayName, token.account];
  return notes.filter((note): note is string => note !== null && note !== '' && !title.includes(note));
}
