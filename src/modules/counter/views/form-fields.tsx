import type { FormDefinition } from '#forms/definition.js';
import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { ASKED, type PageReading, type RawByField } from '#forms/page-reading.js';
import { errorList } from '#forms/views/form-page.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { FieldError } from '#ui/components/error-summary.js';

/** As it was sent, or as it opens. */
export type Typed = Pick<PageReading, 'raw' | 'errors'> | { raw: RawByField; errors?: undefined };

const questionsOf = ({ pages }: FormDefinition) => pages.flatMap(({ fields }) => fields).filter(isQuestion);

/** The questions of a form that is one page of something else. */
export const FormFields = ({ t, form, typed }: { t: Translator; form: FormDefinition; typed: Typed }) => (
  <>
    {questionsOf(form).map((field) => {
      const { View } = fieldType(field);
      return (
        <>
          <input type="hidden" name={ASKED} value={field.id} />
          <View
            t={t}
            field={field}
            raw={typed.raw[field.id] ?? {}}
            errors={typed.errors?.[field.id] ?? []}
            labelSize="standard"
          />
        </>
      );
    })}
  </>
);

/** What is wrong with them, each leading to its control. */
export const formErrors = (t: Translator, form: FormDefinition, { errors = {} }: Typed): FieldError[] =>
  errorList(questionsOf(form), errors, t);
