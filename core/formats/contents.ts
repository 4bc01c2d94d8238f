import * as v from 'valibot';
import { AppError, isAppError } from '../error.ts';
import { instantSchema } from '../protocol/common.ts';
import type { TokenErrorCode } from '../token/error.ts';
import type { StoredToken } from '../token/model.ts';
import { parseStoredToken } from '../token/parse.ts';
import type { BackupContents, BackupErrorCode, BackupToken } from './types.ts';

const contentsSchema = v.strictObject({
  madeAt: instantSchema,
  tokens: v.array(
    v.strictObject({ token: v.unknown(), given: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  ),
});

/**
 * What a backup holds, as JSON. Throws
 * `TypeError` for an issued token that its institution does not let go: callers choose before.
 */
export function writeContents({ madeAt, tokens }: BackupContents): string {
  return JSON.stringify({
    madeAt,
    tokens: tokens.map(({ token, given }) => {
      if (token.source === 'issuer' && token.mayMove !== true) {
        throw new TypeError('the institution does not let this token be moved');
      }
      return { token: asLeft(token), given: token.otp.kind === 'event' ? given : 0 };
    }),
  });
}

/**
 * Reads it back, every token as strictly as one of the vault's. Throws AppError 'backup-newer' for a token of a
 * later version, else 'backup-damaged'. No cause is kept: it could quote a seed.
 */
export function readContents(json: string): BackupContents {
  const contents = v.safeParse(contentsSchema, parseJson(json), { abortEarly: true });
  if (!contents.success) throw damaged();
  return { madeAt: contents.output.madeAt, tokens: contents.output.tokens.map(readToken) };
}

function readToken({ token: input, given }: { token: unknown; given: number }): BackupToken {
  try {
    const token = asLeft(parseStoredToken(input));
    if (token.otp.kind === 'time' && given !== 0) throw damaged();
    // The next code's counter must be a number that counts on exactly.
    if (token.source === 'own' && !Number.isSafeInteger(token.firstCounter + given)) throw damaged();
    return { token, given };
  } catch (error) {
    if (isAppError<TokenErrorCode>(error, 'token-newer')) {
      throw new AppError<BackupErrorCode>('backup-newer', 'a token in the backup is of a later version');
    }
    throw damaged();
  }
}

/**
 * A token as it leaves its device: without its keys, and without what the authority said of it, which nobody could
 * ask for again without them (a suspension would never end).
 */
function asLeft(token: StoredToken): StoredToken {
  if (token.source === 'own') return token;
  const { pausedUntil: _, ...rest } = token;
  return { ...rest, deviceKeys: null, lastState: null };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function damaged(): AppError<BackupErrorCode> {
  return new AppError<BackupErrorCode>('backup-damaged', 'what the backup holds is not what a backup holds');
}
