import { type Kysely, sql } from 'kysely';
import type { Migration } from '../../../server/sqlite.ts';
import type { BankDatabase } from './schema.ts';

/** The tables as they are made, one statement an entry; entries are only ever added. */
const BANK_TABLES: readonly string[] = [
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
const LIFECYCLE_TABLES: readonly string[] = [
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
const LOGIN_TABLES: readonly string[] = [
  'ALTER TABLE sessions ADD COLUMN answered_at INTEGER',
  'ALTER TABLE sessions ADD COLUMN began INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE sessions ADD COLUMN risk_event INTEGER',
  'ALTER TABLE risk_events ADD COLUMN completed_at INTEGER',
];

/** What a customer confirmed and the bank carried out once: fourth step. */
const PLAN_TABLES: readonly string[] = [
  `CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    customer_ref TEXT NOT NULL REFERENCES customers(ref),
    operation TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
];

const all =
  (statements: readonly string[]) =>
  async (db: Kysely<BankDatabase>): Promise<void> => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };

/** The schema's history: numbered, only ever added to. */
export const MIGRATIONS: readonly Migration<BankDatabase>[] = [
  { number: 1, name: 'first tables', up: all(BANK_TABLES) },
  { number: 2, name: 'the whole token lifecycle', up: all(LIFECYCLE_TABLES) },
  { number: 3, name: 'a login under way', up: all(LOGIN_TABLES) },
  { number: 4, name: 'plans carried out once', up: all(PLAN_TABLES) },
];
