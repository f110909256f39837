import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { type DocumentHead, GRADES, numberText } from '../model.js';
import type { OpenedDraft } from '../service/decided.js';
import { summaryOf, type Typed } from '../typed.js';
import { classGroups } from './receipt-page.js';
import { GRADE_WORDS } from './words.js';

/** A draft that is not decided yet: how it will be kept. */
export const DraftPage = ({
  page,
  data: { paper, choice, mayChoose },
  rules,
  typed,
}: {
  page: PageContext;
  data: OpenedDraft;
  rules: Rules;
  typed: Typed;
}) => {
  const { t, base } = page;
  const chosen = choice.classification === null ? undefined : rules.classOf(choice.classification);
  return (
    <StaffPage
      page={page}
      title={t('dispatch.draft.title')}
      lead={paper.content.title}
      breadcrumbs={[
        { label: t('records.list.title'), href: `${base}/staff/records` },
        { label: paper.content.title, href: `${base}/staff/decisions/${paper.id}` },
      ]}
      errors={summaryOf(typed)}
    >
      <p>{t('dispatch.draft.notYet')}</p>
      {mayChoose ? (
        <Form t={t} action={`${base}/staff/records/drafts/${paper.id}`}>
          <Select
            t={t}
            id="classification"
            label={t('records.classification')}
            required
            width="full"
            value={typed.values.classification ?? choice.classification ?? ''}
            error={typed.errors.classification}
            groups={classGroups(t, rules)}
          />
          <RadioGroup
            t={t}
            id="grade"
            label={t('records.grade')}
            required
            value={typed.values.grade ?? choice.grade ?? 'open'}
            error={typed.errors.grade}
            options={GRADES.map((one) => ({
              value: one,
              label: t(GRADE_WORDS[one]),
              hint: t(`records.gradeHint.${one}`),
            }))}
          />
          <ButtonRow>
            <Button type="submit">{t('dispatch.draft.choose')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>
          {t('dispatch.draft.chosen', {
            title: chosen ? localize(chosen.title, t.locale) : t('dispatch.unclassified.one'),
          })}
        </p>
      )}
    </StaffPage>
  );
};

/** What came into the register by itself and waits for its class (未分類). */
export const UnclassifiedPage = ({
  page,
  items,
  names,
  unitOf,
  nextHref,
  isFirst,
}: {
  page: PageContext;
  items: readonly DocumentHead[];
  names: ReadonlyMap<string, string>;
  unitOf(unit: string): string;
  nextHref: string | undefined;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/unclassified`;
  return (
    <StaffPage
      page={page}
      title={t('dispatch.unclassified.title')}
      lead={t('dispatch.unclassified.lead')}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
    >
      {items.length === 0 ? (
        <EmptyState title={t('dispatch.unclassified.none')} icon="inbox" />
      ) : (
        <>
          <Table
            id="documents"
            caption={t('dispatch.unclassified.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('records.list.number'),
                isRowHeader: true,
                nowrap: true,
                cell: (one) => (
                  <a href={`${base}/staff/records/documents/${one.id}#classification`}>{numberText(one)}</a>
                ),
              },
              { header: t('records.subject'), cell: ({ subject }) => subject },
              {
                header: t('records.unit'),
                cell: ({ unit, inCharge }) => (
                  <>
                    {unitOf(unit)}
                    <p class="muted">{(inCharge !== null && names.get(inCharge)) || t('records.none')}</p>
                  </>
                ),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('records.list.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : here}
            nextHref={nextHref}
          />
        </>
      )}
    </StaffPage>
  );
};
