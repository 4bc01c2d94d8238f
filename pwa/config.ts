import { AppError } from '../core/error.ts';

/**
 * The authority that new set-ups go to, from this origin's own `/config.json`: always from the network, never
 * from a link. Errors: 'unreachable'.
 */
export async function authorityAddress(): Promise<string> {
  try {
    const response = await fetch('/config.json', { cache: 'no-store' });
    if (!response.ok) throw new Error(`config.json: ${response.status}`);
    const { authority } = (await response.json()) as { authority?: unknown };
    if (typeof authority !== 'string') throw new Error('config.json names no authority');
    return new URL(authority).origin;
  } catch (cause) {
    throw new AppError('unreachable', 'the configuration cannot be had', { cause });
  }
}
