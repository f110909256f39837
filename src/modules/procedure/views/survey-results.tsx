import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { ShareChart } from '#ui/charts/share-chart.js';
import { ButtonLink } from '#ui/components/button.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Procedure } from '../definition.js';
import type { ResultQuestion, ResultRow, Withheld } from '../public-answers.js';
import { kindWords } from './kind-words.js';

const WITHHELD_WORDS = {
  few: 'statistics.few',
  derivable: 'figures.withheld',
} as const satisfies Record<Withheld, MessageKey>;

const isAnswered = ({ answered }: ResultQuestion): boolean => answered !== 0;

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
        <p>{t('figures.small')}</p>
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
  return (
    <div class="survey-question">
      <ShareChart
        t={t}
        id={`${field}-chart`}
        title={title}
        note={answered === null ? t('statistics.few') : t('survey.answered', { count: answered })}
        rows={rows.map((row) => ({
          ...row,
          ...(row.withheld && { unpublished: t(WITHHELD_WORDS[row.withheld]) }),
        }))}
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
              cell: ({ count, withheld }: ResultRow) =>
                count === null ? t(WITHHELD_WORDS[withheld ?? 'few']) : t.number(count),
              numeric: true,
            },
            {
              header: t('survey.share'),
              cell: ({ share, withheld }: ResultRow) =>
                share === null
                  ? t(WITHHELD_WORDS[withheld ?? 'few'])
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
