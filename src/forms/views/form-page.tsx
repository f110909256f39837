import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Phrase } from '#ui/components/phrase.js';
import { Progress } from '#ui/components/progress.js';
import { ShownWhen } from '#ui/components/shown-when.js';
import type { PageProps } from '#ui/layouts/page-parts.js';
import type { ControlTest } from '#ui/reveal/control-test.js';
import { testsAtOnce } from '../conditions/at-once.js';
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
  /** Id of the form, for buttons that stand outside. */
  id?: string;
  /** Words beside "3 / 7"; the title of the page unless the form has a name of its own to show. */
  progressLabel?: string;
  /** Idempotency key, draft, where to go afterwards. */
  hidden?: Record<string, string | undefined>;
  submitLabel?: string;
  /** For examples of days; without it they are of a birthday. */
  today?: Temporal.PlainDate;
  /** Name of the second button, which saves without going on; absent: no such button. */
  saveDraft?: { name: string; value: string };
  /** Parts of the page: the heading that stands before the first field shown of each. */
  headings?: ReadonlyMap<string, PartHeading>;
  /** Shows the fields as they are given, whatever is chosen: a picture of the page, with one field marked. */
  picture?: { marked?: string | undefined };
}

interface PartHeading {
  title: string;
  /** To what the part belongs. */
  note?: string | undefined;
}

/**
 * Body of a page of questions: progress, h1, the form. Back link and error summary are the layout's, which takes
 * them from formPageTop(): `<CitizenPage page={page} {...formPageTop(…)}><FormPage … /></CitizenPage>`.
 */
export const FormPage = (props: FormPageProps) => {
  const { t, page, total, raw, errors = {}, revealed = [], saveDraft } = props;
  const title = page.page.title && localize(page.page.title, t.locale);
  const submit = props.submitLabel ?? t('common.next');
  const laid = laidOut(props);
  const here = laid.map(({ field }) => field);
  const headings = headingsShown(props.headings, laid);
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
      <Form
        t={t}
        action={props.action}
        {...(props.id && { id: props.id })}
        hidden={props.hidden ?? {}}
        multipart={here.some(takesFiles)}
      >
        {/* Enter in a box presses the first button of a form: that is this one, not one of a field. */}
        {here.some(hasButtons) && (
          <button type="submit" class="default-button" tabindex={-1}>
            {submit}
          </button>
        )}
        {laid.map(({ field, test, isShown }) => {
          const heading = headings.get(field.id);
          const asked = (
            <>
              {heading && <PartOfPage {...heading} />}
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
          );
          if (field.id === props.picture?.marked) return <div data-at>{asked}</div>;
          if (!test) return asked;
          const said = isQuestion(field)
            ? t('forms.page.added', { label: localize(field.label, t.locale) })
            : undefined;
          return (
            <ShownWhen test={test} names={[field.id]} said={said} isShown={isShown}>
              {asked}
            </ShownWhen>
          );
        })}
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

const PartOfPage = ({ title, note }: PartHeading) => (
  <div class="part-heading">
    <h2>
      <Phrase text={title} />
    </h2>
    {note && <p class="muted">{note}</p>}
  </div>
);

/** The first field of each part that is shown carries its heading. */
function headingsShown(headings: FormPageProps['headings'], laid: readonly LaidOut[]) {
  const found = new Map<string, { id: string; isShown: boolean; heading: PartHeading }>();
  for (const { field, isShown } of laid) {
    const heading = headings?.get(field.id);
    if (!heading) continue;
    const words = `${heading.title}/${heading.note ?? ''}`;
    const before = found.get(words);
    if (!before || (isShown && !before.isShown)) found.set(words, { id: field.id, isShown, heading });
  }
  return new Map([...found.values()].map(({ id, heading }) => [id, heading]));
}

interface LaidOut {
  field: Field;
  /** With it the page itself shows and hides the field; absent: it stands as it is. */
  test?: ControlTest | undefined;
  isShown: boolean;
}

/**
 * The fields shown, and those that an answer on this very page may bring up. A field that the answers just sent
 * brought up stays whatever the page makes of it: the server asks for it.
 */
function laidOut({ page, fields = page.fields, revealed = [], picture }: FormPageProps): LaidOut[] {
  const shown = new Set(fields.map(({ id }) => id));
  const tests = testsAtOnce(page.page);
  if (picture || tests.size === 0) return fields.map((field) => ({ field, isShown: true }));
  return page.page.fields.flatMap((field): LaidOut[] => {
    const isShown = shown.has(field.id);
    const test = revealed.includes(field.id) ? undefined : tests.get(field.id);
    return isShown || test ? [{ field, test, isShown }] : [];
  });
}

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

/** The page of a form that has this one only. */
export const onePage = (id: string, title: string, fields: readonly Field[]): JourneyPage => ({
  id,
  page: { id, title, fields: [...fields], checks: [] },
  fields,
  isComplete: false,
  previous: null,
  next: null,
  step: 1,
});

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
