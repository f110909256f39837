import { Field, isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { DraftDocument } from '../model.js';

/** A page of questions as it looks on a phone. It cannot be filled in here: nothing of it takes the focus. */
export const PagePreview = ({
  t,
  document,
  pageId,
  marked,
}: {
  t: Translator;
  document: DraftDocument;
  pageId: string;
  /** The question that is being written. */
  marked?: string | undefined;
}) => {
  const page = document.form.pages.find(({ id }) => id === pageId);
  if (!page) return null;
  const fields = page.fields.flatMap((field) => {
    const parsed = Field.safeParse(field);
    return parsed.success ? [parsed.data] : [];
  });
  const title = page.title && localize(page.title, t.locale);
  return (
    <div class="phone-preview" inert aria-hidden="true">
      {title && <p class="preview-title">{title}</p>}
      {fields.map((field) => {
        const { View } = fieldType(field);
        const view = (
          <View
            t={t}
            field={field}
            raw={{}}
            errors={[]}
            labelSize={title || !isQuestion(field) ? 'standard' : 'large'}
          />
        );
        return field.id === marked ? <div data-at>{view}</div> : view;
      })}
      {fields.length === 0 && <p class="muted">{t('authoring.page.empty')}</p>}
    </div>
  );
};
