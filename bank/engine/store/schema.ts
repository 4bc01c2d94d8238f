import type { Generated } from 'kysely';
import type { AuthenticationMethod } from '../institution.ts';

/**
 * How far a login has come. `answers`: additional authentication is due. `code`: the code is, on a page of
 * its own. `register`: the first login's registration. `recover`: came by the way for those who are locked
 * out, and may only end the lost token. `apply`: may do nothing but apply for a token. `in`: everything.
 */
export type SessionStage = 'answers' | 'code' | 'register' | 'recover' | 'apply' | 'in';

/**
 * The bank's own tables. Times are epoch milliseconds, amounts whole yen. A customer's `ref` is what the
 * authority knows them by; the login ID never leaves the bank.
 */
export interface BankDatabase {
  customers: {
    ref: string;
    login_id: string;
    name: string;
    email: string;
    created_at: number;
    last_login_at: number | null;
    confirm_failures: Generated<number>;
    /** E.164; `null` until one is registered. */
    phone: string | null;
    /** Account the customer may log in by, where the bank allows it. */
    representative_account: string | null;
    /** When the answers of the additional authentication were registered. */
    registered_at: number | null;
    /** Wrong answers in a row. */
    answer_failures: Generated<number>;
    /** 1 while per-transaction passwords are mailed. */
    mail_password: Generated<number>;
    /** How operations other than transfers are proved, once the use began. */
    method: Generated<AuthenticationMethod>;
  };
  /** Answers of the additional authentication, and the cash card's number under `card-number`; scrypt. */
  answers: { customer_ref: string; question: string; cost: number; salt: Uint8Array; hash: Uint8Array };
  /** Browsers a customer has logged in with, by the hash of their cookie. */
  browsers: { customer_ref: string; id_hash: string; first_seen_at: number; last_seen_at: number };
  /** What was found when somebody logged in or applied: signals as JSON, the score, what was asked for. */
  risk_events: {
    id: Generated<number>;
    at: number;
    customer_ref: string;
    operation: string;
    /** Network of the address, under a key. */
    network: string;
    signals: string;
    score: number;
    asked: number;
    /** When the login it belongs to came to its end; `null` while it has not. */
    completed_at: number | null;
  };
  /** Per-transaction passwords: only a MAC of the digits, bound to the plan `subject`. */
  mail_passwords: {
    subject: string;
    customer_ref: string;
    operation: string;
    mac: Uint8Array;
    attempts: number;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  /** Plans that were carried out, so that none is carried out twice. */
  plans: { id: string; customer_ref: string; operation: string; at: number };
  phone_verifications: {
    id: string;
    customer_ref: string;
    /** The registered number that has to call, E.164. */
    number: string;
    /** The plan it belongs to. */
    subject: string;
    state: 'waiting' | 'confirmed' | 'used' | 'stopped';
    /** Why a call was refused last, for the page; closed words. */
    refusal: string | null;
    created_at: number;
    deadline_at: number;
  };
  /** Incoming-call events already taken, so that none is taken twice. */
  calls: { id: string; at: number; outcome: string };
  operators: { id: string; name: string; cost: number; salt: Uint8Array; hash: Uint8Array };
  operator_sessions: { id_hash: string; operator_id: string; created_at: number; seen_at: number };
  /** `cost`: scrypt's log2 N the hash was made with. */
  passwords: {
    customer_ref: string;
    purpose: PasswordPurpose;
    cost: number;
    salt: Uint8Array;
    hash: Uint8Array;
  };
  sessions: {
    id_hash: string;
    customer_ref: string;
    created_at: number;
    seen_at: number;
    last_login_at: number | null;
    stage: Generated<SessionStage>;
    /** 1 when the login came from a phone. */
    on_phone: Generated<number>;
    /** When the additional authentication was passed in this session. */
    answered_at: number | null;
    /** 1 when a code typed at this login began the token's use. */
    began: Generated<number>;
    /** What was found about this login: a row of `risk_events`. */
    risk_event: number | null;
  };
  throttles: { key: string; failures: number; blocked_until: number; updated_at: number };
  accounts: {
    id: string;
    /** `null` for the bank's own account, the other side of deposits. */
    customer_ref: string | null;
    branch: string;
    number: string;
    kind: string;
    holder: string;
    opened_at: number;
  };
  transactions: { id: string; at: number; description: string };
  postings: { transaction_id: string; line: number; account_id: string; amount: number };
  applications: {
    id: string;
    customer_ref: string;
    registration_id: string | null;
    email: string;
    form: 'software' | 'hardware';
    device: 'phone' | 'pc' | null;
    setup_link: string | null;
    created_at: number;
    /** When an application for a hardware token was answered with one, or withdrawn. */
    closed_at: number | null;
  };
  /** `actor`: `customer`, `bank`, or `desk:<operator>`. `detail`: JSON of closed words and numbers, and a clerk's reason. */
  audit: {
    id: Generated<number>;
    at: number;
    customer_ref: string | null;
    event: string;
    actor: Generated<string>;
    detail: Generated<string>;
  };
  secrets: { name: string; value: Uint8Array };
}

/** A customer has a password for logging in and one for confirming what cannot be taken back. */
export type PasswordPurpose = 'login' | 'confirm';
