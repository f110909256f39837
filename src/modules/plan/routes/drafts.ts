import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { measureChanges } from '../changes.js';
import type { Measure } from '../definition.js';
import type { Typed } from '../forms/typed.js';
import type { FieldChange } from '../model.js';
import type { PlanService } from '../service.js';
import type { FormState } from '../views/review/fields.js';

const Version = z.coerce.number().int().positive();

export const yearOf = ({ clock }: Context) => fiscalYearOf(today(clock));

/** A form page as it is shown again: from which version on, the forms on it, what others changed meanwhile. */
export interface SentForm {
  base: number | null;
  form?: FormState;
  /** The second form of the page, which ends the thing. */
  ending?: FormState;
  conflict?: readonly FieldChange[];
}

/** What forms that edit a measure share: the version they began with, and what to do when it is no longer the newest. */
export const draftsOf = (service: PlanService) => ({
  /** The document that a form was opened with; a version that never was is as if the page did not exist. */
  openedWith: async (context: Context, number: string, { base }: Typed) => {
    const version = Version.safeParse(base);
    if (!version.success) throw notFound(`version ${base} of ${number}`);
    return { base: version.data, document: await service.readDocumentAt(context, number, version.data) };
  },
  /** What others changed since then; the form goes on from the newest version. */
  movedOn: async (context: Context, document: Measure) => {
    const current = await service.readDocument(context, document.number);
    return { base: current.version, conflict: measureChanges(document, current.document) };
  },
});
