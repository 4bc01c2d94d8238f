import { AppError, isAppError } from '../../../../core/error.ts';

/** The record is no longer as the clerk saw it, so that the act would be another one than they meant. */
export const stateChanged = (): AppError<'state-changed'> =>
  new AppError('state-changed', 'the record changed meanwhile');

/** True for everything that means: look at the record again. */
export const isStateChanged = (error: unknown): boolean =>
  isAppError(
    error,
    'state-changed',
    'wrong-state',
    'already-registered',
    'not-found',
    'idempotency-mismatch',
  );
