import { LOGIN_SOURCES } from './login-names.ts';
import { NAME_SOURCES } from './names.ts';
import { VETO_SOURCES } from './vetoes.ts';
import type { WordSources } from './vocabulary.ts';

/**
 * What stands in brackets explains the name in front of it, unless it is one of the code's names alone, and a whole sentence is no name: both are read only
 * where nothing else is the field's name.
 */
const ASIDE =
  /[([](?!(?:トークン|token|tkn|ワンタイム(?:パスワード)?|otp)[)\]]).*?[)\]]|[^。]*。|[^.!? ]+(?: [^.!? ]+){3,}[.!?](?= |$)/u;

/**
 * All words that count, as sources of expressions: for the code's field in `names.ts`,
 * against it in `vetoes.ts`; for the login's other fields in `login-names.ts`.
 * Nothing that runs in a page imports them.
 */
export const WORD_SOURCES = {
  ...NAME_SOURCES,
  ...VETO_SOURCES,
  ...LOGIN_SOURCES,
  aside: ASIDE.source,
} as const satisfies WordSources;
