import { placeText } from '#kernel/values/list-place.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Book } from '../model.js';
import type { BookData, LedgerData } from '../service/counter.js';
import { summaryOf, type Typed } from '../typed.js';
import { BookLines, CashUp } from './book-parts.js';
import { StaffFrame, type StaffTab } from './staff-frame.js';
import { signedYen } from './words.js';

const nameOf = ({ t }: PageContext, { day, number }: Book): string =>
  t('paymentDesk.book.name', { date: t.date(day), number });

const CloseForm = ({
  page: { t, base },
  book,
  typed: { values, errors },
}: {
  page: PageContext;
  book: Book;
  typed: Typed;
}) => (
  <Form t={t} action={`${base}/staff/payments/books/${book.id}/close`}>
    <TextInput
      t={t}
      id="counted"
      label={t('paymentDesk.book.counted')}
      hint={t('paymentDesk.book.countedHint')}
      required
      inputMode="numeric"
      width="10"
      suffix="円"
      value={values.counted}
      error={errors.counted}
    />
    <Textarea
      t={t}
      id="closeNote"
      label={t('paymentDesk.book.closeNote')}
      hint={t('paymentDesk.book.closeNoteHint')}
      rows={3}
      value={values.closeNote}
      error={errors.closeNote}
    />
    <ButtonRow>
      <Button type="submit">{t('paymentDesk.book.close')}</Button>
    </ButtonRow>
  </Form>
);

const OpenForm = ({
  page: { t, base },
  data,
  typed: { values, errors },
}: {
  page: PageContext;
  data: LedgerData;
  typed: Typed;
}) => (
  <Form t={t} action={`${base}/staff/payments/books`} hidden={{ unit: data.unit.id }}>
    <p>{t('paymentDesk.book.none')}</p>
    <TextInput
      t={t}
      id="opening"
      label={t('paymentDesk.book.opening')}
      hint={t('paymentDesk.book.openingHint', { amount: t.yen(data.carried) })}
      required
      inputMode="numeric"
      width="10"
      suffix="円"
      value={values.opening ?? String(data.carried)}
      error={errors.opening}
    />
    <ButtonRow>
      <Button type="submit">{t('paymentDesk.book.open')}</Button>
    </ButtonRow>
  </Form>
);

const MoveForm = ({
  page: { t, base },
  data,
  typed: { values, errors },
}: {
  page: PageContext;
  data: LedgerData;
  typed: Typed;
}) => (
  <Details
    summary={t('paymentDesk.book.move')}
    open={errors.kind !== undefined || errors.amount !== undefined}
  >
    <Form t={t} action={`${base}/staff/payments/books/move`} hidden={{ unit: data.unit.id }}>
      <RadioGroup
        t={t}
        id="kind"
        label={t('paymentDesk.book.moveKind')}
        required
        value={values.kind}
        error={errors.kind}
        options={[
          { value: 'putIn', label: t('paymentDesk.kind.putIn') },
          { value: 'takenOut', label: t('paymentDesk.kind.takenOut') },
        ]}
      />
      <TextInput
        t={t}
        id="amount"
        label={t('paymentDesk.book.moveAmount')}
        required
        inputMode="numeric"
        width="10"
        suffix="円"
        value={values.amount}
        error={errors.amount}
      />
      <TextInput t={t} id="note" label={t('paymentDesk.book.note')} value={values.note} error={errors.note} />
      <ButtonRow>
        <Button type="submit" variant="secondary">
          {t('paymentDesk.book.moveButton')}
        </Button>
      </ButtonRow>
    </Form>
  </Details>
);

/** The cash book of today, and those before. */
export const BooksPage = ({
  page,
  tabs,
  data,
  typed,
}: {
  page: PageContext;
  tabs: readonly StaffTab[];
  data: LedgerData;
  typed: Typed;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/payments/books`;
  const { open, unit, units, next } = data;
  return (
    <StaffFrame
      page={page}
      tabs={tabs}
      current="books"
      title={t('paymentDesk.book.title')}
      lead={unit.name}
      errors={summaryOf(typed)}
    >
      {units.length > 1 && (
        <FilterForm
          t={t}
          action={here}
          label={t('paymentDesk.book.desk')}
          submitLabel={t('paymentDesk.book.choose')}
        >
          <Select
            t={t}
            id="unit"
            label={t('paymentDesk.book.desk')}
            bare
            value={unit.id}
            emptyLabel={null}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterForm>
      )}
      {data.unclosed.length > 0 && (
        <NotificationBanner t={t} kind="warning" title={t('paymentDesk.book.unclosed')}>
          <ul>
            {data.unclosed.map((book) => (
              <li>
                <a href={`${here}/${book.id}`}>{nameOf(page, book)}</a>
              </li>
            ))}
          </ul>
        </NotificationBanner>
      )}
      {open ? (
        <Section title={nameOf(page, open.book)} id="today">
          <CashUp page={page} book={open.book} lines={open.lines} expected={open.expected} />
          <BookLines page={page} lines={open.lines} />
          <MoveForm page={page} data={data} typed={typed} />
          <Section title={t('paymentDesk.book.close')} level={3}>
            <CloseForm page={page} book={open.book} typed={typed} />
          </Section>
        </Section>
      ) : (
        <Section title={t('paymentDesk.book.open')} id="open">
          <OpenForm page={page} data={data} typed={typed} />
        </Section>
      )}
      {data.books.length > 0 && (
        <Section title={t('paymentDesk.book.list')} id="books">
          <Table
            id="books-table"
            caption={t('paymentDesk.book.list')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('paymentDesk.book.day'),
                isRowHeader: true,
                cell: (book) => <a href={`${here}/${book.id}`}>{nameOf(page, book)}</a>,
              },
              {
                header: t('paymentDesk.list.state'),
                cell: ({ closedAt }) =>
                  t(closedAt ? 'paymentDesk.book.stateClosed' : 'paymentDesk.book.stateOpen'),
              },
              {
                header: t('paymentDesk.book.difference'),
                numeric: true,
                cell: ({ counted, expected }) =>
                  counted === null || expected === null ? '' : signedYen(t, counted - expected),
              },
            ]}
            rows={data.books}
          />
          {next && (
            <Pagination
              t={t}
              countText={t('paymentDesk.list.shown', { shown: data.books.length })}
              nextHref={`${here}?unit=${unit.id}&before=${placeText(next.day, next.id)}`}
            />
          )}
        </Section>
      )}
    </StaffFrame>
  );
};

/** One book: the cash-up (精算書) of the day, to be printed, and its lines; closed here when it was left open. */
export const BookPage = ({ page, data, typed }: { page: PageContext; data: BookData; typed: Typed }) => {
  const { t, base } = page;
  const { book, lines, expected } = data;
  return (
    <StaffPage
      page={page}
      title={t('paymentDesk.book.sum')}
      lead={`${nameOf(page, book)}　${data.unit}`}
      back={{ href: `${base}/staff/payments/books?unit=${book.unit}`, label: t('paymentDesk.book.title') }}
      errors={summaryOf(typed)}
    >
      <CashUp page={page} book={book} lines={lines} expected={expected} />
      <p>
        {t('paymentDesk.book.openedBy')} {data.openedByName ?? ''} {t.dateTime(book.openedAt)}
        {book.closedAt && (
          <>
            <br />
            {t('paymentDesk.book.closedBy')} {data.closedByName ?? ''} {t.dateTime(book.closedAt)}
          </>
        )}
      </p>
      <BookLines page={page} lines={lines} />
      {book.closedAt ? (
        <p class="muted">{t('paymentDesk.book.print')}</p>
      ) : (
        <Section title={t('paymentDesk.book.close')} id="close">
          <CloseForm page={page} book={book} typed={typed} />
        </Section>
      )}
    </StaffPage>
  );
};
