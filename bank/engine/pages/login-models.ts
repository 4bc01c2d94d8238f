import type { Html } from './html.ts';
import type { PageContext } from './pages.ts';

/** How a customer says who they are; which ways there are is the institution's `login.by`. */
export type LoginName = 'login-id' | 'representative-account';

/** Names of the login form's fields that are the same at every bank; the others are `institution.fields`. */
export const LOGIN_FIELDS = {
  /** Which way was chosen, where there are two. */
  by: 'loginBy',
  branch: 'branchCode',
  account: 'accountNumber',
  /** A code handed over by the token app, on its way to a page of its own. */
  handed: 'handedCode',
} as const;

export interface LoginModel {
  /** The way that is chosen when the page opens. */
  by: LoginName;
  /** What was typed before; never the password. */
  loginId: string;
  branch: string;
  account: string;
  /** A code handed over by the token app, or empty. */
  code: string;
  /** Why the form is shown again. `refused` tells not what was wrong. */
  reason: 'first' | 'refused' | 'later' | 'stale';
}

/** A question of the additional authentication. */
export interface Question {
  id: string;
  text: string;
}

/** Pages of a login that goes on after the password. */
export interface LoginPages {
  /** The code on a page of its own; `mayWait` when it would begin the use and may be left for another day. */
  loginCode(context: PageContext, model: { code: string; refused: boolean; mayWait: boolean }): Html;
  /** Additional authentication; which answer was wrong is not told. */
  loginAnswers(context: PageContext, model: { questions: readonly Question[]; refused: boolean }): Html;
  /** Registration at the first login: `typed` and `errors` by the question's id. */
  registerForm(
    context: PageContext,
    model: {
      questions: readonly Question[];
      typed: Readonly<Record<string, string>>;
      errors: Readonly<Record<string, string>>;
    },
  ): Html;
  registerConfirm(
    context: PageContext,
    model: { questions: readonly Question[]; typed: Readonly<Record<string, string>>; sealed: string },
  ): Html;
}
