import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { AppError } from '../error.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { joinBytes, sameBytes } from './bytes.ts';
import type { BackupErrorCode, TransferPart } from './types.ts';

/** Bytes of the backup in one QR code: at the lowest correction 65 modules a side, which a phone reads off another. */
const PART_BYTES = 300;
const MOST_PARTS = 200;
const VERSION = 1;
const SEQUENCE_BYTES = 6;
const CHECK_BYTES = 4;
const HEAD_BYTES = SEQUENCE_BYTES + 2;
/** How every part begins, of whatever version. */
const MARK = /^FUDA(\d{1,3}):/;
/** Base45 may end in a blank, which a text that is copied or trimmed loses; this it keeps. */
const END = ':';

/**
 * The texts of the QR codes that carry a sealed backup to another device, in order; base45 between a mark and an
 * end, so that a QR code holds them in its denser mode. Throws AppError 'backup-too-large' for one that needs more than 200.
 */
export function splitForQr(backup: Uint8Array): string[] {
  const total = Math.max(1, Math.ceil(backup.length / PART_BYTES));
  if (total > MOST_PARTS) {
    throw new AppError<BackupErrorCode>('backup-too-large', 'the backup needs too many QR codes');
  }
  const sequence = sequenceOf(backup);
  // Parts of one length look alike on the screen: the last QR code is not suddenly another size.
  const length = Math.ceil(backup.length / total);
  return Array.from({ length: total }, (_, index) => {
    const bytes = backup.subarray(index * length, (index + 1) * length);
    const body = joinBytes(sequence, Uint8Array.of(index + 1, total), bytes);
    return `FUDA${VERSION}:${encodeBase45(joinBytes(body, checkOf(body)))}${END}`;
  });
}

/**
 * Reads the text of one such QR code: `null` when it is none of ours, else the part or why it is of no use.
 */
export function readTransferPart(text: string): TransferPart | 'part-damaged' | 'part-newer' | null {
  const match = MARK.exec(text);
  if (!match) return null;
  if (Number(match[1]) > VERSION) return 'part-newer';
  const known = match[1] === String(VERSION) && text.endsWith(END);
  const whole = known ? decodeBase45(text.slice(match[0].length, -END.length)) : null;
  if (whole === null || whole.length < HEAD_BYTES + CHECK_BYTES) return 'part-damaged';
  const body = whole.subarray(0, -CHECK_BYTES);
  if (!sameBytes(checkOf(body), whole.subarray(-CHECK_BYTES))) return 'part-damaged';
  const index = body[SEQUENCE_BYTES]!;
  const total = body[SEQUENCE_BYTES + 1]!;
  const bytes = body.slice(HEAD_BYTES);
  if (index < 1 || index > total || total > MOST_PARTS || bytes.length > PART_BYTES) return 'part-damaged';
  return { sequence: base64urlnopad.encode(body.subarray(0, SEQUENCE_BYTES)), index, total, bytes };
}

export type PartTaken =
  /** `news`: this part was not here yet. */
  | { ok: true; news: boolean; have: number; total: number }
  /** It belongs to another sequence of QR codes; nothing was taken. */
  | { ok: false; reason: 'other-sequence'; have: number; total: number };

/** Gathers the parts of one sequence, in any order, as often as the camera sees them. */
export interface Collector {
  /** The first part names the sequence. */
  add(part: TransferPart): PartTaken;
  /** Numbers of the parts still to come, ascending; empty before the first part and when all are here. */
  missing(): number[];
  /**
   * The backup once every part is here, else `null`. Throws AppError 'backup-damaged' when the parts do not give
   * what their sequence is named after: begin anew with another collector.
   */
  bytes(): Uint8Array<ArrayBuffer> | null;
}

/** A new, empty collector. */
export function createCollector(): Collector {
  let first: TransferPart | null = null;
  const parts = new Map<number, Uint8Array>();
  return {
    add(part) {
      first ??= part;
      const { total } = first;
      if (part.sequence !== first.sequence || part.total !== total) {
        return { ok: false, reason: 'other-sequence', have: parts.size, total };
      }
      const news = !parts.has(part.index);
      if (news) parts.set(part.index, part.bytes);
      return { ok: true, news, have: parts.size, total };
    },
    missing() {
      const numbers = Array.from({ length: first?.total ?? 0 }, (_, index) => index + 1);
      return numbers.filter((number) => !parts.has(number));
    },
    bytes() {
      if (first === null || parts.size < first.total) return null;
      const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      const backup = joinBytes(...inOrder);
      if (base64urlnopad.encode(sequenceOf(backup)) !== first.sequence) {
        throw new AppError<BackupErrorCode>('backup-damaged', 'the parts do not make up their sequence');
      }
      return backup;
    },
  };
}

function sequenceOf(backup: Uint8Array): Uint8Array {
  return sha256(backup).subarray(0, SEQUENCE_BYTES);
}

/** Tells a part that was altered or badly read; QR codes correct errors, people who retype texts do not. */
function checkOf(body: Uint8Array): Uint8Array {
  return sha256(body).subarray(0, CHECK_BYTES);
}
