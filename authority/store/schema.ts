import type { Generated } from 'kysely';
import type { HolderKind, IssuePath, RegistrationState } from '../../core/protocol/common.ts';

/**
 * The authority's tables. Times are epoch ms, booleans 0/1, envelopes bytes in the form `keys/envelope.ts`
 * writes. Every table that holds a tenant's data names the institution.
 */
export interface AuthoritySchema {
  institutions: InstitutionsTable;
  services: ServicesTable;
  credentials: CredentialsTable;
  registrations: RegistrationsTable;
  wrapped_keys: WrappedKeysTable;
  outbox: OutboxTable;
  idempotency: IdempotencyTable;
  audit: AuditTable;
  decoy: DecoyTable;
}

export interface InstitutionsTable {
  id: string;
  format: number;
  /** JSON of the institution's part of the policy. */
  policy: string;
  updated_at: number;
}

export interface ServicesTable {
  /** Eight digits. */
  id: string;
  institution_id: string;
  format: number;
  /** JSON of the service's part of the policy. */
  policy: string;
  updated_at: number;
}

export interface CredentialsTable {
  id: string;
  institution_id: string;
  /** HMAC of the secret part. */
  mac: Uint8Array;
  created_at: number;
  revoked_at: number | null;
}

export interface RegistrationsTable {
  /** UUIDv7. */
  id: string;
  institution_id: string;
  service_id: string;
  format: number;
  issue_path: IssuePath;
  customer: string | null;
  user_id: string | null;
  token_id: string | null;
  device_kind: HolderKind;
  /** Serial number, manufacturer and model of a hardware token, as its PSKC file named them. */
  serial: string | null;
  manufacturer: string | null;
  model: string | null;
  state: RegistrationState;
  /** OTP parameters as issued: a later change of policy does not change a token in the field. */
  otp_kind: 'time' | 'event';
  otp_algorithm: 'SHA-1' | 'SHA-256' | 'SHA-512';
  otp_digits: number;
  otp_period: number | null;
  /** Per-token key under the institution's key, and the seed under the per-token key. */
  token_key: Uint8Array;
  seed: Uint8Array;
  activation_mac: Uint8Array | null;
  activation_attempts: number;
  activation_limit: number;
  /** RFC 7638 thumbprint and JWK (JSON) of the device's proof key; SHA-256 of its sealing key. */
  device_thumbprint: string | null;
  device_jwk: string | null;
  seal_key_hash: Uint8Array | null;
  /** Wrong codes in a row, charged before a code is looked at. */
  attempts: number;
  failure_limit: number;
  /** Last accepted time step or event counter; -1 before the first. */
  last_step: number;
  /** Learned drift of the device in time steps. */
  drift: number;
  /** The drift at which two consecutive codes last found it; 0 (real time) before. */
  found_drift: Generated<number>;
  issued_at: number;
  setup_expires_at: number | null;
  activated_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  /** While paused: until when the customer is let in without a code. */
  paused_until: number | null;
  expires_at: number | null;
}

export interface WrappedKeysTable {
  /** `kek-check`, `signing` or `institution`. */
  purpose: string;
  /** Institution, or empty for the authority's own. */
  institution_id: string;
  version: number;
  wrapped: Uint8Array;
  /** Public half as JSON, for the signing key. */
  public_jwk: string | null;
  created_at: number;
}

export interface OutboxTable {
  id: string;
  institution_id: string;
  registration_id: string | null;
  /** Recipient, subject and body; null once delivered. */
  envelope: Uint8Array | null;
  state: 'queued' | 'sent' | 'failed';
  tries: number;
  next_try_at: number;
  created_at: number;
  sent_at: number | null;
}

export interface IdempotencyTable {
  institution_id: string;
  key: string;
  /** HMAC of what was asked. */
  digest: Uint8Array;
  /** JSON of what was answered. */
  response: string;
  created_at: number;
}

export interface AuditTable {
  /** 1, 2, 3, … without gaps. */
  sequence: number;
  at: number;
  institution_id: string | null;
  registration_id: string | null;
  actor: string;
  action: string;
  /** JSON object. */
  details: string;
  mac: Uint8Array;
}

/** Something to write to when an unknown ID is tried, so that it costs what a known one costs. */
export interface DecoyTable {
  id: number;
  attempts: number;
}
