import { langOf } from '#kernel/i18n/lang-of.js';
import { type Chip, Chips } from '#ui/components/chips.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { stageWords } from '#ui/components/plan-tags.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { PlanView } from '../../model.js';
import { yearWords } from '../words.js';
import { type FilterOptions, filterQuery, isFiltered, type MeasureFilter } from './filter.js';

interface FormProps {
  page: PageContext;
  filter: MeasureFilter;
  options: FilterOptions;
}

/** A choice is offered only where the plan has more than one thing to choose; the rarer ones unfold. */
export const MeasureFilterForm = ({ page, filter, options }: FormProps) => {
  const { t, base } = page;
  const { pillars, departments, stages, ratings, listed, years } = options;
  const yearOptions = (all: readonly number[]) =>
    all.map((year) => ({ value: String(year), label: yearWords(t, year) }));
  const choices = [
    {
      name: 'pillar',
      label: t('plan.filter.pillar'),
      value: filter.pillar,
      options: pillars.map(({ id, label, title }) => ({
        value: id,
        label: `${label} ${title}`,
        lang: langOf(t),
      })),
      isRare: true,
    },
    {
      name: 'department',
      label: t('plan.filter.department'),
      value: filter.department,
      options: departments.map((value) => ({ value, label: value, lang: langOf(t) })),
    },
    {
      name: 'stage',
      label: t('plan.filter.stage'),
      value: filter.stage,
      options: stages.map((value) => ({ value, label: stageWords(t, value) })),
    },
    {
      name: 'rating',
      label: t('plan.filter.rating'),
      value: filter.rating,
      options: ratings.map((value) => ({ value, label: t(`ui.rating.${value}`) })),
    },
    {
      name: 'year',
      label: t('plan.filter.year'),
      value: filter.year?.toString(),
      options: yearOptions(years),
      isRare: true,
    },
    {
      name: 'listed',
      label: t('plan.filter.listed'),
      value: filter.listed?.toString(),
      options: yearOptions(listed),
      isRare: true,
    },
    {
      name: 'counted',
      label: t('plan.filter.source'),
      value: filter.counted && 'yes',
      // One choice beside "all" is a choice here.
      options: options.hasCounted ? [{ value: 'yes', label: t('plan.filter.counted') }] : [],
      least: 1,
      isRare: true,
    },
  ].filter(({ options: offered, least = 2 }) => offered.length >= least);
  const select = ({ name, label, value, options: offered }: (typeof choices)[number]) => (
    <Select
      t={t}
      id={`filter-${name}`}
      name={name}
      label={label}
      bare
      width="full"
      value={value}
      emptyLabel={t('plan.filter.all')}
      options={offered}
    />
  );
  const rare = choices.filter(({ isRare }) => isRare);
  return (
    <FilterForm
      t={t}
      action={`${base}/plan#results`}
      label={t('plan.filter.title')}
      {...(isFiltered(filter) ? { clearHref: `${base}/plan#measures` } : {})}
    >
      <TextInput
        t={t}
        id="filter-q"
        name="q"
        label={t('plan.filter.words')}
        bare
        value={filter.q}
        maxLength={100}
      />
      {choices.filter(({ isRare }) => !isRare).map(select)}
      {rare.length > 0 && (
        <Details summary={t('plan.filter.more')} open={rare.some(({ value }) => value)} isList>
          <div class="filter-fields">{rare.map(select)}</div>
        </Details>
      )}
    </FilterForm>
  );
};

/** The filters in force, each a link that takes it away. */
export const FilterChips = ({
  page,
  filter,
  plan,
}: {
  page: PageContext;
  filter: MeasureFilter;
  plan: PlanView;
}) => {
  const { t, base } = page;
  const said: Partial<Record<keyof MeasureFilter, string>> = {
    q: filter.q && t('plan.chip.words', { words: filter.q }),
    pillar: filter.pillar && t('plan.chip.pillar', { pillar: pillarLabel(plan, filter.pillar) }),
    department: filter.department,
    stage: filter.stage && t('plan.chip.stage', { stage: stageWords(t, filter.stage) }),
    rating: filter.rating && t('plan.chip.rating', { rating: t(`ui.rating.${filter.rating}`) }),
    year: filter.year && t('plan.chip.year', { year: yearWords(t, filter.year) }),
    listed: filter.listed && t('plan.chip.listed', { year: yearWords(t, filter.listed) }),
    counted: filter.counted && t('plan.filter.counted'),
  };
  const chips = Object.entries(said).flatMap(([name, label]): Chip[] =>
    label
      ? [
          {
            label,
            lang: name === 'department' ? langOf(t) : undefined,
            href: `${base}/plan${filterQuery({ ...filter, [name]: undefined })}#results`,
            state: 'removable',
          },
        ]
      : [],
  );
  return <Chips t={t} label={t('plan.filter.inForce')} chips={chips} />;
};

const pillarLabel = ({ plan }: PlanView, id: string): string =>
  plan.pillars.find((pillar) => pillar.id === id)?.label ?? id;
