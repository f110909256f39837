import type { Child } from 'hono/jsx';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { BackLink } from '#ui/components/back-link.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { ErrorSummary } from '#ui/components/error-summary.js';
import { Form } from '#ui/components/form.js';
import { SummaryList, type SummaryRow } from '#ui/components/summary-list.js';
import { PageHeading } from '#ui/layouts/page-parts.js';
import { isQuestion } from '../fields/field.js';
import { Lines } from '../fields/paragraphs.js';
import type { Journey, JourneyPage } from '../journey.js';
import { answerText } from '../submission.js';

/** Name and id of the box under the answers; "true" when ticked. */
export const DECLARATION = '_declaration';

export interface CheckAnswersPageProps {
  t: Translator;
  /** Complete: canSubmit is true. */
  journey: Journey;
  /** Address of the page on which an answer is changed. */
  changeHref: (pageId: string, fieldId: string) => string;
  action: string;
  backHref: string;
  hidden?: Record<string, string | undefined>;
  declaration?: { label?: string; checked?: boolean };
  /** The box must be ticked and was not. */
  isDeclarationMissing?: boolean;
  submitLabel?: string;
  /** Between the answers and the declaration: fee, what happens next. */
  children?: Child;
}

/** Body of the page on which a person checks and submits, with its own h1 (layout: `ownHeading`). */
export const CheckAnswersPage = (props: CheckAnswersPageProps) => {
  const { t, journey, declaration = {}, isDeclarationMissing = false } = props;
  const label = declaration.label ?? t('forms.check.declaration');
  const error = isDeclarationMissing ? t('forms.error.required.agree', { label }) : undefined;
  return (
    <>
      <BackLink t={t} href={props.backHref} />
      <ErrorSummary t={t} errors={error ? [{ id: DECLARATION, text: error }] : []} />
      <PageHeading title={t('forms.check.title')} lead={t('forms.check.lead')} />
      {journey.pages.map((page) => (
        <PageAnswers {...props} page={page} />
      ))}
      {props.children}
      <Form t={t} action={props.action} hidden={props.hidden ?? {}}>
        <Checkbox
          t={t}
          id={DECLARATION}
          label={label}
          required
          checked={declaration.checked ?? false}
          {...(error && { error })}
        />
        <ButtonRow>
          <Button type="submit" size="large">
            {props.submitLabel ?? t('forms.check.submit')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
};

const PageAnswers = ({ t, journey, changeHref, page }: CheckAnswersPageProps & { page: JourneyPage }) => {
  const rows = page.fields.filter(isQuestion).map((field): SummaryRow => {
    const answer = answerText(field, journey.relevant[field.id], t);
    return {
      term: localize(field.label, t.locale),
      value: answer === null ? null : <Lines text={answer} />,
      changeHref: changeHref(page.id, field.id),
    };
  });
  if (rows.length === 0) return null;
  return (
    <section>
      {page.page.title && <h2>{localize(page.page.title, t.locale)}</h2>}
      <SummaryList t={t} rows={rows} />
    </section>
  );
};
