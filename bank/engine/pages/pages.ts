import type { Customer } from '../customers.ts';
import type { Institution } from '../institution.ts';
import type { Account, Entry } from '../ledger.ts';
import type { OtpStatus } from '../otp.ts';
import type { ApplyPages, RecoveryPages } from './apply-models.ts';
import type { Html } from './html.ts';
import type { LoginPages } from './login-models.ts';
import type { OperationPages } from './operations-models.ts';

export type { LoginModel } from './login-models.ts';

/** What every page may need to know. `csrf` is empty on pages without a form. */
export interface PageContext {
  institution: Institution;
  csrf: string;
  /** The customer who is logged in, and when they were before. */
  customer: Customer | null;
  lastLoginAt: number | null;
  /** True while nothing but applying for a token is open: frames leave their menu out. */
  limited?: boolean;
  now: number;
}

/** One page as its frame sees it. */
export interface Frame {
  title: string;
  /** Which entry of the navigation is current. */
  section?: 'home' | 'balances' | 'entries' | 'transfer' | 'details' | 'otp';
  /** Names of the pages above this one, from the home page down, with their addresses. */
  trail?: readonly (readonly [string, string])[];
  body: Html;
  /** Paths of scripts this page loads from the bank's own origin. */
  scripts?: readonly string[];
}

export type AccountView = Account & { balance: number; branchName: string };

/** Simple pages with one message; all but the first two end with the desk's number. */
export type MessageKind =
  | 'logged-out'
  | 'session-expired'
  | 'bad-form'
  | 'not-found'
  | 'failed'
  | 'suspended'
  | 'unavailable-login'
  | 'unavailable-otp'
  | 'reissue-too-early'
  | 'confirmation-locked'
  | 'answers-locked'
  | 'paused'
  | 'expired'
  | 'unavailable-mail'
  | 'unavailable-operation'
  | 'mail-limit'
  | 'already-registered'
  | 'apply-stopped'
  | 'issue-limit'
  | 'phone-missing'
  | 'phone-ip'
  | 'phone-over'
  | 'nothing-to-recover'
  | 'recovery-stopped';

/** Every page the engine answers with; an institution may draw any of them its own way. */
export interface Pages extends ApplyPages, LoginPages, OperationPages, RecoveryPages {
  message(context: PageContext, kind: MessageKind): Html;
  menu(
    context: PageContext,
    model: {
      accounts: readonly AccountView[];
      entries: readonly Entry[];
      /** `ordered`: a hardware token is on its way. */
      otp: OtpStatus['kind'] | 'ordered' | 'unknown';
      /** Until when a paused token asks for no code, epoch ms. */
      pausedUntil: number | null;
      /** When a token in use ends, once that is near; epoch ms. */
      endsSoon: number | null;
      begun: boolean;
    },
  ): Html;
  balances(context: PageContext, model: { accounts: readonly AccountView[] }): Html;
  entries(
    context: PageContext,
    model: { accounts: readonly AccountView[]; chosen: AccountView | null; entries: readonly Entry[] },
  ): Html;
}
