import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { type Column, Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Row } from '../model.js';
import type { TiedRow } from '../related.js';
import type { FoundRows, TiesPage as TiesData } from '../service/ties.js';

interface TiesPageProps {
  page: PageContext;
  data: TiesData;
  /** Below the municipality. */
  here: string;
  typed: { register: string; q: string };
  /** null: nothing was looked for. */
  found: FoundRows | null;
  errors: Readonly<Record<string, string>>;
}

/** One button that ties a row, or takes it away. */
const Tie = ({
  page: { t, base },
  here,
  row,
  does,
}: Pick<TiesPageProps, 'page' | 'here'> & {
  row: { register: string; id: string; label: string };
  does: 'tie' | 'untie';
}) => (
  <Form t={t} action={base + here} hidden={{ register: row.register, id: row.id, does }}>
    <Button type="submit" variant={does === 'tie' ? 'secondary' : 'tertiary'} size="small">
      {t(`registerTies.${does}`)}
      <VisuallyHidden>{row.label}</VisuallyHidden>
    </Button>
  </Form>
);

/** The rows that a case or a report is about. */
export const TiesPage = (props: TiesPageProps) => {
  const { page, data, here, typed, found, errors } = props;
  const { t, base } = page;
  const { open, rows, registers } = data;
  const link = ({ register, id, label }: { register: string; id: string; label: string }) => (
    <a href={`${base}/staff/registers/${register}/rows/${id}`}>{label}</a>
  );
  const isTied = (row: Row) => rows.some(({ register, id }) => register === row.register && id === row.id);
  const name = <Of extends TiedRow | Row>(): Column<Of> => ({
    header: t('register.index.name'),
    isRowHeader: true,
    cell: link,
  });
  return (
    <StaffPage
      page={page}
      title={t('registerTies.title')}
      lead={open.number}
      back={{ href: base + open.path }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      {rows.length === 0 ? (
        <p>{t('registerTies.none')}</p>
      ) : (
        <Table
          id="tied"
          caption={t('registerTies.title')}
          isCaptionHidden
          stacked
          columns={[
            name<TiedRow>(),
            { header: t('registerTies.register'), cell: ({ title }) => localize(title, t.locale) },
            {
              header: t('registerTies.how'),
              cell: ({ isByHand }) => t(isByHand ? 'registerTies.byHand' : 'registerTies.byItself'),
            },
            {
              header: t('registerTies.untieColumn'),
              cell: (row) => <Tie page={page} here={here} row={row} does="untie" />,
            },
          ]}
          rows={rows}
        />
      )}
      <Section title={t('registerTies.add')}>
        <form action={base + here} method="get">
          <Select
            t={t}
            id="register"
            label={t('registerTies.register')}
            required
            value={typed.register}
            options={registers.map(({ register }) => ({
              value: register.id,
              label: localize(register.title, t.locale),
            }))}
            error={errors.register}
          />
          <TextInput
            t={t}
            id="q"
            label={t('registerTies.words')}
            hint={t('registerTies.wordsHint')}
            required
            width="20"
            value={typed.q}
            error={errors.q}
            autoComplete="off"
          />
          <ButtonRow>
            <Button type="submit" variant="secondary" name="find" value="rows">
              {t('registerTies.find')}
            </Button>
          </ButtonRow>
        </form>
        {found && found.rows.length === 0 && <p role="status">{t('registerTies.notFound')}</p>}
        {found && found.rows.length > 0 && (
          <>
            <Table
              id="found"
              caption={t('registerTies.found')}
              stacked
              columns={[
                name<Row>(),
                { header: t('registerTies.key'), cell: ({ id, key }) => (key === id ? '' : key) },
                {
                  header: t('registerTies.tieColumn'),
                  cell: (row) =>
                    isTied(row) ? (
                      t('registerTies.isTied')
                    ) : (
                      <Tie page={page} here={here} row={row} does="tie" />
                    ),
                },
              ]}
              rows={found.rows}
            />
            {found.hasMore && <p>{t('registerTies.more')}</p>}
          </>
        )}
      </Section>
    </StaffPage>
  );
};
