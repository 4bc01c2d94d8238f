import type { FactorFault, FactorFields } from '../factors/types.ts';
import type { CallRefusal, PhoneView } from '../phone/verification.ts';
import type { Html } from './html.ts';
import type { LoginModel, Question } from './login-models.ts';
import type { PageContext } from './pages.ts';

export type TokenForm = 'software' | 'hardware';

/** What was typed so far; `form` and `device` are empty until they are chosen. */
export interface ApplyInput {
  form: TokenForm;
  email: string;
  device: string;
  /** Of the set-up mail. */
  language: 'ja' | 'en';
}
export type ApplyErrors = Partial<Record<'email' | 'device' | 'password' | 'repeat', string>>;

/** The bar of steps above each page of a procedure; `current` counts from 0. */
export interface StepBar {
  names: readonly string[];
  current: number;
}

/** The page that waits for a call; `sealed` is the plan, `action` where its buttons go. */
export interface PhonePageModel {
  title: string;
  /** Address of the page the procedure belongs to, for the trail; `null` before the login. */
  inside: boolean;
  steps: StepBar;
  action: string;
  sealed: string;
  view: PhoneView;
  /** 確定する was pressed and no call had come. */
  early: boolean;
  /** What breaking off is called. */
  stopLabel: string;
}

/** The pages of applying for a token. */
export interface ApplyPages {
  /** Which form of token, where there is a choice. */
  applyChoice(context: PageContext, model: { input: ApplyInput; steps: StepBar }): Html;
  /** `kept`: a sealed activation password that was typed before; empty when there is none. */
  applyForm(
    context: PageContext,
    model: { input: ApplyInput; errors: ApplyErrors; kept: string; choice: boolean; steps: StepBar },
  ): Html;
  applyAnswers(
    context: PageContext,
    model: { questions: readonly Question[]; sealed: string; wrong: boolean; steps: StepBar },
  ): Html;
  applyConfirm(
    context: PageContext,
    model: {
      input: ApplyInput;
      sealed: string;
      factors: FactorFields;
      fault: FactorFault | null;
      steps: StepBar;
    },
  ): Html;
  /** `inside`: the customer may go on to the rest of the bank from here. */
  applyDone(
    context: PageContext,
    model: {
      serviceId: string;
      userId: string;
      setupLink: string | null;
      email: string;
      setupExpiresAt: number | null;
      inside: boolean;
      steps: StepBar;
    },
  ): Html;
  hardwareDone(context: PageContext, model: { email: string; inside: boolean; steps: StepBar }): Html;
  hardwareWithdraw(context: PageContext, model: { orderedAt: number }): Html;
  /** From when on (epoch ms) a new application is taken. */
  applyFrom(context: PageContext, model: { from: number; inside: boolean }): Html;
  phoneCall(context: PageContext, model: PhonePageModel): Html;
}

/** The pages of the way back without a code. */
export interface RecoveryPages {
  recoverForm(context: PageContext, model: Omit<LoginModel, 'code'> & { steps: StepBar }): Html;
  recoverConfirm(
    context: PageContext,
    model: { sealed: string; factors: FactorFields; fault: FactorFault | null; steps: StepBar },
  ): Html;
  /** The lost token is ended; a new one can be applied for from `from` (epoch ms) on. */
  recoverDone(context: PageContext, model: { from: number }): Html;
}

/** What the waiting page says about a call that did not count. */
export type PhoneRefusalWords = Readonly<Record<CallRefusal, string>>;
