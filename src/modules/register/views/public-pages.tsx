import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { localize } from '#kernel/i18n/locales.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { RegisterField } from '../definition.js';
import type { KeptRegister, Names, Row } from '../model.js';
import { publicColumns } from '../public-columns.js';
import type { RelatedPage } from '../related.js';
import { fieldValue } from './field-value.js';
import { FieldFilter, OrderChoice } from './filters.js';
import { type ListAddress, listQuery } from './list-address.js';
import { namedRow } from './related.js';
import { RelatedThings } from './related-things.js';
import { RowPlace } from './row-place.js';
import { labelLang, labelText, placeText, valueLang, valueText } from './texts.js';

/** Registers that everybody may read. */
export const PublicIndexPage = ({
  page,
  registers,
}: {
  page: PageContext;
  registers: readonly KeptRegister[];
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('registers.title')}
      lead={t('registers.lead', { city: page.city.name })}
      breadcrumbs={[{ label: t('registers.title') }]}
    >
      {registers.length === 0 ? (
        <EmptyState title={t('registers.empty')} icon="inbox" />
      ) : (
        <LinkList
          links={registers.map(({ register }) => ({
            href: `${base}/registers/${register.id}`,
            label: localize(register.title, t.locale),
            lang: langOf(t, register.title),
          }))}
        />
      )}
    </CitizenPage>
  );
};

export interface PublicListPageProps {
  page: PageContext;
  kept: KeptRegister;
  unit: string;
  /** Public fields that the list can be narrowed by. */
  fields: readonly RegisterField[];
  items: readonly Row[];
  /** What the rows are called that these name. */
  names: Names;
  address: ListAddress;
  errors: Readonly<Record<string, string>>;
  nextHref: string | undefined;
  isFirst: boolean;
  /** Its rows can be counted by area. */
  hasAreas: boolean;
}

/** What of a register everybody may read. */
export const PublicListPage = (props: PublicListPageProps) => {
  const { page, kept, unit, fields, items, address, errors, nextHref, isFirst } = props;
  const { typed, sort } = address;
  const { t, base } = page;
  const { register } = kept;
  const here = `${base}/registers/${register.id}`;
  const title = localize(register.title, t.locale);
  const rowHref = (other: string, id: string) => `${base}/registers/${other}/${id}`;
  const listed = fields.filter(({ ask }) => ask.kind === 'choice' || ask.kind === 'yesNo');
  const shown = publicColumns(register);
  const isWhole = listQuery(address) === '';
  const download = (format: string, standard?: string) =>
    `${here}/download?${new URLSearchParams({ format, ...(standard && { standard }) })}`;
  return (
    <CitizenPage
      page={page}
      title={title}
      quoted={register.title}
      width="wide"
      {...(register.description && {
        lead: <Quoted t={t} text={register.description} />,
      })}
      breadcrumbs={[
        { label: t('registers.title'), href: `${base}/registers` },
        { label: title, quoted: register.title },
      ]}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <FilterForm t={t} action={here} label={t('registers.filter')} {...(!isWhole && { clearHref: here })}>
        <TextInput
          t={t}
          id="q"
          label={t('registers.search')}
          hint={t('registers.searchHint')}
          bare
          width="10"
          value={typed.q}
          error={errors.q}
          autoComplete="off"
        />
        {listed.map((field) => (
          <FieldFilter t={t} field={field} typed={typed} errors={errors} all={t('registers.all')} />
        ))}
        <OrderChoice t={t} fields={fields} sort={sort} error={errors.sort} />
      </FilterForm>
      {Object.keys(errors).length > 0 ? null : items.length === 0 && isFirst ? (
        <EmptyState title={t(isWhole ? 'registers.empty' : 'registers.none')} icon="inbox" />
      ) : (
        <>
          <Table
            id="rows"
            caption={title}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('registers.name'),
                isRowHeader: true,
                cell: ({ id, label }) => (
                  <a href={`${here}/${id}`} lang={langOf(t, label)}>
                    {label}
                  </a>
                ),
              },
              ...shown.map((field) => ({
                header: labelText(t, field),
                lang: labelLang(t, field),
                cell: ({ values }: Row) => {
                  const named = namedRow(t, field, values[field.ask.id], props.names, rowHref);
                  const text = valueText(t, field, values[field.ask.id]);
                  return named ?? <span lang={valueLang(t, field, values[field.ask.id])}>{text}</span>;
                },
              })),
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('registers.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : `${here}${listQuery(address)}`}
            nextHref={nextHref}
          />
        </>
      )}
      <Section title={t('registers.download')}>
        <LinkList
          links={[
            ...register.standards.map(({ id, title: name }) => ({
              href: download('csv', id),
              label: t('registers.csv', { standard: localize(name, t.locale) }),
            })),
            { href: download('csv'), label: t('registers.csv', { standard: t('registers.allFields') }) },
            ...(register.place && register.place.notPublic === undefined
              ? [
                  { href: download('geojson'), label: t('registers.geojson') },
                  { href: download('shapefile'), label: t('registers.shapefile') },
                ]
              : []),
            ...(props.hasAreas ? [{ href: `${here}/areas`, label: t('registers.areas.link') }] : []),
          ]}
        />
        <p class="muted">
          <Quoting t={t} sentence={t('registers.unitNamed', { unit })} text={unit} />
        </p>
      </Section>
    </CitizenPage>
  );
};

/** One row as everybody may read it; what is blank is left out. */
export const PublicRowPage = ({
  page,
  kept,
  unit,
  row,
  fields,
  names,
  things,
  isFirst,
}: {
  page: PageContext;
  kept: KeptRegister;
  unit: string;
  row: Row;
  /** What everybody may know of cases and reports about it. */
  things: RelatedPage;
  isFirst: boolean;
  fields: readonly RegisterField[];
  /** What the rows are called that this one names. */
  names: Names;
}) => {
  const { t, base } = page;
  const { register } = kept;
  const title = localize(register.title, t.locale);
  const items = fields.flatMap((field) => {
    const href = (other: string, id: string) => `${base}/registers/${other}/${id}`;
    const value = fieldValue(t, field, row, href(register.id, row.id), { names, href });
    return value === null ? [] : [{ term: labelText(t, field), lang: labelLang(t, field), value }];
  });
  const place = row.geometry
    ? [{ term: t('registers.place'), value: placeText(t, row.geometry, 'registers') }]
    : [];
  return (
    <CitizenPage
      page={page}
      title={row.label}
      quoted={row.label}
      breadcrumbs={[
        { label: t('registers.title'), href: `${base}/registers` },
        { label: title, quoted: register.title, href: `${base}/registers/${register.id}` },
        { label: row.label, quoted: row.label },
      ]}
    >
      <DescriptionList
        items={[
          ...items,
          ...place,
          { term: t('registers.unit'), value: <span lang={langOf(t, unit)}>{unit}</span> },
          { term: t('registers.updated'), value: t.date(dateIn(row.updatedAt)) },
        ]}
      />
      <RowPlace page={page} kept={kept} row={row} rows={`${base}/registers/${register.id}/`} />
      <RelatedThings
        page={page}
        related={things}
        here={`${base}/registers/${register.id}/${row.id}`}
        isFirst={isFirst}
      />
    </CitizenPage>
  );
};
