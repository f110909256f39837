import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { fiscalMonths } from '#kernel/values/fiscal-year.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { StepKind } from '../model/route.js';
import type { DecisionFigures, Period, UnitFigures, Wait } from '../service/statistics.js';
import { errorList, KIND_WORDS } from './words.js';

export interface TypedPaper {
  unit: string;
  month: string;
  count: string;
}

type Choice = { id: string; name: string };
interface StatisticsPageProps {
  page: PageContext;
  period: Period;
  thisYear: FiscalYear;
  figures: DecisionFigures;
  units: { all: readonly Choice[]; own: readonly Choice[] };
  typed: TypedPaper;
  errors: Record<string, string>;
}
const YEARS = 6;

/** 電子決裁の統計: how much goes this way, how long it takes, and where it waits. */
export const StatisticsPage = (props: StatisticsPageProps) => {
  const { page, period, thisYear, figures, units, errors } = props;
  const { t, base } = page;
  const list = `${base}/staff/decisions`;
  const here = `${list}/statistics`;
  const { all, sections, rule } = figures;
  const asked = new URLSearchParams({
    ...(period.month ? { month: period.month.toString() } : { year: String(period.year) }),
    ...(period.unit !== null && { unit: period.unit }),
  });
  return (
    <StaffPage
      page={page}
      title={t('decisionFigures.title')}
      breadcrumbs={[{ label: t('decision.title'), href: list }, { label: t('decisionFigures.title') }]}
      errors={errorList(errors)}
    >
      <FilterForm t={t} action={here} label={t('decisionFigures.choose')}>
        <Select
          t={t}
          bare
          id="year"
          label={t('decisionFigures.year')}
          emptyLabel={null}
          options={Array.from({ length: YEARS }, (_, index) => thisYear - index).map((year) => ({
            value: String(year),
            label: t('decisionFigures.fiscalYear', { year: String(year) }),
          }))}
          value={String(period.year)}
        />
        <Select
          t={t}
          bare
          id="month"
          label={t('decisionFigures.month')}
          emptyLabel={t('decisionFigures.wholeYear')}
          options={fiscalMonths(period.year).map((month) => ({
            value: month.toString(),
            label: t.month(month.toPlainDate({ day: 1 })),
          }))}
          value={period.month?.toString() ?? ''}
        />
        <Select
          t={t}
          bare
          id="unit"
          label={t('decisionFigures.unit')}
          emptyLabel={t('decisionFigures.everyUnit')}
          options={units.all.map(({ id, name }) => ({ value: id, label: name }))}
          value={period.unit ?? ''}
        />
      </FilterForm>
      <DescriptionList
        items={[
          ...(period.unit === null
            ? [{ term: t('decisionFigures.sections'), value: t('decisionFigures.sectionsOf', sections) }]
            : []),
          { term: t('decisionFigures.share'), value: share(page, all) },
          { term: t('decisionFigures.days'), value: days(page, all.medianHours) },
          {
            term: t('decisionFigures.sheets'),
            value: (
              <>
                {t('decisionFigures.sheetCount', { count: all.sheets })}
                <br />
                {t('decisionFigures.rule', { source: rule.source })}
              </>
            ),
          },
        ]}
      />
      <Section
        title={t('decisionFigures.byUnit')}
        aside={<a href={`${here}.csv?${asked}`}>{t('decisionFigures.csv')}</a>}
      >
        {figures.units.length === 0 ? (
          <p>{t('decisionFigures.none')}</p>
        ) : (
          <ByUnit page={page} units={figures.units} />
        )}
      </Section>
      {figures.steps.length > 0 && (
        <Section title={t('decisionFigures.waits')}>
          <p>{t('decisionFigures.waitsText')}</p>
          <Waits
            page={page}
            id="by-step"
            header={t('decision.list.step')}
            rows={figures.steps.map((step) => ({ ...step, name: t(KIND_WORDS[step.as as StepKind]) }))}
          />
          <Waits page={page} id="by-seat" header={t('decisionFigures.seat')} rows={figures.seats} />
        </Section>
      )}
      {units.own.length > 0 && <PaperForm {...props} here={here} />}
    </StaffPage>
  );
};

const share = (
  { t }: PageContext,
  { electronic, paper }: Pick<UnitFigures, 'electronic' | 'paper'>,
): string =>
  electronic + paper === 0
    ? t('decisionFigures.nothing')
    : t('decisionFigures.shareOf', {
        share: t.number(electronic / (electronic + paper), { style: 'percent', maximumFractionDigits: 1 }),
        electronic,
        all: electronic + paper,
      });

const days = ({ t }: PageContext, hours: number | null): string =>
  hours === null
    ? t('decisionFigures.nothing')
    : t('decisionFigures.dayCount', { days: Math.round(hours / 2.4) / 10 });

const ByUnit = ({ page, units }: { page: PageContext; units: readonly UnitFigures[] }) => {
  const { t } = page;
  const number = (field: 'electronic' | 'paper' | 'decided' | 'sheets') => ({
    header: t(`decisionFigures.${field}`),
    cell: (unit: UnitFigures) => t.number(unit[field]),
    numeric: true,
  });
  return (
    <Table
      id="by-unit"
      caption={t('decisionFigures.byUnit')}
      isCaptionHidden
      stacked
      columns={[
        { header: t('decisionFigures.unit'), cell: ({ name }) => name, isRowHeader: true },
        number('electronic'),
        number('paper'),
        number('decided'),
        {
          header: t('decisionFigures.days'),
          cell: ({ medianHours }) => days(page, medianHours),
          numeric: true,
        },
        number('sheets'),
      ]}
      rows={units}
    />
  );
};

const Waits = ({
  page,
  id,
  header,
  rows,
}: {
  page: PageContext;
  id: string;
  header: string;
  rows: readonly Wait[];
}) => {
  const { t } = page;
  return (
    <Table
      id={id}
      caption={header}
      stacked
      columns={[
        { header, cell: ({ name }) => name, isRowHeader: true },
        { header: t('decisionFigures.answers'), cell: ({ count }) => t.number(count), numeric: true },
        {
          header: t('decisionFigures.median'),
          cell: ({ medianHours }) => days(page, medianHours),
          numeric: true,
        },
        { header: t('decisionFigures.most'), cell: ({ mostHours }) => days(page, mostHours), numeric: true },
      ]}
      rows={rows}
    />
  );
};

const PaperForm = ({ page, units, typed, errors, here }: StatisticsPageProps & { here: string }) => {
  const { t } = page;
  return (
    <Details summary={t('decisionFigures.paperForm')} open={Object.keys(errors).length > 0}>
      <p>{t('decisionFigures.paperText')}</p>
      <Form t={t} action={here}>
        <Select
          t={t}
          id="paper-unit"
          name="unit"
          label={t('decisionFigures.unit')}
          required
          options={units.own.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.unit}
          error={errors['paper-unit']}
        />
        <TextInput
          t={t}
          id="paper-month"
          name="month"
          label={t('decisionFigures.month')}
          hint={t('decisionFigures.monthHint')}
          width="10"
          required
          value={typed.month}
          error={errors['paper-month']}
        />
        <TextInput
          t={t}
          id="paper-count"
          name="count"
          label={t('decisionFigures.paper')}
          inputMode="numeric"
          width="5"
          suffix={t('decisionFigures.items')}
          required
          value={typed.count}
          error={errors['paper-count']}
        />
        <ButtonRow>
          <Button type="submit">{t('decisionFigures.state')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  );
};
