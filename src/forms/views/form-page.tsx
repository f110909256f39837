import type { Translator } from '#kernel/i18n/translate.js';
import { localize } from '#kernel/i18n/locales.js';
import { BackLink } from '#ui/components/back-link.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ErrorSummary } from '#ui/components/error-summary.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Progress } from '#ui/components/progress.js';
import { PageHeading } from '#ui/layouts/page-parts.js';
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
  backHref: string;
  /** Idempotency key, draft, where to go afterwards. */
  hidden?: Record<string, string | undefined>;
  submitLabel?: string;
  /** Name of the second button, which saves without going on; absent: no such button. */
  saveDraft?: { name: string; value: string };
}

/** Body of a page of questions, with its own h1: give the layout `ownHeading`, and pageTitle() as its title. */
export const FormPage = (props: FormPageProps) => {
  const { t, page, total, fields = page.fields, raw, errors = {}, revealed = [], saveDraft } = props;
  const title = page.page.title && localize(page.page.title, t.locale);
  const submit = props.submitLabel ?? t('common.next');
  return (
    <>
      <BackLink t={t} href={props.backHref} />
      <ErrorSummary t={t} errors={summaryOf(fields, errors, t)} />
      {revealed.length > 0 && (
        <NotificationBanner t={t} kind="info" title={t('forms.page.moreToAnswer')} announce>
          <p>{t('forms.page.moreToAnswerDetail', { button: submit })}</p>
        </NotificationBanner>
      )}
      <Progress t={t} step={page.step} total={Math.max(total, page.step)} label={title ?? t('forms.page.progress')} />
      {title && <PageHeading title={title} />}
      <Form t={t} action={props.action} hidden={props.hidden ?? {}}>
        {fields.map((field) => (
          <>
            <input type="hidden" name={ASKED} value={field.id} />
            <FieldView t={t} field={field} raw={raw[field.id] ?? {}} errors={errors[field.id] ?? []} isHeading={!title} />
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

interface FieldViewOfPage {
  t: Translator;
  field: Field;
  raw: RawByField[string];
  errors: readonly FieldError[];
  isHeading: boolean;
}

const FieldView = ({ isHeading, ...props }: FieldViewOfPage) => {
  const { View } = fieldType(props.field);
  return <View {...props} labelSize={isHeading ? 'page' : 'standard'} />;
};

/** Each error in words, leading to the control that it is about. */
export const summaryOf = (fields: readonly Field[], errors: ErrorsByField, t: Translator) =>
  fields.filter(isQuestion).flatMap((field) =>
    (errors[field.id] ?? []).map((error) => ({
      id: controlId(field, error.parts?.[0] ?? ''),
      text: errorText(error, field.label, t),
    })),
  );

const controlId = (field: Field, part: string): string =>
  fieldType(field).controlId?.(field, part) ?? (part === '' ? field.id : `${field.id}-${part}`);

/** For the tab of the browser: the title, or the question when it is the only one. */
export function pageTitle({ page, fields }: JourneyPage, t: Translator): string {
  if (page.title) return localize(page.title, t.locale);
  const question = fields.find(isQuestion);
  return question ? localize(question.label, t.locale) : t('forms.page.progress');
}
