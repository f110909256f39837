import type { FormDefinition } from '#forms/definition.js';
import { journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { questionsAsAsked } from '#forms/submission.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Section } from '#ui/components/section.js';
import { SummaryList } from '#ui/components/summary-list.js';
import type { DraftDocument } from '../model.js';

interface StaffPreviewProps {
  t: Translator;
  document: DraftDocument;
  form: FormDefinition;
  today: Temporal.PlainDate;
}

/** What staff have before them: the answers, what is checked, who signs off, who decides. */
export const StaffPreview = (props: StaffPreviewProps) => (
  <>
    <AnswersPreview {...props} />
    <ReviewPreview t={props.t} review={props.document.review} />
  </>
);

/** The answers of somebody, made up. */
export const AnswersPreview = ({ t, form, today }: StaffPreviewProps) => {
  const asked = questionsAsAsked(journey(form, sampleAnswers(form, 0, today), { today }), 'ja');
  return (
    <Section title={t('authoring.preview.answers')}>
      <p>{t('authoring.preview.answersText')}</p>
      <SummaryList
        t={t}
        rows={asked
          .filter(({ kind }) => kind !== 'statement')
          .map(({ question, answer }) => ({ term: question, value: answer ?? '' }))}
      />
    </Section>
  );
};

/** How it is worked on. */
export const ReviewPreview = ({ t, review }: { t: Translator; review: DraftDocument['review'] }) => (
  <>
    <Section title={t('authoring.review.checks')}>
      {(review?.checks?.length ?? 0) === 0 && <p>{t('authoring.compare.nothing')}</p>}
      <ul>
        {review?.checks?.map((check) => (
          <li>{check}</li>
        ))}
      </ul>
    </Section>
    <Section title={t('authoring.review.steps')}>
      {(review?.steps?.length ?? 0) === 0 && <p>{t('authoring.compare.nothing')}</p>}
      <ol>
        {review?.steps?.map(({ title, by }) => (
          <li>
            {title} {t(`authoring.review.by.${by ?? 'clerk'}`)}
          </li>
        ))}
      </ol>
    </Section>
    <p>{t('editor.preview.decidedBy', { by: t(`authoring.review.by.${review?.decidedBy ?? 'clerk'}`) })}</p>
  </>
);
