import { z } from 'zod';
import { StoredFile } from '#forms/fields/file/stored-file.js';
import { Lines } from '#forms/fields/paragraphs.js';
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
  /** What the office should see beside an answer, by field. */
  remarks?: ReadonlyMap<string, readonly string[]>;
  level?: 2 | 3;
  /** Where the files among the answers are got; without it they are named only. */
  filesAt?: string;
}

interface AnswerProps extends Pick<AskedQuestion, 'kind' | 'answer' | 'raw'> {
  filesAt: string | undefined;
}

const Answer = ({ kind, answer, raw, filesAt }: AnswerProps) => {
  const files = kind === 'file' || kind === 'photo' ? StoredFile.array().safeParse(raw) : undefined;
  if (files?.success && filesAt !== undefined) {
    return (
      <ul class="file-list">
        {files.data.map(({ file, name }) => (
          <li>
            <a href={`${filesAt}/${file}`}>{name}</a>
          </li>
        ))}
      </ul>
    );
  }
  const drawn = kind === 'signature' ? Drawing.safeParse(raw) : undefined;
  if (drawn?.success)
    return <img class="signature" src={`data:image/png;base64,${drawn.data.png}`} alt={answer ?? ''} />;
  return <Lines text={answer ?? ''} />;
};

const Drawing = z.object({ png: z.string().regex(/^[A-Za-z0-9+/]+=*$/) });

/** The questions as they were asked, with the answers; what a correction changed is marked. */
export const AskedList = ({
  t,
  asked,
  before = new Map(),
  remarks = new Map(),
  level = 3,
  filesAt,
}: AskedListProps) => (
  <>
    {groups(asked).map(({ title, questions }) => (
      <section class="asked">
        {title && (level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>)}
        <SummaryList
          t={t}
          rows={questions.map(({ field, kind, question, answer, raw }) => ({
            term: question,
            value:
              answer === null && !before.has(field) ? null : (
                <>
                  <Answer kind={kind} answer={answer} raw={raw} filesAt={filesAt} />
                  {before.has(field) && (
                    <p class="answer-before">
                      <Badge tone="new">{t('procedure.answers.changed')}</Badge>{' '}
                      {t('procedure.answers.before', { answer: before.get(field) ?? t('ui.summary.empty') })}
                    </p>
                  )}
                  {remarks.get(field)?.map((remark) => (
                    <p class="answer-remark">
                      <Badge tone="required">{t('checks.different.mark')}</Badge> {remark}
                    </p>
                  ))}
                </>
              ),
          }))}
        />
      </section>
    ))}
  </>
);
