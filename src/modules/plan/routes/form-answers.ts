import { AppError } from '#kernel/errors.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { FormFaults, Typed } from '../forms/typed.js';
import type { FormState } from '../views/review/fields.js';

/** A form that has not been sent. */
export const asStored = (typed: Typed): FormState => ({ typed, errors: {} });

/** A form that came back: as typed, with what is wrong in words. */
export const withFaults = (t: Translator, typed: Typed, faults: FormFaults): FormState => ({
  typed,
  errors: Object.fromEntries(Object.entries(faults).map(([name, code]) => [name, t(`review.error.${code}`)])),
});

/**
 * Runs a use case for a form. What the person can mend (wrong input, a value that is taken) is given back by field;
 * a version conflict is given back as such; everything else goes on.
 */
export async function attempt(
  t: Translator,
  typed: Typed,
  work: () => Promise<unknown>,
): Promise<{ kind: 'done' } | { kind: 'conflict' } | { kind: 'faulty'; form: FormState }> {
  try {
    await work();
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = Object.entries(error.fields);
    if (fields.length > 0 && (error.code === 'invalidInput' || error.code === 'conflict')) {
      // What the definition's own checks say names the place in the document: it stands in the summary as it is.
      const errors = Object.fromEntries(
        fields.map(([name, message]) => [
          name,
          message.startsWith('review.') ? t(message as MessageKey) : message,
        ]),
      );
      return { kind: 'faulty', form: { typed, errors } };
    }
    if (error.code === 'conflict') return { kind: 'conflict' };
    throw error;
  }
}
