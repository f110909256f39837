import { dateIn } from '#kernel/clock.js';
import { Button } from '#ui/components/button.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { type Column, Table } from '#ui/components/table.js';
import type { RegisterField } from '../definition.js';
import type { Row } from '../model.js';
import { filterKind, slotKind } from '../slots.js';
import { listQuery } from './list-address.js';
import type { ListPageProps } from './list-page.js';
import { namedRow } from './related.js';
import { labelText, STATE_WORDS, slotText, valueText } from './texts.js';

/** Columns beside the name, where nobody has chosen any. */
const COLUMNS = 4;

/** The first of the fields that the list can be narrowed by. */
export const usualFields = (label: string, fields: readonly RegisterField[]): RegisterField[] =>
  fields.filter(({ ask }) => ask.id !== label).slice(0, COLUMNS);

/** The fields that stand beside the name. */
export const shownFields = (
  label: string,
  { columns }: Pick<ListPageProps['address'], 'columns'>,
  { fields, choosable }: Pick<ListPageProps, 'fields' | 'choosable'>,
): RegisterField[] =>
  columns.length > 0 ? choosable.filter(({ ask }) => columns.includes(ask.id)) : usualFields(label, fields);

function columnsOf(props: ListPageProps): Column<Row>[] {
  const { page, kept, here, address, fields, choosable } = props;
  const { t } = page;
  const { sort, group } = address;
  const sortable = (field: RegisterField | undefined) => {
    if (!field || !fields.includes(field)) return {};
    const { id } = field.ask;
    const sorted = sort === '' ? group === id : sort.replace(/^-/, '') === id;
    const isDown = sorted && sort.startsWith('-');
    const next = sorted && !isDown ? `-${id}` : id;
    return {
      sortHref: `${here}${listQuery({ ...address, sort: next })}`,
      ...(sorted && { sorted: isDown ? ('descending' as const) : ('ascending' as const) }),
    };
  };
  const rowHref = (register: string, id: string) => `${page.base}/staff/registers/${register}/rows/${id}`;
  const named = choosable.find(({ ask }) => ask.id === kept.register.label);
  const shown = shownFields(kept.register.label, address, props);
  return [
    {
      header: named ? labelText(t, named) : t('register.index.name'),
      isRowHeader: true,
      cell: ({ id, label }) => <a href={`${here}/rows/${id}`}>{label}</a>,
      ...sortable(named),
    },
    ...shown.map(
      (field): Column<Row> => ({
        header: labelText(t, field),
        cell: ({ values }) => {
          const value = values[field.ask.id];
          return namedRow(t, field, value, props.names, rowHref) ?? valueText(t, field, value);
        },
        ...sortable(field),
        ...(slotKind(field.ask) === 'number' && { numeric: true }),
        ...(filterKind(field.ask) === 'date' && { nowrap: true }),
      }),
    ),
    {
      header: t('register.list.updated'),
      nowrap: true,
      cell: ({ updatedAt, state }) => (
        <>
          {dateIn(updatedAt).toString()}
          {state === 'retired' && <StatusTag tone="neutral" label={t(STATE_WORDS[state])} />}
        </>
      ),
    },
  ];
}

/** The rows of a page, put together by a field where somebody wants that, ticked to be changed at once. */
export const Rows = (props: ListPageProps) => {
  const { page, here, title, items, groups, mayEdit } = props;
  const { t } = page;
  const headings = groups && {
    of: (row: Row) => String(groups.groupValue(row)),
    heading: (row: Row) => {
      const value = groups.groupValue(row);
      const count = groups.shown.get(String(value)) ?? '';
      const words = slotText(t, groups.field, value) || t('register.list.blank');
      return `${labelText(t, groups.field)}：${words}（${t('registerList.groupCount', { count })}）`;
    },
  };
  const table = (
    <Table
      id="rows"
      caption={title}
      isCaptionHidden
      stacked
      columns={columnsOf(props)}
      rows={items}
      {...(headings && { groups: headings })}
      {...(mayEdit && {
        select: {
          name: '_selected',
          value: ({ id, version }: Row) => `${id}_${version}`,
          label: ({ label }: Row) => t('registerList.edit.select', { label }),
        },
      })}
    />
  );
  if (!mayEdit) return table;
  return (
    <inbox-keys>
      <form action={`${here}/edits/new`} method="get">
        {table}
        <div class="bulk-bar" role="group" aria-label={t('ui.inbox.bulk')}>
          <output data-text={t('ui.inbox.selected')}>{t('ui.inbox.bulk')}</output>
          <Button type="submit" variant="secondary" size="small">
            {t('registerList.edit.button')}
          </Button>
        </div>
      </form>
    </inbox-keys>
  );
};
