import type { AskedQuestion } from '#forms/submission.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';
import { SummaryList } from '#ui/components/summary-list.js';

interface Group {
  title: string | null;
  page: string;
  questions: AskedQuestion[];
}

function groups(asked: readonly AskedQuestion[]): Group[] {
  const result: Group[] = [];
  for (const question of asked.filter(({ kind }) => kind !== 'statement')) {
    const last = result.at(-1);
    if (last?.page === question.page) last.questions.push(question);
    else result.push({ page: question.page, title: question.pageTitle, questions: [question] });
  }
  return result;
}

export interface AskedListProps {
  t: Translator;
  asked: readonly AskedQuestion[];
  /** What the answers were before a correction, by field. */
  before?: ReadonlyMap<string, string | null>;
  level?: 2 | 3;
}

/** The questions as they were asked, with the answers; what a correction changed is marked. */
export const AskedList = ({ t, asked, before = new Map(), level = 3 }: AskedListProps) => (
  <>
    {groups(asked).map(({ title, questions }) => (
      <section class="asked">
        {title && (level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>)}
        <SummaryList
          t={t}
          rows={questions.map(({ field, question, answer }) => ({
            term: question,
            value:
              answer === null && !before.has(field) ? null : (
                <>
                  {answer}
                  {before.has(field) && (
                    <p class="answer-before">
                      <Badge tone="new">{t('procedure.answers.changed')}</Badge>{' '}
                      {t('procedure.answers.before', { answer: before.get(field) ?? t('ui.summary.empty') })}
                    </p>
                  )}
                </>
              ),
          }))}
        />
      </section>
    ))}
  </>
);
