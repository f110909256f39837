import { AppError, type ErrorCode, type FieldErrors } from '../errors.js';
import type { PlainDocument } from './document.js';

/** What the serving process sends to the typesetting process. */
export interface Order {
  order: number;
  document: PlainDocument;
}

/** What comes back. */
export type Answer = { order: number } & ({ pdf: Uint8Array } | { failure: Failure });

/** An error as data: a class does not cross to another process. */
export interface Failure {
  code: ErrorCode;
  message: string;
  userMessage?: string;
  fields: FieldErrors;
  /** Stack of what happened below, for the log. */
  below?: string;
}

export function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) {
    return { code: 'internal', message: 'typesetting failed', fields: {}, below: stackOf(error) };
  }
  const { code, message, userMessage, fields, cause } = error;
  return {
    code,
    message,
    fields,
    ...(userMessage === undefined ? {} : { userMessage }),
    ...(cause === undefined ? {} : { below: stackOf(cause) }),
  };
}

export const toError = ({ code, message, userMessage, fields, below }: Failure): AppError =>
  new AppError(code, message, {
    fields,
    cause: below,
    ...(userMessage === undefined ? {} : { userMessage }),
  });

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
