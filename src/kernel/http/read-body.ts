import type { Context as HonoContext } from 'hono';
import { AppError } from '../errors.js';
import { jsonSaying } from '../faults/json-break.js';
import { inWords } from '../faults/saying.js';
import { OversizedFile } from '../files/oversized-file.js';
import type { Locale } from '../i18n/locales.js';
import { translatorFor } from '../i18n/translate.js';
import { limitBody, statedBytes, unreadable } from './limit-body.js';
import { readUpload } from './read-upload.js';
import { parseInput, type RouteDefinition } from './route.js';

const JSON_TYPE = /^application\/([\w.-]+\+)?json$/;
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

const typeOf = (c: HonoContext): string | undefined =>
  c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();

export const takesForm = ({ input: { body } }: RouteDefinition): boolean =>
  body?.kind === 'form' || body?.kind === 'upload';

/** Fields and files as they came, before any schema. */
export async function readFields(
  c: HonoContext,
  { input }: RouteDefinition,
): Promise<Record<string, unknown>> {
  if (input.onDisk !== null && (statedBytes(c) ?? 0) > input.maxBytes)
    return { [input.onDisk]: new OversizedFile('') };
  limitBody(c, input.maxBytes);
  const type = typeOf(c);
  if (type !== undefined && !FORM_TYPES.has(type))
    throw new AppError('unsupportedMediaType', `the body is ${type}, not a form`);
  if (input.maxFileBytes !== null && type === 'multipart/form-data')
    return readUpload(c, {
      maxFileBytes: input.maxFileBytes,
      maxKeptBytes: 2 * input.maxFileBytes,
      onDisk: input.onDisk,
    });
  return c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw unreadable(cause, 'the form could not be read');
  });
}

/** A body that is no form. */
export async function readOther(
  c: HonoContext,
  { input }: RouteDefinition,
  locale: Locale,
): Promise<unknown> {
  if (!input.body) return {};
  limitBody(c, input.maxBytes);
  const type = typeOf(c);
  if (input.body.kind === 'json') {
    if (type === undefined || !JSON_TYPE.test(type))
      throw new AppError('unsupportedMediaType', `the body is ${type}, not JSON`);
    const text = await c.req.text().catch((cause: unknown) => {
      throw unreadable(cause, 'the body broke off');
    });
    return parseInput('body', input.body.schema, parseJson(text, locale), locale);
  }
  if (type !== input.body.mediaType)
    throw new AppError('unsupportedMediaType', `the body is ${type}, not ${input.body.mediaType}`);
  const bytes = await c.req.arrayBuffer().catch((cause: unknown) => {
    throw unreadable(cause, 'the body broke off');
  });
  return new Uint8Array(bytes);
}

/** What is no JSON is refused with the line and column where it breaks. */
function parseJson(text: string, locale: Locale): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const words = inWords(translatorFor(locale), jsonSaying(text));
    throw new AppError('invalidInput', 'the body is not JSON', { fields: { '': words }, cause });
  }
}
