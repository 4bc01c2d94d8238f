import { type Kysely, sql } from 'kysely';
import type { Migration } from '../../server/sqlite.ts';
import type { AuthoritySchema } from './schema.ts';

const STATES = `'stocked','unassigned','assigned','issued','activated','in-use','suspended','paused','void',
  'cancelled','revoked','expired'`;

const FIRST = `
create table institutions (
  id text primary key,
  format integer not null,
  policy text not null,
  updated_at integer not null
) strict;

create table services (
  id text primary key,
  institution_id text not null references institutions (id),
  format integer not null,
  policy text not null,
  updated_at integer not null,
  unique (institution_id, id)
) strict;

create table credentials (
  id text primary key,
  institution_id text not null references institutions (id),
  mac blob not null,
  created_at integer not null,
  revoked_at integer
) strict;

create table registrations (
  id text primary key,
  institution_id text not null,
  service_id text not null,
  format integer not null,
  issue_path text not null check (issue_path in ('bank-first','app-first')),
  customer text,
  user_id text unique,
  token_id text unique,
  device_kind text not null check (device_kind in ('phone','pc')),
  state text not null check (state in (${STATES})),
  otp_kind text not null check (otp_kind in ('time','event')),
  otp_algorithm text not null,
  otp_digits integer not null,
  otp_period integer,
  token_key blob not null,
  seed blob not null,
  activation_mac blob,
  activation_attempts integer not null default 0,
  activation_limit integer not null,
  device_thumbprint text,
  device_jwk text,
  seal_key_hash blob,
  attempts integer not null default 0,
  failure_limit integer not null check (failure_limit > 0),
  last_step integer not null default -1,
  drift integer not null default 0,
  issued_at integer not null,
  setup_expires_at integer,
  activated_at integer,
  started_at integer,
  ended_at integer,
  expires_at integer,
  foreign key (institution_id, service_id) references services (institution_id, id)
) strict;

create unique index one_live_registration on registrations (institution_id, service_id, customer)
  where customer is not null and state not in ('void','cancelled','revoked','expired');
create index registrations_of_customer on registrations (institution_id, customer, id);

create table wrapped_keys (
  purpose text not null,
  institution_id text not null,
  version integer not null,
  wrapped blob not null,
  public_jwk text,
  created_at integer not null,
  primary key (purpose, institution_id, version)
) strict;

create table outbox (
  id text primary key,
  institution_id text not null references institutions (id),
  registration_id text references registrations (id),
  envelope blob,
  state text not null check (state in ('queued','sent','failed')),
  tries integer not null default 0,
  next_try_at integer not null,
  created_at integer not null,
  sent_at integer
) strict;
create index outbox_due on outbox (state, next_try_at);

create table idempotency (
  institution_id text not null references institutions (id),
  key text not null,
  digest blob not null,
  response text not null,
  created_at integer not null,
  primary key (institution_id, key)
) strict;
create index idempotency_age on idempotency (created_at);

create table audit (
  sequence integer primary key,
  at integer not null,
  institution_id text,
  registration_id text,
  actor text not null,
  action text not null,
  details text not null,
  mac blob not null
) strict;

create table decoy (id integer primary key, attempts integer not null) strict;
insert into decoy (id, attempts) values (1, 0);
`;

/**
 * Hardware tokens and pauses. SQLite cannot change a check in place, so the table is made anew, and with it
 * the outbox, whose rows point at it.
 */
const HARDWARE = `
create table kept_outbox as select * from outbox;
drop table outbox;
create table kept_registrations as select * from registrations;
drop table registrations;

create table registrations (
  id text primary key,
  institution_id text not null,
  service_id text not null,
  format integer not null,
  issue_path text not null check (issue_path in ('bank-first','app-first','hardware')),
  customer text,
  user_id text unique,
  token_id text unique,
  device_kind text not null check (device_kind in ('phone','pc','hardware')),
  serial text,
  manufacturer text,
  model text,
  state text not null check (state in (${STATES})),
  otp_kind text not null check (otp_kind in ('time','event')),
  otp_algorithm text not null,
  otp_digits integer not null,
  otp_period integer,
  token_key blob not null,
  seed blob not null,
  activation_mac blob,
  activation_attempts integer not null default 0,
  activation_limit integer not null,
  device_thumbprint text,
  device_jwk text,
  seal_key_hash blob,
  attempts integer not null default 0,
  failure_limit integer not null check (failure_limit > 0),
  last_step integer not null default -1,
  drift integer not null default 0,
  issued_at integer not null,
  setup_expires_at integer,
  activated_at integer,
  started_at integer,
  ended_at integer,
  paused_until integer,
  expires_at integer,
  check ((device_kind = 'hardware') = (serial is not null)),
  foreign key (institution_id, service_id) references services (institution_id, id)
) strict;
insert into registrations (
    id, institution_id, service_id, format, issue_path, customer, user_id, token_id, device_kind, state,
    otp_kind, otp_algorithm, otp_digits, otp_period, token_key, seed, activation_mac, activation_attempts,
    activation_limit, device_thumbprint, device_jwk, seal_key_hash, attempts, failure_limit, last_step, drift,
    issued_at, setup_expires_at, activated_at, started_at, ended_at, expires_at)
  select
    id, institution_id, service_id, format, issue_path, customer, user_id, token_id, device_kind, state,
    otp_kind, otp_algorithm, otp_digits, otp_period, token_key, seed, activation_mac, activation_attempts,
    activation_limit, device_thumbprint, device_jwk, seal_key_hash, attempts, failure_limit, last_step, drift,
    issued_at, setup_expires_at, activated_at, started_at, ended_at, expires_at
  from kept_registrations;
drop table kept_registrations;

create unique index one_live_registration on registrations (institution_id, service_id, customer)
  where customer is not null and state not in ('void','cancelled','revoked','expired');
create index registrations_of_customer on registrations (institution_id, customer, id);
create index hardware_by_serial on registrations (institution_id, serial) where serial is not null;
create unique index one_live_hardware on registrations (institution_id, serial)
  where serial is not null and state not in ('void','cancelled','revoked','expired');

create table outbox (
  id text primary key,
  institution_id text not null references institutions (id),
  registration_id text references registrations (id),
  envelope blob,
  state text not null check (state in ('queued','sent','failed')),
  tries integer not null default 0,
  next_try_at integer not null,
  created_at integer not null,
  sent_at integer
) strict;
insert into outbox select * from kept_outbox;
drop table kept_outbox;
create index outbox_due on outbox (state, next_try_at);

create index audit_of_registration on audit (institution_id, registration_id, sequence);
`;

/**
 * Where a resynchronisation found a token's clock: what single codes may teach is bounded around it. And
 * the order in which registrations are read in pages, an institution's and a customer's.
 */
const RESYNC = `
alter table registrations add column found_drift integer not null default 0;
create index registrations_by_age on registrations (institution_id, issued_at, id);
drop index registrations_of_customer;
create index registrations_of_customer on registrations (institution_id, customer, issued_at, id);
`;

/** Runs the statements of a step one after the other. */
const all = async (db: Kysely<AuthoritySchema>, statements: string): Promise<void> => {
  for (const statement of statements.split(';')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(db);
  }
};

/** The schema's history: numbered, only ever added to. */
export const MIGRATIONS: readonly Migration<AuthoritySchema>[] = [
  {
    number: 1,
    name: 'institutions, registrations, keys, outbox, audit',
    up: (db) => all(db, FIRST),
  },
  { number: 2, name: 'hardware tokens, pauses', up: (db) => all(db, HARDWARE) },
  { number: 3, name: 'resynchronisation, registrations in pages', up: (db) => all(db, RESYNC) },
];
