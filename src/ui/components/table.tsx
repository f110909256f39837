import type { Child } from 'hono/jsx';

export interface Column<Row> {
  header: Child;
  /** Of the header, where it is not the page's. */
  lang?: string | undefined;
  cell: (row: Row) => Child;
  /** Right-aligned, figures of equal width. */
  numeric?: boolean;
  /** The cell names its row. */
  isRowHeader?: boolean;
  /** Address that sorts by this column, and how it is sorted now. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
  /** Does not break into lines: dates, numbers. */
  nowrap?: boolean;
}

export interface TableProps<Row> {
  /** Unique on the page. */
  id: string;
  caption: Child;
  /** The heading above says it already. */
  isCaptionHidden?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  /** Under the table: source, as of when. */
  note?: Child;
  /** Two short columns read better close together. */
  narrow?: boolean;
  /** On phones each row becomes a block in which every cell says its header; headers are texts then. */
  stacked?: boolean;
  /** Rows that follow each other and are the same in this stand under a heading. */
  groups?: { of: (row: Row) => string; heading: (row: Row) => Child };
  /** A box before each row, for what is done with those that are ticked. */
  select?: {
    name: string;
    value: (row: Row) => string;
    label: (row: Row) => string;
    isTicked?: (row: Row) => boolean;
  };
}

const HeaderCell = <Row,>({ column, stacked }: { column: Column<Row>; stacked: boolean }) => (
  <th
    scope="col"
    role={stacked ? 'columnheader' : undefined}
    data-numeric={column.numeric ? '' : undefined}
    aria-sort={column.sorted}
    lang={column.lang}
  >
    {column.sortHref ? (
      <a href={column.sortHref}>
        {column.header}
        <span aria-hidden="true">
          {column.sorted === 'ascending' ? ' ▲' : column.sorted === 'descending' ? ' ▼' : ''}
        </span>
      </a>
    ) : (
      column.header
    )}
  </th>
);

const BodyCell = <Row,>({ column, row, stacked }: { column: Column<Row>; row: Row; stacked: boolean }) => {
  const label = stacked && typeof column.header === 'string' ? column.header : undefined;
  const attributes = {
    'data-label': label,
    'data-numeric': column.numeric ? '' : undefined,
    'data-nowrap': column.nowrap ? '' : undefined,
  };
  return column.isRowHeader ? (
    <th scope="row" role={stacked ? 'rowheader' : undefined} {...attributes}>
      {column.cell(row)}
    </th>
  ) : (
    <td role={stacked ? 'cell' : undefined} {...attributes}>
      {column.cell(row)}
    </td>
  );
};

/** Runs of rows that belong together; one run where nobody groups them. */
function runsOf<Row>(rows: readonly Row[], of: ((row: Row) => string) | undefined): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first !== undefined && (!of || of(first) === of(row))) run.push(row);
    else runs.push([row]);
  }
  return runs;
}

const SelectCell = <Row,>({
  row,
  select,
  stacked,
}: {
  row: Row;
  select: NonNullable<TableProps<Row>['select']>;
  stacked: boolean;
}) => (
  <td class="inbox-select" role={stacked ? 'cell' : undefined}>
    <input
      type="checkbox"
      name={select.name}
      value={select.value(row)}
      aria-label={select.label(row)}
      checked={select.isTicked?.(row) ?? false}
    />
  </td>
);

/** A table with caption; where it does not fit it scrolls inside a region that the keyboard reaches. */
export const Table = <Row,>({
  id,
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  note,
  narrow = false,
  stacked = false,
  groups,
  select,
}: TableProps<Row>) => (
  <div class="table" data-narrow={narrow ? '' : undefined} data-stacked={stacked ? '' : undefined}>
    <scroll-region role="region" aria-labelledby={`${id}-caption`} tabindex="0">
      <table id={id} role={stacked ? 'table' : undefined}>
        <caption id={`${id}-caption`} class={isCaptionHidden ? 'visually-hidden' : undefined}>
          {isCaptionHidden ? caption : <span>{caption}</span>}
        </caption>
        <thead role={stacked ? 'rowgroup' : undefined}>
          <tr role={stacked ? 'row' : undefined}>
            {select && <td class="inbox-select" role={stacked ? 'cell' : undefined} />}
            {columns.map((column) => (
              <HeaderCell column={column} stacked={stacked} />
            ))}
          </tr>
        </thead>
        {runsOf(rows, groups?.of).map((run) => (
          <tbody role={stacked ? 'rowgroup' : undefined}>
            {groups && run[0] !== undefined && (
              <tr class="table-group" role={stacked ? 'row' : undefined}>
                <th
                  scope="rowgroup"
                  role={stacked ? 'rowheader' : undefined}
                  colspan={columns.length + (select ? 1 : 0)}
                >
                  {groups.heading(run[0])}
                </th>
              </tr>
            )}
            {run.map((row) => (
              <tr role={stacked ? 'row' : undefined}>
                {select && <SelectCell row={row} select={select} stacked={stacked} />}
                {columns.map((column) => (
                  <BodyCell column={column} row={row} stacked={stacked} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </scroll-region>
    {note && <p class="table-note">{note}</p>}
  </div>
);
