import type { FactorFault, FactorFields } from '../factors/types.ts';
import type { AuthenticationMethod } from '../institution.ts';
import type { OtpStatus } from '../otp.ts';
import type { Html } from './html.ts';
import type { AccountView, PageContext } from './pages.ts';

export interface TransferInput {
  from: string;
  branch: string;
  number: string;
  amount: string;
}
export type TransferErrors = Partial<Record<keyof TransferInput, string>>;
export interface TransferView {
  from: AccountView;
  toBranch: string;
  toNumber: string;
  toHolder: string;
  toKind: string;
  amount: number;
  /** When it was done, epoch ms; `null` before. */
  at: number | null;
}

export interface DetailsInput {
  email: string;
  /** As typed; empty to keep the number that is registered. */
  phone: string;
}
export type DetailsErrors = Partial<Record<keyof DetailsInput | 'all', string>>;
/** What changes; `null` for what stays. `phone` in E.164. */
export interface DetailsChange {
  email: string | null;
  phone: string | null;
}

/** What every confirming page has: the plan, what has to be typed, and what was wrong with it. */
export interface Confirming {
  /** Carried through the page; bound to the session. */
  sealed: string;
  factors: FactorFields;
  fault: FactorFault | null;
}

/** Transfers, changes of the customer's details, and the life of a token in the customer's hands. */
export interface OperationPages {
  transferForm(
    context: PageContext,
    model: { accounts: readonly AccountView[]; input: TransferInput; errors: TransferErrors },
  ): Html;
  transferConfirm(context: PageContext, model: Confirming & { view: TransferView }): Html;
  transferDone(context: PageContext, model: { view: TransferView }): Html;
  details(context: PageContext, model: { said: 'mail-on' | 'mail-off' | null }): Html;
  detailsForm(context: PageContext, model: { input: DetailsInput; errors: DetailsErrors }): Html;
  detailsConfirm(context: PageContext, model: Confirming & { change: DetailsChange }): Html;
  detailsDone(context: PageContext): Html;
  mailSwitchConfirm(context: PageContext, model: Confirming & { on: boolean }): Html;
  otpStatus(
    context: PageContext,
    model: { status: OtpStatus; said: 'stopped' | 'started' | 'method' | null },
  ): Html;
  /** `methods`: what can be chosen; one only is no choice. */
  startForm(
    context: PageContext,
    model: { methods: readonly AuthenticationMethod[]; method: AuthenticationMethod; refused: boolean },
  ): Html;
  methodConfirm(context: PageContext, model: Confirming & { method: AuthenticationMethod }): Html;
  /** `coded`: a code was asked for at login until now. */
  cancelForm(context: PageContext, model: Confirming & { coded: boolean }): Html;
  /** `from`: when a new one can be applied for, epoch ms; `null` at once. */
  cancelDone(context: PageContext, model: { from: number | null }): Html;
}
