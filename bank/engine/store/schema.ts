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

/** The tables as they are made, one statement an entry; entries are only ever added. */
export const BANK_TABLES: readonly string[] = [
  `CREATE TABLE customers (
    ref TEXT PRIMARY KEY,
    login_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_login_at INTEGER,
    confirm_failures INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE TABLE passwords (
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    purpose TEXT NOT NULL CHECK (purpose IN ('login', 'confirm')),
    cost INTEGER NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (customer_ref, purpose)
  ) STRICT`,
  `CREATE TABLE sessions (
    id_hash TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    last_login_at INTEGER
  ) STRICT`,
  `CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    customer_ref TEXT REFERENCES customers(ref),
    branch TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    UNIQUE (branch, number)
  ) STRICT`,
  `CREATE TABLE transactions (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    description TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE postings (
    transaction_id TEXT NOT NULL REFERENCES transactions(id),
    line INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts(id),
    amount INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, line)
  ) STRICT`,
  'CREATE INDEX postings_by_account ON postings (account_id)',
  // Append-only: a wrong entry is put right by another entry, never by changing the first.
  ...['transactions', 'postings'].flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END`,
    ),
  ),
  `CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    registration_id TEXT UNIQUE,
    email TEXT NOT NULL,
    device TEXT NOT NULL CHECK (device IN ('phone', 'pc')),
    setup_link TEXT,
    created_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX applications_by_customer ON applications (customer_ref)',
  `CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    customer_ref TEXT,
    event TEXT NOT NULL
  ) STRICT`,
  'CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT',
];

/** The whole token lifecycle: second step of the schema's history. */
export const LIFECYCLE_TABLES: readonly string[] = [
  'ALTER TABLE customers ADD COLUMN phone TEXT',
  'ALTER TABLE customers ADD COLUMN representative_account TEXT',
  'ALTER TABLE customers ADD COLUMN registered_at INTEGER',
  'ALTER TABLE customers ADD COLUMN answer_failures INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE customers ADD COLUMN mail_password INTEGER NOT NULL DEFAULT 1',
  `ALTER TABLE customers ADD COLUMN method TEXT NOT NULL DEFAULT 'code' CHECK (method IN ('code', 'mail'))`,
  'CREATE UNIQUE INDEX customer_of_account ON customers (representative_account)',
  `ALTER TABLE sessions ADD COLUMN stage TEXT NOT NULL DEFAULT 'in'
    CHECK (stage IN ('answers', 'code', 'register', 'recover', 'apply', 'in'))`,
  'ALTER TABLE sessions ADD COLUMN on_phone INTEGER NOT NULL DEFAULT 0',
  `ALTER TABLE audit ADD COLUMN actor TEXT NOT NULL DEFAULT 'customer'`,
  `ALTER TABLE audit ADD COLUMN detail TEXT NOT NULL DEFAULT '{}'`,
  'CREATE INDEX audit_of_customer ON audit (customer_ref, id)',
  `CREATE TABLE answers (
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    question TEXT NOT NULL,
    cost INTEGER NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (customer_ref, question)
  ) STRICT`,
  `CREATE TABLE browsers (
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    id_hash TEXT NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (customer_ref, id_hash)
  ) STRICT`,
  `CREATE TABLE risk_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    operation TEXT NOT NULL,
    network TEXT NOT NULL,
    signals TEXT NOT NULL,
    score INTEGER NOT NULL,
    asked INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX risk_of_customer ON risk_events (customer_ref, at)',
  `CREATE TABLE mail_passwords (
    subject TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    operation TEXT NOT NULL,
    mac BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT`,
  `CREATE TABLE phone_verifications (
    id TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    number TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'used', 'stopped')),
    refusal TEXT,
    created_at INTEGER NOT NULL,
    deadline_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX phone_waiting ON phone_verifications (number, state)',
  'CREATE TABLE calls (id TEXT PRIMARY KEY, at INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT',
  `CREATE TABLE operators (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    cost INTEGER NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL
  ) STRICT`,
  `CREATE TABLE operator_sessions (
    id_hash TEXT PRIMARY KEY,
    operator_id TEXT NOT NULL REFERENCES operators(id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE TABLE kept_applications AS SELECT * FROM applications',
  'DROP TABLE applications',
  `CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    registration_id TEXT UNIQUE,
    email TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('software', 'hardware')),
    device TEXT CHECK (device IN ('phone', 'pc')),
    setup_link TEXT,
    created_at INTEGER NOT NULL,
    closed_at INTEGER
  ) STRICT`,
  `INSERT INTO applications (id, customer_ref, registration_id, email, form, device, setup_link, created_at)
    SELECT id, customer_ref, registration_id, email, 'software', device, setup_link, created_at
    FROM kept_applications`,
  'DROP TABLE kept_applications',
  'CREATE INDEX applications_by_customer ON applications (customer_ref)',
];

/** What a login under way has to remember: third step. */
export const LOGIN_TABLES: readonly string[] = [
  'ALTER TABLE sessions ADD COLUMN answered_at INTEGER',
  'ALTER TABLE sessions ADD COLUMN began INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE sessions ADD COLUMN risk_event INTEGER',
  'ALTER TABLE risk_events ADD COLUMN completed_at INTEGER',
];

/** What a customer confirmed and the bank carried out once: fourth step. */
export const PLAN_TABLES: readonly string[] = [
  `CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    operation TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
];
