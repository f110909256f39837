import { isQuestion } from '#forms/fields/field.js';
import { Lines } from '#forms/fields/paragraphs.js';
import type { JourneyPage } from '#forms/journey.js';
import { answerText } from '#forms/submission.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Section } from '#ui/components/section.js';
import { SummaryList, type SummaryRow } from '#ui/components/summary-list.js';
import type { OpenInterview } from '../service/interview-forms.js';

interface Props {
  t: Translator;
  open: Pick<OpenInterview, 'way' | 'combined' | 'procedures'>;
  /** Where an answer is changed; absent where it is only read. */
  changeHref?: (pageId: string, fieldId: string) => string;
}

const rowsOf = ({ fields, id }: JourneyPage, { t, open, changeHref }: Props): SummaryRow[] =>
  fields.filter(isQuestion).map((field) => {
    const answer = answerText(field, open.way.relevant[field.id], t);
    return {
      term: localize(field.label, t.locale),
      value:
        answer === null ? (
          ''
        ) : open.combined.statedPages.has(id) ? (
          <>
            <Lines text={answer} />
            <p class="muted">{t('guide.check.stated')}</p>
          </>
        ) : (
          <Lines text={answer} />
        ),
      ...(changeHref && { changeHref: changeHref(id, field.id) }),
    };
  });

/** All answers: first what is asked once for everything, then each procedure under its name. */
export const AnswerSections = (props: Props) => {
  const { t, open } = props;
  const groups = new Map<string, JourneyPage[]>();
  for (const page of open.way.pages) {
    const key = open.combined.procedureOf.get(page.id) ?? '';
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const titleOf = (key: string): string => {
    const found = open.procedures.find(({ procedure }) => procedure.id === key);
    return found ? localize(found.procedure.title, t.locale) : t('guide.check.common');
  };
  return (
    <>
      {[...groups].map(([key, pages]) => (
        <Section title={titleOf(key)}>
          <SummaryList t={t} rows={pages.flatMap((page) => rowsOf(page, props))} />
        </Section>
      ))}
    </>
  );
};
