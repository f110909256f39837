import { dateIn } from '#kernel/clock.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { type Binder, DISPOSAL_KINDS, type Disposal, numberText } from '../model.js';
import type { OpenedDisposal } from '../service/disposals.js';
import { summaryOf, type Typed } from '../typed.js';
import { binderColumns } from './binder-list-page.js';
import { RecordsFrame } from './frame.js';
import { DISPOSAL_KIND_WORDS, DISPOSAL_WORDS, REASON_LIMIT } from './words.js';

export interface DisposalsPageProps {
  page: PageContext;
  over: readonly Binder[];
  hasMore: boolean;
  lists: readonly Disposal[];
  rules: Rules;
  unitOf(unit: string): string;
  chosen: readonly string[];
  typed: Typed;
  nextHref: string | undefined;
  mayPropose: boolean;
  mayKeep: boolean;
}

/** What the box of a binder says: class, year, section, last day, and what is to become of it. */
const binderWords = ({ page: { t }, rules, unitOf }: DisposalsPageProps, binder: Binder): string => {
  const small = rules.classOf(binder.classification);
  return [
    t('records.yearOf', { year: String(binder.fiscalYear) }),
    unitOf(binder.unit),
    t('records.overSince', { day: binder.keptUntil ? t.date(binder.keptUntil) : '' }),
    ...(small ? [t(`records.afterwards.${small.afterwards}`), small.article] : []),
  ].join('・');
};

const Over = (props: DisposalsPageProps) => {
  const { page, over, hasMore, chosen, typed, mayPropose } = props;
  const { t, base } = page;
  const { values, errors } = typed;
  if (over.length === 0) return <EmptyState title={t('records.disposal.nothingOver')} icon="check" />;
  const boxes = over.map((binder, index) => (
    <Checkbox
      t={t}
      id={index === 0 ? 'binders' : `binders-${binder.id}`}
      name="binders"
      value={binder.id}
      label={t('records.binderName', { title: binder.title, volume: binder.volume })}
      hint={binderWords(props, binder)}
      checked={chosen.includes(binder.id)}
      error={index === 0 ? errors.binders : undefined}
    />
  ));
  if (!mayPropose) return <>{boxes}</>;
  return (
    <Form t={t} action={`${base}/staff/records/disposals`}>
      {boxes}
      {hasMore && <p>{t('records.disposal.more')}</p>}
      <RadioGroup
        t={t}
        id="kind"
        label={t('records.disposal.what')}
        required
        value={values.kind}
        error={errors.kind}
        options={DISPOSAL_KINDS.map((kind) => ({
          value: kind,
          label: t(DISPOSAL_KIND_WORDS[kind]),
          hint: t(`records.disposal.hint.${kind}`),
        }))}
      />
      <Textarea
        t={t}
        id="reason"
        label={t('records.reason')}
        rows={3}
        maxLength={REASON_LIMIT}
        required
        value={values.reason}
        error={errors.reason}
      />
      <ButtonRow>
        <Button type="submit">{t('records.disposal.propose')}</Button>
      </ButtonRow>
    </Form>
  );
};

/** Binders whose time is over, and the lists that were made of them. */
export const DisposalsPage = (props: DisposalsPageProps) => {
  const { page, lists, unitOf, typed, nextHref, mayKeep } = props;
  const { t, base } = page;
  return (
    <RecordsFrame
      page={page}
      current="disposals"
      title={t('records.disposal.title')}
      mayKeep={mayKeep}
      errors={summaryOf(typed)}
    >
      <Section title={t('records.disposal.over')}>
        <Over {...props} />
      </Section>
      <Section title={t('records.disposal.lists')}>
        {lists.length === 0 ? (
          <p>{t('records.disposal.noLists')}</p>
        ) : (
          <>
            <Table
              id="disposals"
              caption={t('records.disposal.lists')}
              isCaptionHidden
              stacked
              columns={[
                {
                  header: t('records.disposal.number'),
                  isRowHeader: true,
                  cell: (one) => <a href={`${base}/staff/records/disposals/${one.id}`}>{numberText(one)}</a>,
                },
                { header: t('records.disposal.what'), cell: ({ kind }) => t(DISPOSAL_KIND_WORDS[kind]) },
                { header: t('records.unit'), cell: ({ unit }) => unitOf(unit) },
                { header: t('records.state'), cell: ({ state }) => t(DISPOSAL_WORDS[state]) },
                {
                  header: t('records.disposal.proposedAt'),
                  nowrap: true,
                  cell: ({ proposedAt }) => t.date(dateIn(proposedAt)),
                },
              ]}
              rows={lists}
            />
            <Pagination
              t={t}
              countText={t('records.disposal.shown', { shown: lists.length })}
              nextHref={nextHref}
            />
          </>
        )}
      </Section>
    </RecordsFrame>
  );
};

/** One list: what is on it, and the decision of a second person. */
export const DisposalPage = ({
  page,
  data,
  rules,
  unitOf,
}: {
  page: PageContext;
  data: OpenedDisposal;
  rules: Rules;
  unitOf(unit: string): string;
}) => {
  const { t, base } = page;
  const { disposal, binders, documents, names, mayDecide, decision } = data;
  const nameOf = (actor: string | null) =>
    names.get((actor ?? '').replace('staff/', '')) ?? t('records.none');
  const here = `${base}/staff/records/disposals/${disposal.id}`;
  const kind = t(DISPOSAL_KIND_WORDS[disposal.kind]);
  return (
    <StaffPage
      page={page}
      title={t('records.disposal.one', { kind, number: numberText(disposal) })}
      breadcrumbs={[{ label: t('records.disposal.title'), href: `${base}/staff/records/disposals` }]}
    >
      <DescriptionList
        items={[
          { term: t('records.state'), value: t(DISPOSAL_WORDS[disposal.state]) },
          { term: t('records.unit'), value: unitOf(disposal.unit) },
          { term: t('records.reason'), value: disposal.reason },
          {
            term: t('records.disposal.documents'),
            value: t('records.disposal.count', { binders: binders.length, documents }),
          },
          {
            term: t('records.disposal.proposedBy'),
            value: `${nameOf(disposal.proposedBy)}　${t.dateTime(disposal.proposedAt)}`,
          },
          {
            term: t('records.disposal.decidedBy'),
            value: disposal.decidedAt
              ? `${nameOf(disposal.decidedBy)}　${t.dateTime(disposal.decidedAt)}`
              : t('records.none'),
          },
        ]}
      />
      {disposal.state === 'done' && (
        <p>
          <ButtonLink href={`${here}/certificate.pdf`} variant="secondary">
            {t(`records.disposal.certificate.${disposal.kind}`)}
          </ButtonLink>
        </p>
      )}
      <Table
        id="binders"
        caption={t('records.tab.binders')}
        stacked
        columns={binderColumns(page, rules, unitOf)}
        rows={binders}
      />
      {mayDecide && (
        <Section title={t('records.disposal.decide')}>
          <p>{t(`records.disposal.warning.${disposal.kind}`)}</p>
          <Form t={t} action={here}>
            <ButtonRow>
              <ConfirmButton
                id="approve"
                name="decision"
                value="approve"
                variant={disposal.kind === 'destroy' ? 'danger' : 'primary'}
                label={t('records.disposal.approve', { kind })}
                question={t(`records.disposal.warning.${disposal.kind}`)}
                cancel={t('common.back')}
              />
              <Button type="submit" name="decision" value="refuse" variant="secondary">
                {t('records.disposal.refuse')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {decision !== null && (
        <p>
          {disposal.state === 'proposed' && t('dispatch.disposal.underWay')}{' '}
          <a href={`${base}/staff/decisions/${decision}`}>{t('dispatch.disposal.link')}</a>
        </p>
      )}
      {disposal.state === 'proposed' && !mayDecide && decision === null && (
        <p>{t('records.disposal.waits')}</p>
      )}
    </StaffPage>
  );
};
