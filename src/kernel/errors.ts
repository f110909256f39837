/** Code → HTTP status. The code is the contract; words and status follow from it. */
const STATUS = {
  invalidInput: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notAllowedNow: 409,
  tooLarge: 413,
  unsupportedMediaType: 415,
  tooManyRequests: 429,
  unavailable: 503,
  spoiled: 500,
  internal: 500,
} as const satisfies Record<string, number>;
export type ErrorCode = keyof typeof STATUS;

/** Path of the field in the form → message key or finished words for the person. */
export type FieldErrors = Record<string, string>;

export interface AppErrorOptions {
  /** For the person who reads it, already in their language; a plain text by code when absent. */
  userMessage?: string;
  fields?: FieldErrors;
  cause?: unknown;
}

/** A mistake of whoever installs or configures the product: the message is the whole answer, without a stack trace. */
export class OperatorError extends Error {}

/**
 * The one error that a service throws on purpose. `message` is for the log,
 * `userMessage` for the person, `cause` keeps what happened below.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string | undefined;
  readonly fields: FieldErrors;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.userMessage;
    this.fields = options.fields ?? {};
  }

  get status() {
    return STATUS[this.code];
  }
}

/** What you may not see does not exist: the same answer for missing and hidden. */
export const notFound = (what: string): AppError => new AppError('notFound', `not found: ${what}`);

/** For what cannot happen; the text says which promise was broken. */
export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new AppError('internal', `broken invariant: ${promise}`);
}
