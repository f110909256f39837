import { isQuestion, type Question } from '#forms/fields/field.js';
import { Lines } from '#forms/fields/paragraphs.js';
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

/** A question where it stands. */
interface Asked {
  pageId: string;
  field: Question;
}

const rowOf = ({ pageId, field }: Asked, { t, open, changeHref }: Props): SummaryRow => {
  const answer = answerText(field, open.way.relevant[field.id], t);
  return {
    term: localize(field.label, t.locale),
    value:
      answer === null ? (
        ''
      ) : open.combined.statedPages.has(pageId) ? (
        <>
          <Lines text={answer} />
          <p class="muted">{t('guide.check.stated')}</p>
        </>
      ) : (
        <Lines text={answer} />
      ),
    ...(changeHref && { changeHref: changeHref(pageId, field.id) }),
  };
};

/** All answers: first what is asked once for everything, then each procedure under its name. */
export const AnswerSections = (props: Props) => {
  const { t, open } = props;
  const groups = new Map<string, Asked[]>([['', []]]);
  for (const { procedure } of open.procedures) groups.set(procedure.id, []);
  for (const { id: pageId, fields } of open.way.pages)
    for (const field of fields.filter(isQuestion))
      groups.get(open.combined.sectionOf.get(field.id)?.procedure ?? '')?.push({ pageId, field });
  const titleOf = (key: string): string => {
    const found = open.procedures.find(({ procedure }) => procedure.id === key);
    return found ? localize(found.procedure.title, t.locale) : t('guide.check.common');
  };
  return (
    <>
      {[...groups]
        .filter(([, asked]) => asked.length > 0)
        .map(([key, asked]) => (
          <Section title={titleOf(key)}>
            <SummaryList t={t} rows={asked.map((one) => rowOf(one, props))} />
          </Section>
        ))}
    </>
  );
};
