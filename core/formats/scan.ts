import { readSetupFragment } from '../protocol/setup-link.ts';
import { isFillableOrigin } from '../token/origins.ts';
import { parseOtpauth } from './otpauth.ts';
import { readTransferPart } from './transfer.ts';
import type { Scanned, ScanRefusal } from './types.ts';

/** More than any QR code of ours holds; the largest QR codes there are end near 7,000. */
const MOST_TEXT = 4096;
/** Control characters besides line ends and tabs, and what decoders put where bytes were no text. */
const BINARY = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffd]/u;

/**
 * Tells what the text of a QR code, or a pasted one, is; never throws. Of a set-up link only the two numbers
 * are taken, whichever host it names: where the authority is never comes from a link.
 */
export function readScanned(text: string): Scanned {
  if (text.length > MOST_TEXT) return refused('too-long');
  const trimmed = text.trim();
  if (trimmed === '') return refused('empty');
  if (BINARY.test(trimmed)) return refused('not-text');
  const part = readTransferPart(trimmed);
  if (part !== null) return typeof part === 'string' ? refused(part) : { kind: 'part', part };
  if (/^otpauth:/i.test(trimmed)) {
    const read = parseOtpauth(trimmed);
    return read.ok ? { kind: 'own', token: read.token } : refused(read.reason);
  }
  if (/^otpauth-migration:/i.test(trimmed)) return refused('migration');
  return /^https?:/i.test(trimmed) ? readLink(trimmed) : refused('other-scheme');
}

function readLink(text: string): Scanned {
  if (!URL.canParse(text)) return refused('other-link');
  const { origin, hash } = new URL(text);
  if (!isFillableOrigin(origin) || !/^#setup(?:\?|$)/.test(hash)) return refused('other-link');
  const ids = readSetupFragment(hash);
  return ids === null ? refused('set-up-numbers') : { kind: 'set-up', ...ids };
}

function refused(reason: ScanRefusal): Scanned {
  return { kind: 'refused', reason };
}
