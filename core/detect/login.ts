import type { Detection } from './find.ts';
import { ENOUGH, type Entry, weighed } from './score.ts';
import type { Group } from './split-boxes.ts';
import { ASIDE, surroundingsOf } from './surroundings.ts';
import type { WordName, Words } from './vocabulary.ts';

/** Names of other things; that of a secret in clear, too, which its page shows on demand. */
const OTHERS: readonly WordName[] = ['other', 'elsewhere', 'secret'];

/**
 * Which of a page's entries are the login ID and the fixed secrets beside it; `otp` is where the code goes. The ID
 * is what stands before the code or the password of the same form and is not called something else; or what names a
 * person where the page says that one logs in. Of a form that asks for an amount or an address nothing is a login's.
 */
export function loginOf(
  entries: readonly Entry[],
  otp: Group | undefined,
  words: Words,
): Pick<Detection, 'username' | 'passwords'> {
  const parts = entries.flatMap((entry, at) => {
    const { elements, said } = entry;
    const field = elements[0]!;
    const { autocomplete, maxLength, form, type } = field;
    const says = (kind: WordName) => words[kind].test(said.name);
    const isCode = elements === otp;
    const masked = !isCode && type === 'password';
    const given = (masked ? /password/ : /username/).test(autocomplete);
    const named = /mail/.test(autocomplete + type) || says(masked ? 'secret' : 'account');
    // Without forms, what is asked for earlier may be another's.
    const isBusiness = () =>
      entries.some(
        (each, place) =>
          (form || place >= at) && each.elements[0]!.form === form && words.matter.test(each.said.name),
      ) ||
      // A search or a newsletter, though it asks for an address too.
      (field.matches(ASIDE) && !form?.querySelector('[type=password]'));
    const isElse =
      elements[1] ||
      // Part of something, or what is printed on a card.
      /^[1-3]$/.test(`${maxLength}`) ||
      says('strong') ||
      (!given &&
        ((!named && (words.purpose.test(autocomplete) || OTHERS.some(says))) ||
          (!(masked && named) && says('medium')) ||
          (!masked && isBusiness())));
    const signals = { masked: +masked * 7, autocomplete: +given * 8, words: +named * 6 };
    return isElse && !isCode ? [] : { entry, at, form, masked, isEnd: masked || isCode, signals };
  });

  const [username] = parts
    .filter(({ isEnd }) => !isEnd)
    .map(({ entry: { elements, others }, form, at, signals }) => {
      const before = parts.some((each) => each.isEnd && each.form === form && at < each.at);
      return {
        elements,
        ...weighed({
          ...signals,
          before: +before * 7,
          login: +(!before && words.login.test(surroundingsOf(elements[0]!, others).near)) * 4,
        }),
      };
    })
    .reverse()
    // Of two alike the later: a branch or a company is asked for first.
    .sort((a, b) => b.score - a.score);
  return {
    username: username && username.score >= ENOUGH ? username : null,
    passwords: parts.flatMap(({ entry: { elements }, masked, signals }) =>
      masked ? { elements, ...weighed(signals) } : [],
    ),
  };
}
