import * as v from 'valibot';
import { ACTIVATION_PASSWORD } from '../../../core/protocol/ids.ts';
import { openForm, sealForm } from '../form-seal.ts';
import type { ApplyErrors, ApplyInput } from '../pages/apply-models.ts';
import type { Session } from '../session.ts';
import type { BankStore } from '../store/store.ts';

/** How long a step waits for the next, ms. */
const STEP_WITHIN = 10 * 60_000;

const emailSchema = v.pipe(v.string(), v.maxLength(254), v.email());
const softwareSchema = v.strictObject({
  kind: v.literal('software'),
  device: v.picklist(['phone', 'pc']),
  language: v.picklist(['ja', 'en']),
  password: v.pipe(v.string(), v.regex(ACTIVATION_PASSWORD)),
});

/**
 * An application between its steps. It lives in the customer's page alone, sealed and bound to the session;
 * `come` says how far it has come: `asked` questions are due, `typed` may be confirmed, `proved` passed
 * everything but the call. `id` is the key under which it is carried out once.
 */
const planSchema = v.strictObject({
  id: v.string(),
  email: emailSchema,
  token: v.variant('kind', [softwareSchema, v.strictObject({ kind: v.literal('hardware') })]),
  come: v.picklist(['asked', 'typed', 'proved']),
  /** Whether the additional authentication was asked for. */
  questioned: v.boolean(),
});
export type ApplyPlan = v.InferOutput<typeof planSchema>;

export const inputOf = (plan: ApplyPlan): ApplyInput => ({
  form: plan.token.kind,
  email: plan.email,
  device: plan.token.kind === 'software' ? plan.token.device : '',
  language: plan.token.kind === 'software' ? plan.token.language : 'ja',
});

/** What is wrong with the form, beside each field; for a hardware token only the address is asked for. */
export function applyErrors(input: ApplyInput, password: string, repeat: string): ApplyErrors {
  const errors: ApplyErrors = {};
  if (input.email === '') errors.email = 'メールアドレスを入力してください。';
  else if (!v.is(emailSchema, input.email)) errors.email = 'メールアドレスの形式をお確かめください。';
  if (input.form === 'hardware') return errors;
  if (input.device !== 'phone' && input.device !== 'pc') errors.device = '端末を選んでください。';
  if (!ACTIVATION_PASSWORD.test(password))
    errors.password = '利用開始パスワードは4〜8桁の数字で入力してください。';
  else if (password !== repeat)
    errors.repeat = '利用開始パスワードが一致しません。同じ数字を2回入力してください。';
  return errors;
}

export const sealPlan = (store: BankStore, session: Session, plan: ApplyPlan): string =>
  sealForm(store, session.id, 'apply', plan, STEP_WITHIN);

/** The plan in a sealed step of this session that has come as far as `come`; `null` otherwise. */
export function openPlan(
  store: BankStore,
  session: Session,
  sealed: string,
  come: ApplyPlan['come'],
): ApplyPlan | null {
  const opened = v.safeParse(planSchema, openForm(store, session.id, 'apply', sealed));
  return opened.success && opened.output.come === come ? opened.output : null;
}

/** Carries an activation password back to the first page, sealed, for customers who change something else. */
export const keepPassword = (store: BankStore, session: Session, password: string): string =>
  sealForm(store, session.id, 'apply-password', password, STEP_WITHIN);

/** The password that was kept; empty when there is none. */
export function keptPassword(store: BankStore, session: Session, sealed: string): string {
  const opened = openForm(store, session.id, 'apply-password', sealed);
  return typeof opened === 'string' && ACTIVATION_PASSWORD.test(opened) ? opened : '';
}
