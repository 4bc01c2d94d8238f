import type { DeskAct } from '../../../../core/protocol/relying-party/messages.ts';
import type { AuditEvent } from '../../audit.ts';
import type { Html } from '../../pages/html.ts';
import type { DeskRecord } from '../record.ts';
import type { DeskWeb } from '../types.ts';

/** Everything a clerk can do for a customer, by the name it has in an address. */
export const ACT_NAMES = [
  'lift',
  'pause',
  'resume',
  'cancel',
  'reissue',
  'assign',
  'restock',
  'unlock-confirmation',
  'unlock-answers',
] as const;
export type ActName = (typeof ACT_NAMES)[number];

export const isActName = (typed: string): typed is ActName => ACT_NAMES.some((each) => each === typed);

/** What the confirming page carries, sealed: the same page pressed twice is the same act. */
export interface ActDraft {
  /** UUID; key of the calls to the authority, and of the audit's line. */
  id: string;
  /** Registration the clerk saw and meant; `null` where there was none. */
  registration: string | null;
  /** Whether that registration was still alive. */
  live: boolean;
  serial: string | null;
  /** Activation password of a re-issue: made here, read by nobody before the sheet is printed. */
  password: string | null;
}

/** What was typed into an act's own fields, as text. */
export type ActInput = Readonly<Record<string, string>>;
export type ActErrors = Readonly<Record<string, string>>;

/** One press of the confirming page's button. */
export interface ActOrder {
  record: DeskRecord;
  draft: ActDraft;
  input: ActInput;
  desk: DeskAct;
}

/** What the audit says of it besides the reason, and what the customer is handed on paper. */
export interface ActResult {
  details: Readonly<Record<string, string | number | boolean>>;
  sheet?: Sheet;
}

/** The sheet of a re-issue, printed once. */
export interface Sheet {
  serviceId: string;
  userId: string;
  activationPassword: string;
  /** Epoch ms. */
  setupExpiresAt: number | null;
  device: 'phone' | 'pc';
}

/**
 * One act of the desk. `perform` may throw the authority's problems; `DeskStateChanged` where the bank's own
 * records are no longer as the clerk saw them.
 */
export interface Act {
  title: string;
  /** On the button that does it. */
  button: string;
  event: AuditEvent;
  /** Of acts that take something away from the customer: shown as such. */
  grave?: boolean;
  /** Whether it makes sense for a customer as they are now. */
  offered(record: DeskRecord, web: DeskWeb): boolean;
  /** What will happen, one sentence each. */
  explain(record: DeskRecord): readonly string[];
  /** Names of its own fields. */
  fields?: readonly string[];
  draw?(web: DeskWeb, record: DeskRecord, input: ActInput, errors: ActErrors): Promise<Html> | Html;
  check?(web: DeskWeb, record: DeskRecord, input: ActInput): Promise<ActErrors> | ActErrors;
  /** Digits made beforehand for the draft. */
  prepare?(web: DeskWeb): Partial<ActDraft>;
  perform(web: DeskWeb, order: ActOrder): Promise<ActResult>;
}
