import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Phrase } from '#ui/components/phrase.js';
import { Progress } from '#ui/components/progress.js';
import type { PageProps } from '#ui/layouts/page-parts.js';
import { type Field, isQuestion } from '../fields/field.js';
import { errorText, type FieldError } from '../fields/field-type.js';
import { fieldType } from '../fields/registry.js';
import type { JourneyPage } from '../journey.js';
import { ASKED, type ErrorsByField, type RawByField } from '../page-reading.js';

export interface FormPageProps {
  t: Translator;
  page: JourneyPage;
  total: number;
  /** Fields to show; those of the journey's page unless what was just sent changed them. */
  fields?: readonly Field[];
  /** As typed, or rawAnswers() when the page opens. */
  raw: RawByField;
  errors?: ErrorsByField;
  /** Fields that the answers just sent brought up. */
  revealed?: readonly string[];
  action: string;
  /** Words beside "3 / 7"; the title of the page unless the form has a name of its own to show. */
  progressLabel?: string;
  /** Idempotency key, draft, where to go afterwards. */
  hidden?: Record<string, string | undefined>;
  submitLabel?: string;
  /** For examples of days; without it they are of a birthday. */
  today?: Temporal.PlainDate;
  /** Name of the second button, which saves without going on; absent: no such button. */
  saveDraft?: { name: string; value: string };
}

/**
 * Body of a page of questions: progress, h1, the form. Back link and error summary are the layout's, which takes
 * them from formPageTop(): `<CitizenPage page={page} {...formPageTop(…)}><FormPage … /></CitizenPage>`.
 */
export const FormPage = (props: FormPageProps) => {
  const { t, page, total, fields = page.fields, raw, errors = {}, revealed = [], saveDraft } = props;
  const title = page.page.title && localize(page.page.title, t.locale);
  const submit = props.submitLabel ?? t('common.next');
  return (
    <>
      {revealed.length > 0 && (
        <NotificationBanner t={t} kind="info" title={t('forms.page.moreToAnswer')} announce>
          <p>{t('forms.page.moreToAnswerDetail', { button: submit })}</p>
        </NotificationBanner>
      )}
      <Progress
        t={t}
        step={page.step}
        total={total}
        label={props.progressLabel ?? title ?? t('forms.page.progress')}
      />
      {title && (
        <div class="page-heading">
          <h1>
            <Phrase text={title} />
          </h1>
        </div>
      )}
      <Form t={t} action={props.action} hidden={props.hidden ?? {}} multipart={fields.some(takesFiles)}>
        {/* Enter in a box presses the first button of a form: that is this one, not one of a field. */}
        {fields.some(hasButtons) && (
          <button type="submit" class="default-button" tabindex={-1}>
            {submit}
          </button>
        )}
        {fields.map((field) => (
          <>
            <input type="hidden" name={ASKED} value={field.id} />
            <FieldView
              t={t}
              field={field}
              raw={raw[field.id] ?? {}}
              errors={errors[field.id] ?? []}
              today={props.today}
              isHeading={!title}
            />
          </>
        ))}
        <ButtonRow>
          <Button type="submit">{submit}</Button>
          {saveDraft && (
            <Button type="submit" variant="secondary" formNoValidate {...saveDraft}>
              {t('forms.page.saveDraft')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </>
  );
};

const takesFiles = ({ kind }: Field): boolean => kind === 'file' || kind === 'photo';
export const hasButtons = (field: Field): boolean => fieldType(field).act !== undefined;

interface FieldViewOfPage {
  t: Translator;
  field: Field;
  raw: RawByField[string];
  errors: readonly FieldError[];
  today: Temporal.PlainDate | undefined;
  isHeading: boolean;
}

const FieldView = ({ isHeading, ...props }: FieldViewOfPage) => {
  const { View } = fieldType(props.field);
  return <View {...props} labelSize={isHeading ? 'page' : 'standard'} />;
};

/** What the layout shows around a FormPage. */
export function formPageTop(
  { t, page, fields = page.fields, errors = {} }: Pick<FormPageProps, 't' | 'page' | 'fields' | 'errors'>,
  backHref: string,
): Pick<PageProps, 'title' | 'ownHeading' | 'back' | 'errors'> {
  return {
    title: pageTitle(page, t),
    ownHeading: true,
    back: { href: backHref },
    errors: errorList(fields, errors, t),
  };
}

/** Each error in words, leading to the control that it is about. */
export const errorList = (fields: readonly Field[], errors: ErrorsByField, t: Translator) =>
  fields.filter(isQuestion).flatMap((field) =>
    (errors[field.id] ?? []).map((error) => ({
      id: controlId(field, error.parts?.[0] ?? ''),
      text: errorText(error, field.label, t),
    })),
  );

const controlId = (field: Field, part: string): string =>
  fieldType(field).controlId?.(field, part) ?? (part === '' ? field.id : `${field.id}-${part}`);

/** The title, or the question when it is the only one. */
function pageTitle({ page, fields }: JourneyPage, t: Translator): string {
  if (page.title) return localize(page.title, t.locale);
  const question = fields.find(isQuestion);
  return question ? localize(question.label, t.locale) : t('forms.page.progress');
}
