import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { type Column, Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { stateMark, submittedDay } from '../views/words.js';
import type { RelatedCases, RelatedLine, RelatedPage as RelatedPageData } from './service.js';

const CaseLink = ({ page, one }: { page: PageContext; one: RelatedLine }) => (
  <a href={`${page.base}/staff/cases/${one.id}`}>
    <span class="code">{formatReference(one.number)}</span> {localize(one.title, page.t.locale)}
  </a>
);

/** On the page of a case: the linked ones, and the latest of the same applicant. */
export const RelatedSection = ({
  page,
  caseId,
  related: { linked, sameApplicant, hasMore },
}: {
  page: PageContext;
  caseId: string;
  related: RelatedCases;
}) => {
  const { t } = page;
  const known = new Set(linked.map(({ id }) => id));
  const others = sameApplicant.filter(({ id }) => !known.has(id));
  const list = (lines: readonly RelatedLine[]) => (
    <ul>
      {lines.map((one) => (
        <li>
          <CaseLink page={page} one={one} />（{stateMark(t, one).label}）
        </li>
      ))}
    </ul>
  );
  return (
    <Section title={t('related.title')}>
      {linked.length > 0 && list(linked)}
      {others.length > 0 && (
        <>
          <p>{t('related.same')}</p>
          {list(others)}
        </>
      )}
      <p>
        <a href={`${page.base}/staff/cases/${caseId}/related`}>
          {t(hasMore ? 'related.all' : 'related.toPage')}
        </a>
      </p>
    </Section>
  );
};

interface RelatedPageProps {
  page: PageContext;
  data: RelatedPageData;
  isFirst: boolean;
  typed?: { number: string; error: string };
}

export const RelatedPage = ({ page, data, isFirst, typed }: RelatedPageProps) => {
  const { t, base } = page;
  const { number, id } = data.case;
  const caseHref = `${base}/staff/cases/${id}`;
  const href = `${caseHref}/related`;
  const columns: Column<RelatedLine>[] = [
    { header: t('ui.inbox.subject'), isRowHeader: true, cell: (one) => <CaseLink page={page} one={one} /> },
    { header: t('ui.inbox.person'), cell: ({ applicantName }) => applicantName },
    { header: t('ui.inbox.state'), cell: (one) => <StatusTag {...stateMark(t, one)} /> },
    { header: t('related.submitted'), cell: (one) => submittedDay(t, one) },
  ];
  const unlink: Column<RelatedLine> = {
    header: t('related.unlinkColumn'),
    cell: (one) => (
      <Form t={t} action={`${href}/${one.id}/delete`}>
        <Button type="submit" variant="tertiary" size="small">
          {t('related.unlink')}
          <VisuallyHidden>{formatReference(one.number)}</VisuallyHidden>
        </Button>
      </Form>
    ),
  };
  return (
    <StaffPage
      page={page}
      title={t('related.title')}
      lead={formatReference(number)}
      back={{ href: caseHref }}
      errors={typed ? [{ id: 'number', text: typed.error }] : []}
    >
      <Section title={t('related.linkedTitle')}>
        {data.linked.length === 0 ? (
          <p>{t('related.none')}</p>
        ) : (
          <Table
            id="linked"
            caption={t('related.linkedTitle')}
            isCaptionHidden
            stacked
            columns={[...columns, unlink]}
            rows={data.linked}
          />
        )}
        <Form t={t} action={href}>
          <TextInput
            t={t}
            id="number"
            label={t('related.number')}
            hint={t('related.numberHint')}
            required
            error={typed?.error}
            value={typed?.number ?? ''}
            width="20"
            autoComplete="off"
          />
          <ButtonRow>
            <Button type="submit">{t('related.link')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('related.same')}>
        {data.sameApplicant.length === 0 ? (
          <p>{t('related.noneSame')}</p>
        ) : (
          <>
            <Table
              id="same"
              caption={t('related.same')}
              isCaptionHidden
              stacked
              columns={columns}
              rows={data.sameApplicant}
            />
            <Pagination
              t={t}
              countText={t('related.shown', { count: data.sameApplicant.length })}
              previousHref={isFirst ? undefined : href}
              nextHref={data.next === null ? undefined : `${href}?after=${encodeURIComponent(data.next)}`}
            />
          </>
        )}
      </Section>
    </StaffPage>
  );
};
