import { ShareChart } from '#ui/charts/share-chart.js';
import { ButtonLink } from '#ui/components/button.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Procedure } from '../definition.js';
import type { ResultQuestion, ResultRow } from '../public-answers.js';
import { kindWords } from './kind-words.js';

const isAnswered = ({ answered }: ResultQuestion): boolean => answered !== 0;

const hidesSome = ({ answered, rows }: ResultQuestion): boolean =>
  answered !== null && rows.some(({ count }) => count === null);

/** What people answered: a chart of each question with its table, and the same figures as files. */
export const SurveyResults = ({
  page,
  procedure,
  results,
}: {
  page: PageContext;
  procedure: Procedure;
  results: readonly ResultQuestion[];
}) => {
  const { t, base } = page;
  const href = `${base}/procedures/${procedure.id}`;
  if (!results.some(isAnswered)) {
    return (
      <EmptyState
        title={t('kind.survey.noAnswers')}
        icon="inbox"
        action={<ButtonLink href={href}>{t(kindWords(procedure).begin)}</ButtonLink>}
      >
        <p>{t('kind.survey.noAnswersText')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Section title={t('statistics.answers')}>
        {results.some(hidesSome) && <p>{t('figures.small')}</p>}
        <div class="survey-questions">
          {results.map((question) => (
            <Question page={page} question={question} />
          ))}
        </div>
      </Section>
      <Section title={t('kind.survey.openData')}>
        <ul>
          <li>
            <a href={`${href}/statistics.csv`}>{t('kind.survey.file', { format: 'CSV' })}</a>
          </li>
          <li>
            <a href={`${base}/api/v1/procedures/${procedure.id}/statistics`}>
              {t('kind.survey.file', { format: 'JSON' })}
            </a>
          </li>
        </ul>
      </Section>
    </>
  );
};

const Question = ({ page: { t }, question }: { page: PageContext; question: ResultQuestion }) => {
  const { field, question: title, answered, isMultiple, rows } = question;
  if (answered === null) {
    return (
      <div class="survey-question">
        <h3>{title}</h3>
        <p class="muted">{t('figures.tooFew')}</p>
      </div>
    );
  }
  return (
    <div class="survey-question">
      <ShareChart
        t={t}
        id={`${field}-chart`}
        title={title}
        note={t('survey.answered', { count: answered })}
        rows={rows}
        unpublished={t('figures.withheld')}
      />
      {isMultiple && <p class="card-note">{t('statistics.multiple')}</p>}
      <Details summary={t('survey.table')} open>
        <Table
          id={field}
          caption={title}
          columns={[
            { header: t('statistics.answer'), cell: ({ label }: ResultRow) => label, isRowHeader: true },
            {
              header: t('statistics.count'),
              cell: ({ count }: ResultRow) => (count === null ? t('figures.withheld') : t.number(count)),
              numeric: true,
            },
            {
              header: t('survey.share'),
              cell: ({ share }: ResultRow) =>
                share === null
                  ? t('figures.withheld')
                  : t.number(share, { style: 'percent', maximumFractionDigits: 1 }),
              numeric: true,
            },
          ]}
          rows={rows}
        />
      </Details>
    </div>
  );
};
