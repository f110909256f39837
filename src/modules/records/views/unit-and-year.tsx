import type { Translator } from '#kernel/i18n/translate.js';
import { type Choice, Select } from '#ui/components/select.js';

interface UnitAndYearProps {
  t: Translator;
  filter: { unit: string; year: string };
  units: readonly Choice[];
  years: readonly number[];
}

/** Of which section and fiscal year a list shows what was registered. */
export const UnitAndYear = ({ t, filter, units, years }: UnitAndYearProps) => (
  <>
    <Select
      t={t}
      id="unit"
      label={t('records.unit')}
      bare
      width="10"
      value={filter.unit}
      emptyLabel={t('records.list.all')}
      options={[...units]}
    />
    <Select
      t={t}
      id="year"
      label={t('records.year')}
      bare
      width="5"
      value={filter.year}
      emptyLabel={t('records.list.all')}
      options={years.map((year) => ({
        value: String(year),
        label: t('records.yearOf', { year: String(year) }),
      }))}
    />
  </>
);
