import { localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { RegisterField, RowCount } from '../definition.js';
import { type KeptRegister, MOST_PRINTED, type Names, type Row } from '../model.js';
import type { KeptView } from '../service/views.js';
import type { RowGroup } from '../store/lists.js';
import { type ListAddress, listQuery } from './list-address.js';
import { ExactValues, Filters } from './list-filters.js';
import { ListGroups } from './list-groups.js';
import { Rows } from './list-rows.js';
import { Figures, FindForm } from './list-uses.js';
import { ListViews } from './list-views.js';

export interface ListPageProps {
  page: PageContext;
  kept: KeptRegister;
  unit: string;
  /** Address of the plain list, and what it is called. */
  here: string;
  title: string;
  /** Fields that the list can be narrowed by. */
  fields: readonly RegisterField[];
  /** Fields that can be columns. */
  choosable: readonly RegisterField[];
  items: readonly Row[];
  address: ListAddress;
  errors: Readonly<Record<string, string>>;
  /** In words: 1,204, or more than 10,000; null where nobody counts. */
  total: string | null;
  nextHref: string | undefined;
  isFirst: boolean;
  figures: readonly { count: RowCount; rows: number }[];
  groups: {
    field: RegisterField;
    /** All values, the most frequent first; of days the months. */
    groups: readonly RowGroup[];
    /** Whose numbers are added up in each. */
    summed: readonly RegisterField[];
    /** Those are all groups. */
    isWhole: boolean;
    /** What a row has, and in words how many have it: of the values on this page. */
    groupValue(row: Row): string | number;
    shown: ReadonlyMap<string, string>;
  } | null;
  /** What the rows are called that these name. */
  names: Names;
  views: readonly KeptView[];
  /** What is wrong with the title of a view to be kept. */
  viewFault: { title: string; error: string; isOfUnit: boolean } | undefined;
  mayEdit: boolean;
  mayImport: boolean;
  /** Its rows can be counted by area. */
  hasAreas: boolean;
}

const Exports = ({ page: { t }, here, kept, address }: ListPageProps) => {
  const href = (format: string, standard?: string) =>
    `${here}/export${listQuery(address, { format, ...(standard && { standard }) })}`;
  const all = t('register.list.exportAll');
  return (
    <Section title={t('register.list.export')}>
      <p>{t('register.list.exportHint')}</p>
      <LinkList
        links={[
          { href: href('csv'), label: `CSV（${all}）` },
          ...kept.register.standards.map(({ id, title }) => ({
            href: href('csv', id),
            label: `CSV（${localize(title, t.locale)}）`,
          })),
          { href: href('xlsx'), label: `Excel（${all}）` },
          ...(kept.register.place
            ? [
                { href: href('geojson'), label: 'GeoJSON' },
                { href: href('shapefile'), label: 'Shapefile（zip）' },
              ]
            : []),
        ]}
      />
    </Section>
  );
};

/** What can be done with all rows that the list shows. */
const AllRows = ({ page: { t }, here, address, total, mayEdit }: ListPageProps) => {
  const links = [
    {
      href: `${here}/print${listQuery(address)}`,
      label: t('registerList.print.link', { most: MOST_PRINTED }),
    },
    ...(mayEdit
      ? [
          {
            href: `${here}/edits/new${listQuery(address)}`,
            label: total === null ? t('registerList.edit.allFound') : t('registerList.edit.all', { total }),
          },
          { href: `${here}/edits`, label: t('registerList.edit.past') },
          { href: `${here}/retention`, label: t('registerList.retention') },
        ]
      : []),
  ];
  return (
    <Section title={t('registerList.allRows')}>
      <LinkList links={links} />
    </Section>
  );
};

/** A register: what is in it, narrowed, sorted, counted, changed at once, taken out. */
export const ListPage = (props: ListPageProps) => {
  const {
    page,
    kept,
    unit,
    here,
    title,
    items,
    address,
    errors,
    total,
    nextHref,
    isFirst,
    viewFault,
    mayEdit,
  } = props;
  const { t, base } = page;
  const { register } = kept;
  const isNarrowed = Object.keys(address.typed).length > 0;
  return (
    <StaffPage
      page={page}
      title={title}
      lead={`${register.description ? `${localize(register.description, t.locale)}　` : ''}${unit}`}
      breadcrumbs={[{ label: t('register.index.title'), href: `${base}/staff/registers` }, { label: title }]}
      errors={[
        ...Object.entries(errors).map(([id, text]) => ({ id, text })),
        ...(viewFault ? [{ id: 'title', text: viewFault.error }] : []),
      ]}
      actions={
        <>
          {mayEdit && <ButtonLink href={`${here}/new`}>{t('register.list.add')}</ButtonLink>}
          {props.hasAreas && (
            <ButtonLink href={`${here}/areas`} variant="secondary">
              {t('registers.areas.link')}
            </ButtonLink>
          )}
          {register.counterCopy && mayEdit && (
            <ButtonLink href={`${here}/viewing`} variant="secondary">
              {t('viewingDesk.title')}
            </ButtonLink>
          )}
          {props.mayImport && (
            <ButtonLink href={`${here}/imports`} variant="secondary">
              {t('register.list.import')}
            </ButtonLink>
          )}
          <ButtonLink href={`${here}/definition`} variant="tertiary">
            {t('registerDesk.title')}
          </ButtonLink>
        </>
      }
    >
      <ListViews {...props} />
      <Filters {...props} />
      <ExactValues {...props} />
      {Object.keys(errors).length > 0 ? null : items.length === 0 && isFirst ? (
        <EmptyState title={t(isNarrowed ? 'register.list.none' : 'register.list.empty')} icon="inbox">
          {!isNarrowed && mayEdit && t('register.list.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Rows {...props} />
          <Pagination
            t={t}
            countText={
              total === null
                ? t('register.list.shownOnly', { shown: items.length })
                : t('register.list.shown', { shown: items.length, total })
            }
            previousHref={isFirst ? undefined : `${here}${listQuery(address)}`}
            nextHref={nextHref}
          />
          <AllRows {...props} />
          <ListGroups {...props} />
          <Exports {...props} />
        </>
      )}
      {props.figures.length > 0 && <Figures t={t} figures={props.figures} />}
      {register.findings && mayEdit && <FindForm t={t} here={here} />}
    </StaffPage>
  );
};
