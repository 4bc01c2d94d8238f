import { html } from 'hono/html';
import type { Institution } from '../institution.ts';
import type { FormRow } from './form-style.ts';
import { csrfField, type Html } from './html.ts';
import { LOGIN_FIELDS, type LoginModel, type Question } from './login-models.ts';
import type { PageContext } from './pages.ts';

export type { LoginPages } from './login-models.ts';

/**
 * The hidden fields every login form needs: its token and, where the code has a page of its own, the code
 * that the token app handed over.
 */
export const loginHiddenFields = (context: PageContext, { code }: LoginModel): Html =>
  html`${csrfField(context.csrf)}${
    context.institution.login.code === 'second-page' && code
      ? html`<input type="hidden" name="${LOGIN_FIELDS.handed}" value="${code}">`
      : ''
  }`;

/** Name of the code's field where it has a page of its own; the boxes of a split one are numbered. */
export const loginCodeField = ({ fields }: Institution): string =>
  typeof fields.otp === 'string' ? fields.otp : 'code';

/** Name of the form field that takes the answer to a question. */
export const answerField = (question: Question): string => `answer-${question.id}`;

/** Answers longer than this are cut. */
export const LONGEST_ANSWER = 40;

/**
 * A row for each question of the additional authentication. With `typed` what was entered stays, as a
 * registration wants it; without, the fields begin empty, as asking wants it.
 */
export const questionRows = (
  questions: readonly Question[],
  more: {
    wrong?: boolean;
    typed?: Readonly<Record<string, string>>;
    errors?: Readonly<Record<string, string>>;
  } = {},
): readonly FormRow[] =>
  questions.map((question) => {
    const id = answerField(question);
    const error = more.errors?.[question.id];
    const invalid = more.wrong || error !== undefined ? html`aria-invalid="true"` : '';
    const described = error === undefined ? '' : html`aria-describedby="${id}-error"`;
    return {
      id,
      label: question.text,
      control: html`<input id="${id}" name="${id}" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="${LONGEST_ANSWER}" size="24" value="${more.typed?.[question.id] ?? ''}" ${invalid} ${described}>`,
      error,
    };
  });
