import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { RegisterField } from '../definition.js';
import { filterKind } from '../slots.js';
import type { RowGroup } from '../store/lists.js';
import { listQuery } from './list-address.js';
import type { ListPageProps } from './list-page.js';
import { labelText, slotText, valueText } from './texts.js';

const isDay = ({ ask }: RegisterField): boolean => filterKind(ask) === 'date';

/** Of a list, what narrows it to a group: the value itself, or the days of a month. */
function narrowed({ ask: { id } }: RegisterField, byMonth: boolean, value: string): Record<string, string> {
  if (!byMonth || value === '') return { [`is.${id}`]: value };
  const month = Temporal.PlainYearMonth.from(value);
  return {
    [`f.${id}.from`]: `${value}-01`,
    [`f.${id}.to`]: month.toPlainDate({ day: month.daysInMonth }).toString(),
  };
}

/** 内訳: how many rows there are of each value, and what their numbers come to; by months it is a calendar. */
export const ListGroups = ({ page: { t }, here, address, groups, fields, kept }: ListPageProps) => {
  // What tells rows apart or is looked for by words has nearly as many values as rows.
  const countable = fields.filter(
    (field) =>
      field.ask.kind === 'choice' ||
      field.ask.kind === 'yesNo' ||
      isDay(field) ||
      (field.ask.kind === 'text' && !field.search && !kept.register.key.includes(field.ask.id)),
  );
  if (countable.length === 0) return null;
  if (!groups)
    return (
      <Section title={t('register.list.groups')}>
        <LinkList
          links={countable.map((field) => ({
            href: `${here}${listQuery({ ...address, group: field.ask.id })}`,
            label: t('register.list.groupBy', { label: labelText(t, field) }),
          }))}
        />
      </Section>
    );
  const { field, summed } = groups;
  const byMonth = isDay(field);
  const text = (value: string) =>
    byMonth && value !== '' ? t.month(Temporal.PlainDate.from(`${value}-01`)) : slotText(t, field, value);
  const whole: RowGroup = {
    value: '',
    count: groups.groups.reduce((sum, { count }) => sum + count, 0),
    sums: summed.map((_field, at) => groups.groups.reduce((sum, { sums }) => sum + (sums[at] ?? 0), 0)),
  };
  return (
    <Section title={t('register.list.groups')}>
      <Table
        id="groups"
        caption={t('register.list.groupBy', { label: labelText(t, field) })}
        narrow={summed.length === 0}
        stacked={summed.length > 0}
        columns={[
          {
            header: labelText(t, field),
            isRowHeader: true,
            cell: (group: RowGroup) =>
              group === whole ? (
                t('register.list.sum')
              ) : (
                <a
                  href={`${here}${listQuery({ ...address, group: '', typed: { ...address.typed, ...narrowed(field, byMonth, String(group.value)) } })}`}
                >
                  {text(String(group.value)) || t('register.list.blank')}
                </a>
              ),
          },
          { header: t('register.list.count'), numeric: true, cell: ({ count }) => t.number(count) },
          ...summed.map((one, at) => ({
            header: t('register.list.sumOf', { label: labelText(t, one) }),
            numeric: true,
            cell: ({ sums }: RowGroup) => valueText(t, one, sums[at] ?? 0),
          })),
        ]}
        rows={[...groups.groups, ...(groups.isWhole && groups.groups.length > 1 ? [whole] : [])]}
      />
    </Section>
  );
};
