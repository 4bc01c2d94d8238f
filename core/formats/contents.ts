import * as v from 'valibot';
import { AppError, isAppError } from '../error.ts';
import { instantSchema, type LocalText } from '../protocol/common.ts';
import type { TokenErrorCode } from '../token/error.ts';
import { plainText } from '../token/label.ts';
import type { StoredToken } from '../token/model.ts';
import { parseStoredToken } from '../token/parse.ts';
import type { BackupContents, BackupErrorCode, BackupToken } from './types.ts';

/** Most tokens in a backup: as many as a vault takes at once. */
const MOST_TOKENS = 10_000;

const contentsSchema = v.strictObject({
  madeAt: instantSchema,
  tokens: v.pipe(
    v.array(
      v.strictObject({ token: v.unknown(), given: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    ),
    v.maxLength(MOST_TOKENS),
  ),
});

/**
 * What a backup holds, as JSON. Throws AppError 'backup-too-large' for more than 10,000 tokens, `TypeError` for an
 * issued token that its institution does not let go: callers choose before.
 */
export function writeContents({ madeAt, tokens }: BackupContents): string {
  if (tokens.length > MOST_TOKENS) {
    throw new AppError<BackupErrorCode>('backup-too-large', 'a backup has at most 10,000 tokens');
  }
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
 * later version, else 'backup-damaged'. No cause is kept: it could quote a seed. Whatever a vault can hold is read
 * back: a token that has used its last counter up must not keep the others from being restored.
 */
export function readContents(json: string): BackupContents {
  const contents = v.safeParse(contentsSchema, parseJson(json), { abortEarly: true });
  if (!contents.success) throw damaged();
  return { madeAt: contents.output.madeAt, tokens: contents.output.tokens.map(readToken) };
}

function readToken({ token: input, given }: { token: unknown; given: number }): BackupToken {
  try {
    const token = withPlainNames(asLeft(parseStoredToken(input)));
    if (token.otp.kind === 'time' && given !== 0) throw damaged();
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

/** Names as they may be shown: nobody but the passphrase vouches for who wrote them. */
function withPlainNames<Token extends StoredToken>(token: Token): Token {
  const displayName = token.displayName && (plainText(token.displayName).trim() || null);
  if (token.source === 'own') return { ...token, displayName };
  const { institution, service } = token;
  return {
    ...token,
    displayName,
    institution: { ...institution, name: plainName(institution.name) },
    service: { ...service, name: plainName(service.name) },
  };
}

function plainName({ ja, en }: LocalText): LocalText {
  const name = { ja: plainText(ja).trim(), en: plainText(en).trim() };
  if (name.ja === '' || name.en === '') throw damaged();
  return name;
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
