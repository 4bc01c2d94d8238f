import type { Judgement, Wanting } from './judge.ts';
import type { Said } from './said.ts';
import { ENOUGH, weighed } from './score.ts';
import type { WordName, Words } from './vocabulary.ts';

/** Names of other things; that of a secret in clear, too, which its page shows on demand. */
const OTHERS: readonly WordName[] = ['other', 'elsewhere', 'secret'];

/**
 * Which of a page's entries are the login ID and the fixed secrets beside it; `otp` are the places of the fields
 * where the code goes. The ID is what stands before the code or the password of the same form and is not called something else;
 * or what names a person where the page says that one logs in. Of a form that asks for an amount or an address nothing
 * is a login's.
 */
export function loginOf(
  entries: readonly Said[],
  otp: readonly number[] | undefined,
  words: Words,
): Omit<Judgement, 'otp'> | Wanting {
  const parts = entries.flatMap(({ places, facts, said }, at) => {
    const { autocomplete, maxLength, form, type, isAside, around } = facts;
    const says = (kind: WordName) => words[kind].test(said.name);
    const isCode = places === otp;
    const masked = !isCode && type === 'password';
    const given = (masked ? /password/ : /username/).test(autocomplete);
    const named = /mail/.test(autocomplete + type) || says(masked ? 'secret' : 'account');
    // Without forms, what is asked for earlier may be another's.
    const isBusiness = () =>
      entries.some(
        (each, place) =>
          (form >= 0 || place >= at) && each.facts.form === form && words.matter.test(each.said.name),
      ) ||
      // A search or a newsletter, though it asks for an address too.
      isAside;
    const isElse =
      places[1] !== undefined ||
      // Part of something, or what is printed on a card.
      /^[1-3]$/.test(`${maxLength}`) ||
      says('strong') ||
      (!given &&
        ((!named && (words.purpose.test(autocomplete) || OTHERS.some(says))) ||
          (!(masked && named) && says('medium')) ||
          (!masked && isBusiness())));
    const signals = { masked: +masked * 7, autocomplete: +given * 8, words: +named * 6 };
    return isElse && !isCode ? [] : { at, places, around, form, masked, isEnd: masked || isCode, signals };
  });

  const before = ({ at, form }: { at: number; form: number }) =>
    parts.some((each) => each.isEnd && each.form === form && at < each.at);
  const names = parts.filter(({ isEnd }) => !isEnd);
  const more = names.flatMap((part) => (part.around || before(part) ? [] : [part.places]));
  if (more[0]) return { more };
  const [username] = names
    .map((part) => {
      const isBefore = before(part);
      const says = !isBefore && words.login.test(part.around?.near ?? '');
      return {
        places: part.places,
        ...weighed({ ...part.signals, before: +isBefore * 7, login: +says * 4 }),
      };
    })
    .reverse()
    // Of two alike the later: a branch or a company is asked for first.
    .sort((a, b) => b.score - a.score);
  return {
    username: username && username.score >= ENOUGH ? username : null,
    passwords: parts.flatMap(({ places, masked, signals }) =>
      masked ? { places, ...weighed(signals) } : [],
    ),
  };
}
