import { makeInstitution } from '../../engine/make-institution.ts';
import { form, LABEL_FILES } from './form.ts';
import { frame } from './frame.ts';
import { loginPage } from './login.ts';

/** あおば信用組合: a fictional credit union; masked codes on a page of their own, hardware tokens too. */
export const aoba = makeInstitution(new URL('./', import.meta.url), {
  frame,
  loginPage,
  form,
  files: LABEL_FILES,
});
