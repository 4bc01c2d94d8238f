import { timingSafeEqual } from 'node:crypto';
import type { AuthorityContext } from '../context.ts';

/**
 * What is kept of an activation password: an HMAC under a key from outside the database, salted with tenant
 * and registration. Four digits would fall to any hash that whoever holds the database can compute.
 */
export function activationMac(
  ctx: AuthorityContext,
  of: { institutionId: string; id: string; password: string },
): Uint8Array {
  return ctx.keys.mac('activation-password', of.institutionId, of.id, of.password);
}

/** Compares in constant time; the same work, and never true, for a registration that does not exist. */
export function isActivationPassword(
  ctx: AuthorityContext,
  row: { institution_id: string; id: string; activation_mac: Uint8Array | null } | null,
  password: string,
): boolean {
  const mac = activationMac(ctx, { institutionId: row?.institution_id ?? '', id: row?.id ?? '', password });
  const kept = row?.activation_mac ?? new Uint8Array(mac.length);
  const equal = kept.length === mac.length && timingSafeEqual(mac, kept);
  return row !== null && equal;
}
