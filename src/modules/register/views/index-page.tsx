import { localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../defining/draft.js';
import type { KeptRegister } from '../model.js';
import { DraftStateTag } from './defining/approval-forms.js';
import { draftHref } from './defining/draft-frame.js';

/** All registers that somebody sees. */
export const IndexPage = ({
  page,
  registers,
  unitOf,
  countOf,
  drafts,
  mayDefine,
}: {
  page: PageContext;
  registers: readonly { kept: KeptRegister; rows: number }[];
  unitOf(unit: string): string;
  /** A count in words. */
  countOf(rows: number): string;
  /** Definitions that the reader may go on writing. */
  drafts: readonly Draft[];
  mayDefine: boolean;
}) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('register.index.title')}
      lead={t('register.index.lead')}
      {...(mayDefine && {
        actions: <ButtonLink href={`${base}/staff/registers/new`}>{t('registerDesk.make')}</ButtonLink>,
      })}
    >
      {drafts.length > 0 && (
        <Section title={t('registerDesk.drafts')}>
          <p>{t('registerDesk.draftsLead')}</p>
          <ul>
            {drafts.map((draft) => (
              <li>
                <a href={draftHref(page, draft.register, draft.state === 'draft' ? '' : '/preview')}>
                  {localize(draft.document.title, t.locale)}
                </a>{' '}
                <DraftStateTag page={page} draft={draft} />{' '}
                <span class="muted">
                  {unitOf(draft.unit)}・{t.dateTime(draft.changedAt)}
                </span>
                {draft.beginsOn && <> {t('registerCheck.scheduledFor', { date: t.date(draft.beginsOn) })}</>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {registers.length === 0 ? (
        <EmptyState title={t('register.index.empty')} icon="inbox">
          {t('register.index.emptyText')}
        </EmptyState>
      ) : (
        <Table
          id="registers"
          caption={t('register.index.title')}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('register.index.name'),
              isRowHeader: true,
              cell: ({ kept: { register } }) => (
                <>
                  <a href={`${base}/staff/registers/${register.id}`}>{localize(register.title, t.locale)}</a>
                  {register.description && <p class="muted">{localize(register.description, t.locale)}</p>}
                </>
              ),
            },
            { header: t('register.index.rows'), numeric: true, cell: ({ rows }) => countOf(rows) },
            { header: t('register.index.unit'), cell: ({ kept }) => unitOf(kept.unit) },
            {
              header: t('register.index.published'),
              cell: ({ kept: { register } }) =>
                register.notPublic === undefined ? (
                  <a href={`${base}/registers/${register.id}`}>{t('register.index.openPublic')}</a>
                ) : (
                  t('register.index.notPublished', { reason: register.notPublic })
                ),
            },
          ]}
          rows={registers}
        />
      )}
    </StaffPage>
  );
};
