import { randomBytes } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../errors.js';
import { translatorFor } from '../i18n/translate.js';
import type { Logger } from '../log.js';
import { readPreferences } from './preferences.js';

const API_PATH = /^\/[a-z][a-z0-9-]*\/(api|ogc|open311)(\/|$)/;
export const isApiPath = (path: string): boolean => API_PATH.test(path);

/** An error as it leaves the house: nothing of an unexpected one but a number to ask about. */
export interface Problem {
  status: AppError['status'];
  code: AppError['code'];
  userMessage: string | undefined;
  fields: AppError['fields'];
  /** Stands in the log beside the cause; only for unexpected errors. */
  reference: string | null;
}

/** What Hono's own middleware throws, in our codes. */
const HONO_CODES: Record<number, AppError['code']> = {
  400: 'invalidInput',
  403: 'forbidden',
  413: 'tooLarge',
};

function fromHono(error: unknown): unknown {
  if (!(error instanceof HTTPException)) return error;
  return new AppError(HONO_CODES[error.status] ?? 'internal', `refused: ${error.status}`, { cause: error });
}

export function toProblem(thrown: unknown, log: Logger): Problem {
  const error = fromHono(thrown);
  if (error instanceof AppError && error.code !== 'internal') {
    // Nobody did wrong, and the operator can do something: a database, a provider.
    if (error.code === 'unavailable') log.warn({ err: error }, 'unavailable');
    else log.debug({ err: error }, 'refused');
    return {
      status: error.status,
      code: error.code,
      userMessage: error.userMessage,
      fields: error.fields,
      reference: null,
    };
  }
  const reference = randomBytes(4).toString('hex').toUpperCase();
  log.error({ err: error, reference }, 'unexpected error');
  return { status: 500, code: 'internal', userMessage: undefined, fields: {}, reference };
}

/**
 * Each fault with its place in the body, as the example of RFC 9457 section 3 has it. Fields are named by pointers
 * (/answers/applicant) or, where they come from a form, by dotted names.
 */
const pointed = (fields: Problem['fields']) =>
  Object.entries(fields).map(([path, detail]) => {
    const pointer = path === '' || path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`;
    return { pointer: `#${encodeURI(pointer)}`, detail };
  });

/** RFC 9457: `type` is the contract, `title` is for people and in the language that they ask for. */
export function problemJson(c: HonoContext, problem: Problem): Response {
  const t = translatorFor(readPreferences(c).locale);
  const body = {
    type: `urn:yakuba:problem:${problem.code}`,
    title: t(`problem.${problem.code}`),
    status: problem.status,
    ...(problem.userMessage ? { detail: problem.userMessage } : {}),
    ...(problem.reference ? { reference: problem.reference } : {}),
    ...(Object.keys(problem.fields).length > 0 ? { errors: pointed(problem.fields) } : {}),
  };
  return c.body(JSON.stringify(body), problem.status, {
    'content-type': 'application/problem+json',
    'content-language': t.lang,
    vary: 'accept-language, cookie',
  });
}
