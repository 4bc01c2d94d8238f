import type { Answer } from './detect-pages.ts';

/** `right`: exactly the label's fields in their order. `quiet`: no answer where none is wanted. */
export type Outcome = 'right' | 'quiet' | 'missed' | 'wrong' | 'false';

/**
 * What an answer is worth. Anything but exactly the labelled fields is `wrong` on a page that has them and
 * `false` on one that has none.
 */
export function outcomeOf({ page, named }: Pick<Answer, 'page' | 'named'>): Outcome {
  const asks = page.otp.length > 0;
  if (named.length === 0) return asks ? 'missed' : 'quiet';
  if (!asks) return 'false';
  return named.length === page.otp.length && named.every((place, at) => place === at) ? 'right' : 'wrong';
}

/** Counts by page. Shares between 0 and 1; `null` where there is nothing to take a share of. */
export interface Figures {
  pages: number;
  /** Pages that ask for a code, and those of them answered rightly. */
  asking: number;
  right: number;
  /** Pages where something else was named: in place of the fields, or on a page without any. */
  wrong: number;
  falseFills: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** A wrong answer on a page that asks counts twice: as a fill that should not be, and as a field not found. */
export function figuresOf(answers: readonly Answer[]): Figures {
  const outcomes = answers.map(outcomeOf);
  const count = (outcome: Outcome): number => outcomes.filter((each) => each === outcome).length;
  const asking = answers.filter(({ page }) => page.otp.length > 0).length;
  const [right, wrong, falseFills] = [count('right'), count('wrong'), count('false')];
  const filled = right + wrong + falseFills;
  return {
    pages: answers.length,
    asking,
    right,
    wrong,
    falseFills,
    precision: share(right, filled),
    recall: share(right, asking),
    f1: share(2 * right, filled + asking),
  };
}

/**
 * Of how many login pages that ask for a code the login ID, and all passwords beside it, were told rightly: neither
 * left out nor another field taken for one.
 */
export function loginFiguresOf(answers: readonly Answer[]): {
  pages: number;
  usernames: number;
  passwords: number;
} {
  const logins = answers.filter(({ page }) => page.otp.length > 0 && page.username !== null);
  const usernames = logins.filter(({ login }) => `${login.username}` === 'username').length;
  const passwords = logins.filter(
    ({ page, login }) =>
      login.passwords.length === page.passwords.length &&
      login.passwords.every((role) => role === 'password'),
  ).length;
  return { pages: logins.length, usernames, passwords };
}

/** Precision and recall of one of a login's parts, by field. Shares between 0 and 1; `null` where there are none. */
export interface PartFigures {
  right: number;
  precision: number | null;
  recall: number | null;
}

/** How rightly the login IDs and the passwords are told on all pages, those without a login too. */
export function partFiguresOf(answers: readonly Answer[]): {
  usernames: PartFigures;
  passwords: PartFigures;
} {
  const part = (
    role: 'username' | 'password',
    told: (answer: Answer) => readonly unknown[],
    labelled: number,
  ) => {
    const named = answers.flatMap(told);
    const right = named.filter((each) => each === role).length;
    return { right, precision: share(right, named.length), recall: share(right, labelled) };
  };
  const labelled = (count: (answer: Answer) => number) => answers.reduce((sum, each) => sum + count(each), 0);
  return {
    usernames: part(
      'username',
      ({ login }) => login.username,
      labelled(({ page }) => +(page.username !== null)),
    ),
    passwords: part(
      'password',
      ({ login }) => login.passwords,
      labelled(({ page }) => page.passwords.length),
    ),
  };
}
