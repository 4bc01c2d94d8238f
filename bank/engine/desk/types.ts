import type { Context } from 'hono';
import type { Authority } from '../authority.ts';
import type { Institution } from '../institution.ts';
import type { SessionLimits } from '../session.ts';
import type { BankStore } from '../store/store.ts';

/** A clerk of the bank. */
export interface Operator {
  /** What both audits know them by: letters, digits, `.`, `_`, `-`. */
  id: string;
  name: string;
}

/** A clerk's login; `id` is what the cookie carries, the database holds only its hash. */
export interface OperatorSession {
  id: string;
  operator: Operator;
}

/** Everything the desk's routes work with. */
export interface DeskWeb {
  store: BankStore;
  authority: Authority;
  institution: Institution;
  /** The desk's own origin; nothing of it answers anywhere else. */
  origin: string;
  /** Origin of the token app: a set-up link to anywhere else is not kept. */
  appAddress: string;
  limits: SessionLimits;
}

export type DeskEnv = {
  Bindings: { incoming?: { socket?: { remoteAddress?: string } } };
  Variables: { session: OperatorSession };
};
export type DeskContext = Context<DeskEnv>;

/** What every page of the desk knows. `csrf` is empty on pages without a form. */
export interface DeskPageContext {
  institution: Institution;
  csrf: string;
  operator: Operator | null;
  /** Epoch ms. */
  now: number;
}
