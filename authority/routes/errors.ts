import { isAppError } from '../../core/error.ts';
import { isProblemCode, Refusal } from './problem.ts';

/** What an error thrown below a route means to the client; `null` when nobody expected it. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (!isAppError(error)) return null;
  if (error.code === 'database-busy') return new Refusal('unavailable', { headers: { 'Retry-After': '1' } });
  if (error.code === 'too-many-requests') {
    return new Refusal('too-many-requests', { headers: { 'Retry-After': '60' } });
  }
  return isProblemCode(error.code) ? new Refusal(error.code) : null;
}

/** What may be logged of an error: its kind and where it came from, never its words, which may quote input. */
export function reportable(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.name, ...code, at };
}
