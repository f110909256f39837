import { z } from 'zod';
import type { FormBody, UploadBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { EMPTY, type TypedDraft } from '../draft-form.js';

export const PATH = '/staff/decisions';
export const DraftParams = z.object({ draft: z.uuid() });
export const text = z.string().max(30_000).trim().default('');
const Count = z.coerce.number().int().min(0).max(1_000_000);
export const Seen = z.object({ revision: Count });
export const SeenRound = z.object({ round: Count });
export const SeenStep = SeenRound.extend({ no: Count });
export const MAX_BYTES = 2 * 1024 * 1024;

export const texts = (body: FormBody, name: string): string[] =>
  [Object.hasOwn(body, name) ? (body[name] ?? []) : []].flat();

/** The form of a draft as it was sent; what is not there is empty. */
export function typedDraft(body: FormBody): TypedDraft {
  const one = (name: string) => texts(body, name)[0] ?? '';
  const typed = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, one(name)]));
  return {
    ...EMPTY,
    ...typed,
    links: texts(body, 'links'),
    review: texts(body, 'review').filter((seat) => seat !== ''),
    consult: texts(body, 'consult'),
    circulate: texts(body, 'circulate'),
  };
}

/** The fields of a form that came with files. */
export const textFields = (body: UploadBody): FormBody =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, parts]) => {
      const words = [parts].flat().filter((part) => typeof part === 'string');
      const [first] = words;
      return first === undefined ? [] : [[name, words.length > 1 ? words : first]];
    }),
  );

export const inWords = (t: Translator, faults: Partial<Record<string, MessageKey>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([field, key]) => (key === undefined ? [] : [[field, t(key)]])),
  );
