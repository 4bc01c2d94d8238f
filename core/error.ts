/**
 * The one shape of expected failure in the project. Every room that can fail in a way its caller must
 * tell apart names its codes in a closed union and throws `AppError<ThatUnion>`; the message is for an
 * engineer and never holds a secret or an echo of input. What a person reads comes from the catalogues.
 */
export class AppError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Narrows an unknown thrown value to an `AppError` carrying one of `codes`. */
export function isAppError<Code extends string>(
  error: unknown,
  ...codes: readonly Code[]
): error is AppError<Code> {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code as Code));
}
