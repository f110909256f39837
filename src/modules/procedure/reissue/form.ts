import type { FormDefinition } from '#forms/definition.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { CORRECTION_PAGE, correctionForm } from '../correction-form.js';

/** Why a document is issued again, beside the answers that are put right. */
export const REISSUE_REASON = 'reissueReason';
export const MOST_REASON = 1000;

const TITLE: LocalizedText = { ja: '訂正して再交付する', en: 'Correct and issue again' };

/** The answers that are put right, and the reason, on the last page. */
export function reissueForm(form: FormDefinition, named: readonly string[]): FormDefinition {
  const corrected = correctionForm(form, named, TITLE);
  return {
    ...corrected,
    pages: corrected.pages.map((page) =>
      page.id === CORRECTION_PAGE
        ? {
            ...page,
            fields: [
              ...page.fields,
              {
                id: REISSUE_REASON,
                kind: 'longText',
                label: { ja: '訂正の理由', en: 'Why it is corrected' },
                help: {
                  ja: '申請した人のマイページにも表示されます。',
                  en: 'The applicant reads it on their page.',
                },
                sensitivity: 'ordinary',
                optional: false,
                maxLength: MOST_REASON,
                rows: 4,
              },
            ],
          }
        : page,
    ),
  };
}
