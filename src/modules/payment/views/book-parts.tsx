import { DescriptionList } from '#ui/components/description-list.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import { type Book, type BookLine, COUNTER_WAYS, takings } from '../model.js';
import { KIND_WORDS, signedYen, WAY_WORDS } from './words.js';

type Line = BookLine & { byName: string | null };

const isIn = ({ kind }: Line): boolean => kind === 'taken' || kind === 'putIn';

/** The lines of a cash book, as a 出納簿 has them: in and out in columns of their own. */
export const BookLines = ({ page: { t }, lines }: { page: PageContext; lines: readonly Line[] }) =>
  lines.length === 0 ? (
    <p>{t('paymentDesk.book.noLines')}</p>
  ) : (
    <Table
      id="lines"
      caption={t('paymentDesk.book.title')}
      isCaptionHidden
      stacked
      columns={[
        {
          header: t('paymentDesk.book.line'),
          numeric: true,
          isRowHeader: true,
          cell: ({ line }) => t.number(line),
        },
        { header: t('paymentDesk.detail.at'), cell: ({ at }) => t.dateTime(at) },
        { header: t('paymentDesk.book.kind'), cell: ({ kind }) => t(KIND_WORDS[kind]) },
        { header: t('paymentDesk.detail.way'), cell: ({ way }) => t(WAY_WORDS[way]) },
        {
          header: t('paymentDesk.book.in'),
          numeric: true,
          cell: (line) => (isIn(line) ? t.yen(line.amount) : ''),
        },
        {
          header: t('paymentDesk.book.out'),
          numeric: true,
          cell: (line) => (isIn(line) ? '' : t.yen(line.amount)),
        },
        { header: t('paymentDesk.book.note'), cell: ({ note }) => note ?? '' },
        { header: t('paymentDesk.book.by'), cell: ({ byName }) => byName ?? '' },
      ]}
      rows={lines}
    />
  );

/** What came by each way, and what the drawer ought to hold. */
export const CashUp = ({
  page: { t },
  book,
  lines,
  expected,
}: {
  page: PageContext;
  book: Book;
  lines: readonly Line[];
  expected: number;
}) => (
  <DescriptionList
    items={[
      { term: t('paymentDesk.book.opening'), value: t.yen(book.opening) },
      ...COUNTER_WAYS.map((way) => ({ term: t(WAY_WORDS[way]), value: signedYen(t, takings(lines, way)) })),
      { term: t('paymentDesk.book.expected'), value: <strong>{signedYen(t, expected)}</strong> },
      ...(book.counted === null
        ? []
        : [
            { term: t('paymentDesk.book.counted'), value: t.yen(book.counted) },
            {
              term: t('paymentDesk.book.difference'),
              value: signedYen(t, book.counted - (book.expected ?? expected)),
            },
            ...(book.note === null
              ? []
              : [{ term: t('paymentDesk.book.closeNote'), value: <p class="quote">{book.note}</p> }]),
          ]),
    ]}
  />
);
