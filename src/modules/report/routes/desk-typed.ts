import type { FormBody, UploadBody } from '#kernel/http/route.js';
import { textOf } from '../report-form.js';
import type { DeskTyped } from '../views/desk-report-page.js';

export const NOTHING: DeskTyped = { values: {}, photo: {}, errors: {} };
const VALUES = [
  'template',
  'reply',
  'crew',
  'reason',
  'owner',
  'publicWords',
  'areas',
  'stage',
  'sameAs',
  'newKind',
  'why',
  'publicPlace',
  'liabilityWhy',
] as const;

/** What stands in the controls of a page of the desk, and what is wrong with it. */
export const typedIn = (body: FormBody | UploadBody, errors: Record<string, string>): DeskTyped => ({
  values: Object.fromEntries(
    VALUES.filter((name) => Object.hasOwn(body, name)).map((name) => [name, textOf(body, name)]),
  ),
  photo: {},
  errors,
});
