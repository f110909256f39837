import type { DraftDocument } from './model.js';

/** Kinds of question in which somebody is named. */
const NAMING: ReadonlySet<string> = new Set(['name', 'person', 'people']);

/** A certificate of which the form asks nobody's name: whoever has no account gets one that names nobody. */
export const isNameless = ({ output, form }: DraftDocument): boolean =>
  output?.kind === 'certificate' &&
  !form.pages.some(({ fields }) =>
    fields.some(
      (field) => NAMING.has(field.kind) || ('prefill' in field && field.prefill === 'identity.name'),
    ),
  );
