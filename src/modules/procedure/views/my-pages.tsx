import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { ButtonLink } from '#ui/components/button.js';
import { Card, Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { MoreLink } from '#ui/components/link.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { CaseLine, MyOverview } from '../service/my.js';
import { DraftList } from './draft-list.js';
import { kindWords } from './kind-words.js';
import { LookList, type LookWords } from './looks.js';
import { stateMark, stateText, submittedDay } from './words.js';

const CaseCard = ({ page, line, text }: { page: PageContext; line: CaseLine; text?: string }) => {
  const { t } = page;
  return (
    <Card
      title={localize(line.title, t.locale)}
      href={`${page.base}/my/cases/${line.id}`}
      mark={<StatusTag {...stateMark(t, line)} />}
    >
      <p>{text ?? stateText(t, line, kindWords(line))}</p>
      <p class="muted">
        {t(kindWords(line).numberAndDay, {
          number: formatReference(line.number),
          date: submittedDay(t, line),
        })}
      </p>
    </Card>
  );
};

function expectedText({ t, now }: PageContext, line: CaseLine): string {
  const isLate = Temporal.PlainDate.compare(line.dueOn, dateIn(now)) < 0;
  return t(isLate ? 'procedure.my.late' : 'procedure.my.expected', { date: t.date(line.dueOn) });
}

/** What the person must do now first, then what runs, then what is done. */
export const MyPage = ({ page, data, words }: { page: PageContext; data: MyOverview; words: LookWords }) => {
  const { t, base } = page;
  const isEmpty = [data.todo, data.running, data.done, data.drafts].every((list) => list.length === 0);
  return (
    <CitizenPage page={page} title={t('procedure.my.title')} isPrivate width="wide">
      {isEmpty ? (
        <EmptyState
          title={t('procedure.my.empty')}
          icon="inbox"
          action={<ButtonLink href={`${base}/procedures`}>{t('procedure.my.find')}</ButtonLink>}
        >
          <p>{t('procedure.my.emptyText')}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t('procedure.my.todo')} id="todo">
            {data.todo.length === 0 ? (
              <p>{t('procedure.my.nothingToDo')}</p>
            ) : (
              <Cards>
                {data.todo.map((line) => (
                  <CaseCard page={page} line={line} />
                ))}
              </Cards>
            )}
          </Section>
          {data.drafts.length > 0 && (
            <Section title={t('procedure.my.drafts')} id="drafts">
              <DraftList
                page={page}
                drafts={data.drafts}
                words={({ title, updatedAt }) => ({
                  label: localize(title, t.locale),
                  before: t('procedure.my.savedAt', { at: t.dateTime(updatedAt) }),
                })}
              />
            </Section>
          )}
          {data.running.length > 0 && (
            <Section title={t('procedure.my.running')} id="running">
              <Cards>
                {data.running.map((line) => (
                  <CaseCard page={page} line={line} text={expectedText(page, line)} />
                ))}
              </Cards>
            </Section>
          )}
          {data.done.length > 0 && (
            <Section title={t('procedure.my.done')} id="done">
              <Cards>
                {data.done.map((line) => (
                  <CaseCard page={page} line={line} />
                ))}
              </Cards>
              {data.nextDone !== null && (
                <MoreLink href={`${base}/my?after=${encodeURIComponent(data.nextDone)}#done`}>
                  {t('procedure.my.older')}
                </MoreLink>
              )}
            </Section>
          )}
          <Section title={t('procedure.looks.title')} id="looks">
            <LookList page={page} looks={data.looks} words={words} />
          </Section>
        </>
      )}
      <p>
        <a href={`${base}/my/letters`}>{t('letter.title')}</a>
      </p>
      <p>
        <a href={`${base}/my/payments`}>{t('payment.list.title')}</a>
      </p>
      <p>
        <a href={`${base}/my/api-keys`}>{t('apiKeys.title')}</a>
      </p>
    </CitizenPage>
  );
};
