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
  caption: string;
  /** The heading above says it already. */
  isCaptionHidden?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  /** Under the table: source, as of when. */
  note?: Child;
  /** Two short columns read better close together. */
  narrow?: boolean;
}

const HeaderCell = <Row,>({ column }: { column: Column<Row> }) => (
  <th scope="col" data-numeric={column.numeric ? '' : undefined} aria-sort={column.sorted}>
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

const BodyCell = <Row,>({ column, row }: { column: Column<Row>; row: Row }) => {
  const attributes = {
    'data-numeric': column.numeric ? '' : undefined,
    'data-nowrap': column.nowrap ? '' : undefined,
  };
  return column.isRowHeader ? (
    <th scope="row" {...attributes}>
      {column.cell(row)}
    </th>
  ) : (
    <td {...attributes}>{column.cell(row)}</td>
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
}: TableProps<Row>) => (
  <div class="table" data-narrow={narrow ? '' : undefined}>
    <scroll-region role="region" aria-labelledby={`${id}-caption`} tabindex="0">
      <table id={id}>
        <caption id={`${id}-caption`} class={isCaptionHidden ? 'visually-hidden' : undefined}>
          {isCaptionHidden ? caption : <span>{caption}</span>}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <BodyCell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </scroll-region>
    {note && <p class="table-note">{note}</p>}
  </div>
);
