import { makeInstitution } from '../../engine/make-institution.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';
import { loginPage } from './login.ts';

/** かもめ銀行 わたしの支店: a fictional regional bank's net branch; a box for each digit of the code. */
export const kamome = makeInstitution(new URL('./', import.meta.url), { frame, loginPage, form });
