import { makeInstitution } from '../../engine/make-institution.ts';
import { frame } from './frame.ts';
import { loginPage } from './login.ts';

/** みどり農協ネットバンク: a fictional agricultural co-operative's net bank. */
export const midori = makeInstitution(new URL('./', import.meta.url), { frame, loginPage });
