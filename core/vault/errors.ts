import { AppError, isAppError } from '../error.ts';
import type { VaultErrorCode } from './types.ts';

/** Expected failure of the vault room; `until` (epoch ms) is set on 'wait'. */
export type VaultError = AppError<VaultErrorCode> & { until?: number };

/** Makes a `VaultError`; the message is for an engineer and holds nothing of the vault's contents. */
export function vaultError(code: VaultErrorCode, message: string, cause?: unknown): VaultError {
  return new AppError(code, message, cause === undefined ? undefined : { cause });
}

/** 'wait' with the instant (epoch ms) from which the next try is admitted. */
export function waitError(until: number): VaultError {
  return Object.assign(vaultError('wait', 'too many wrong codes'), { until });
}

/** Narrows to a `VaultError` carrying one of `codes` (any code when none is named). */
export function isVaultError(error: unknown, ...codes: readonly VaultErrorCode[]): error is VaultError {
  return isAppError<VaultErrorCode>(error, ...codes);
}

/** The `name` of a DOMException-like value, or an empty string. */
export function exceptionName(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('name' in error)) return '';
  return typeof error.name === 'string' ? error.name : '';
}
