import type { Generated } from 'kysely';

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
  };
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
    device: 'phone' | 'pc';
    setup_link: string | null;
    created_at: number;
  };
  audit: { id: Generated<number>; at: number; customer_ref: string | null; event: string };
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
