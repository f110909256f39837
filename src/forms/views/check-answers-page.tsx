import type { Child } from 'hono/jsx';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { SummaryList, type SummaryRow } from '#ui/components/summary-list.js';
import type { PageProps } from '#ui/layouts/page-parts.js';
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
  hidden?: Record<string, string | undefined>;
  declaration?: { label?: string; checked?: boolean };
  /** The box must be ticked and was not. */
  isDeclarationMissing?: boolean;
  submitLabel?: string;
  /** Controls of the same form, above the declaration. */
  beforeDeclaration?: Child;
  /** Between the answers and the declaration: fee, what happens next. */
  children?: Child;
}

/** Body of the page on which a person checks and submits; heading, back link and errors come by checkAnswersTop(). */
export const CheckAnswersPage = (props: CheckAnswersPageProps) => {
  const { t, journey, declaration = {} } = props;
  const error = declarationError(props);
  return (
    <>
      {journey.pages.map((page) => (
        <PageAnswers {...props} page={page} />
      ))}
      {props.children}
      <Form t={t} action={props.action} hidden={props.hidden ?? {}}>
        {props.beforeDeclaration}
        <Checkbox
          t={t}
          id={DECLARATION}
          label={declarationLabel(props)}
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

type DeclarationProps = Pick<CheckAnswersPageProps, 't' | 'declaration' | 'isDeclarationMissing'>;

const declarationLabel = ({ t, declaration }: DeclarationProps): string =>
  declaration?.label ?? t('forms.check.declaration');

const declarationError = (props: DeclarationProps): string | undefined =>
  props.isDeclarationMissing
    ? props.t('forms.error.required.agree', { label: declarationLabel(props) })
    : undefined;

/** What the layout shows around a CheckAnswersPage. */
export function checkAnswersTop(
  props: DeclarationProps,
  backHref: string,
): Pick<PageProps, 'title' | 'lead' | 'back' | 'errors'> {
  const error = declarationError(props);
  return {
    title: props.t('forms.check.title'),
    lead: props.t('forms.check.lead'),
    back: { href: backHref },
    errors: error ? [{ id: DECLARATION, text: error }] : [],
  };
}

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
  const list = <SummaryList t={t} rows={rows} />;
  return page.page.title ? <Section title={localize(page.page.title, t.locale)}>{list}</Section> : list;
};
