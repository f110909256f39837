import type { Child } from 'hono/jsx';

export interface Column<Row> {
  header: Child;
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
}

const HeaderCell = <Row,>({ column, stacked }: { column: Column<Row>; stacked: boolean }) => (
  <th
    scope="col"
    role={stacked ? 'columnheader' : undefined}
    data-numeric={column.numeric ? '' : undefined}
    aria-sort={column.sorted}
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
}: TableProps<Row>) => (
  <div class="table" data-narrow={narrow ? '' : undefined} data-stacked={stacked ? '' : undefined}>
    <scroll-region role="region" aria-labelledby={`${id}-caption`} tabindex="0">
      <table id={id} role={stacked ? 'table' : undefined}>
        <caption id={`${id}-caption`} class={isCaptionHidden ? 'visually-hidden' : undefined}>
          {isCaptionHidden ? caption : <span>{caption}</span>}
        </caption>
        <thead role={stacked ? 'rowgroup' : undefined}>
          <tr role={stacked ? 'row' : undefined}>
            {columns.map((column) => (
              <HeaderCell column={column} stacked={stacked} />
            ))}
          </tr>
        </thead>
        <tbody role={stacked ? 'rowgroup' : undefined}>
          {rows.map((row) => (
            <tr role={stacked ? 'row' : undefined}>
              {columns.map((column) => (
                <BodyCell column={column} row={row} stacked={stacked} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </scroll-region>
    {note && <p class="table-note">{note}</p>}
  </div>
);
