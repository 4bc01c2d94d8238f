import { AppError } from '../../core/error.ts';

/**
 * The authority that new set-ups go to, from the build's own `config.json`; never from a link or a page.
 * Errors: 'unreachable'.
 */
export async function authorityAddress(): Promise<string> {
  try {
    const response = await fetch(chrome.runtime.getURL('config.json'));
    const { authority } = (await response.json()) as { authority?: unknown };
    if (typeof authority !== 'string') throw new Error('config.json names no authority');
    return new URL(authority).origin;
  } catch (cause) {
    throw new AppError('unreachable', 'the configuration cannot be read', { cause });
  }
}
