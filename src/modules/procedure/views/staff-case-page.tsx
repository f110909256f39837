import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { TiedRowsSection } from '#modules/register/api.js';
import { Details } from '#ui/components/details.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Timeline, type TimelineEntry } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ComparedFact } from '../identity-differences.js';
import { PartsSection } from '../parts/views/section.js';
import { RelatedSection } from '../related/views.js';
import type { StaffCase } from '../service/work.js';
import { AskedList } from './asked-list.js';
import { CaseWork } from './case-work.js';
import type { SentApproval } from './check-form.js';
import { DocumentPart } from './document-part.js';
import { ENTRY_WORDS, purposeWords } from './words.js';

/** Looks that follow each other are one line, with how often. */
function historyLines({ t }: PageContext, history: StaffCase['history']): TimelineEntry[] {
  const lines: (TimelineEntry & { key: string; times: number })[] = [];
  for (const { type, at, name, purpose } of history) {
    const isLook = type === 'case.viewed';
    const key = isLook ? `${name} ${purpose}` : '';
    const last = lines.at(-1);
    if (last && isLook && last.key === key) {
      last.times += 1;
      last.text = t('staff.case.looks', { purpose: purposeWords(t, purpose ?? ''), times: last.times });
      continue;
    }
    lines.push({
      key,
      times: 1,
      at: t.dateTime(at),
      title: t(ENTRY_WORDS[type]),
      ...(name !== null && { by: name }),
      ...(isLook && { text: purposeWords(t, purpose ?? '') }),
    });
  }
  return lines;
}

const DIFFERENT = {
  name: 'checks.different.name',
  kana: 'checks.different.kana',
  birthDate: 'checks.different.birthDate',
  address: 'checks.different.address',
} as const satisfies Record<ComparedFact, MessageKey>;

/** What the office should see beside an answer. */
function remarksOn({ t }: PageContext, { differences }: StaffCase): ReadonlyMap<string, string[]> {
  const remarks = new Map<string, string[]>();
  for (const { field, fact, known } of differences) {
    const said = fact === 'birthDate' ? t.date(Temporal.PlainDate.from(known)) : known;
    remarks.set(field, [...(remarks.get(field) ?? []), t(DIFFERENT[fact], { known: said })]);
  }
  return remarks;
}

/** The work, then the answers as asked: beside each other on wide screens, the answers at the left. Beneath, what happened. */
export const StaffCasePage = ({
  page,
  data,
  today,
  sent,
}: {
  page: PageContext;
  data: StaffCase;
  today: Temporal.PlainDate;
  /** An approval that came back. */
  sent?: SentApproval;
}) => {
  const { t, base } = page;
  const { case: subject, procedure, corrections } = data;
  const { content } = subject;
  const before = new Map(
    [...corrections.map((correction) => correction.before), data.reissue?.before ?? []].flatMap((asked) =>
      asked.map(({ field, answer }) => [field, answer] as const),
    ),
  );
  const open = corrections.find(({ answeredAt }) => answeredAt === null);
  const title = localize(procedure.title, t.locale);
  return (
    <StaffPage
      page={page}
      title={title}
      lead={
        <>
          <span class="code">{formatReference(subject.number)}</span> {subject.applicantName}
        </>
      }
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
      errors={Object.entries(sent?.errors ?? {}).map(([id, text]) => ({ id, text }))}
    >
      <div class="case-columns">
        <CaseWork page={page} data={data} today={today} sent={sent} />
        <div class="case-answers">
          {open && (
            <NotificationBanner
              t={t}
              kind="info"
              title={t('staff.case.askedFor', { date: t.date(open.dueOn) })}
            >
              <p class="quote">{open.message}</p>
            </NotificationBanner>
          )}
          {content.refusal !== null && (
            <NotificationBanner t={t} kind="info" title={t('procedure.case.refusal')}>
              <p class="quote">{content.refusal}</p>
            </NotificationBanner>
          )}
          <Section title={t('staff.case.answers')}>
            <AskedList
              t={t}
              asked={content.askedInJapanese ?? content.asked}
              before={before}
              remarks={remarksOn(page, data)}
              filesAt={`${base}/staff/cases/${subject.id}/files`}
            />
            {data.scanFile && (
              <p>
                <a href={`${base}/staff/cases/${subject.id}/files/${data.scanFile}`}>{t('scan.case.file')}</a>
              </p>
            )}
            {content.askedInJapanese && (
              <Details summary={t('staff.case.asAsked')}>
                <AskedList t={t} asked={content.asked} level={3} />
              </Details>
            )}
          </Section>
          <PartsSection
            page={page}
            caseHref={`${base}/staff/cases/${subject.id}`}
            isStaff
            parts={data.parts}
          />
          <DocumentPart page={page} data={data} />
          <RelatedSection page={page} caseId={subject.id} related={data.related} />
          <TiedRowsSection page={page} tied={data.tied} />
        </div>
      </div>
      <Section title={t('staff.case.history')} id="history">
        <Timeline entries={historyLines(page, data.history)} />
      </Section>
    </StaffPage>
  );
};
