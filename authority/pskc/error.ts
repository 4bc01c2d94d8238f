import { AppError } from '../../core/error.ts';

/**
 * Why a key container was not read; nothing of it is used then.
 * `too-large`: beyond the caps on size, depth or number. `not-xml`: not well formed, or with a document type.
 * `not-pskc`: XML, but not a container as RFC 6030 has it. `unsupported`: a part of RFC 6030 that is not
 * offered here, named in the message. `plain-values`: a secret in the clear where none is allowed.
 * `key-needed`: encrypted in another way than the key given. `mac-missing`: encrypted without anything that
 * would notice a change. `mac-wrong`: the key is wrong or the file was changed.
 */
export type PskcErrorCode =
  | 'too-large'
  | 'not-xml'
  | 'not-pskc'
  | 'unsupported'
  | 'plain-values'
  | 'key-needed'
  | 'mac-missing'
  | 'mac-wrong';

/** The one way this room fails. `message` never holds anything the file says but the names the RFC gives. */
export const pskcError = (code: PskcErrorCode, message: string, cause?: unknown): AppError<PskcErrorCode> =>
  new AppError(code, message, cause === undefined ? undefined : { cause });
