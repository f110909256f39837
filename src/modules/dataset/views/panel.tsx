import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { CsvCell } from '#kernel/sheets/write-csv.js';
import { frameOf, markAt, Picture, wholeOf } from '#modules/map/api.js';
import { BarChart } from '#ui/charts/bar-chart.js';
import { LineChart } from '#ui/charts/line-chart.js';
import { Details } from '#ui/components/details.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Stat } from '#ui/components/stat.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Panel } from '../dashboard.js';
import type { Figures, Group, Place } from '../figures.js';
import type { DrawnPanel } from '../service/dashboards.js';
import { saidIn, titleOf } from './words.js';

/** As wide as a phone, so that its letters are read there too. */
const MAP = [360, 280] as const;
/** Nearer than streets nothing is seen of a place that stands alone. */
const NEAREST = 15;
/** Around the outermost places, in degrees, so that one place alone is an area. */
const MARGIN = 0.002;
/** Room for their names, in steps of zoom. */
const AROUND = 0.9;

const figureText = (t: Translator, value: number | null): string =>
  value === null ? '－' : t.number(value, { maximumFractionDigits: 2 });
const cellText = (t: Translator, cell: CsvCell): string =>
  typeof cell === 'number' ? t.number(cell, { maximumFractionDigits: 10, useGrouping: false }) : (cell ?? '');

type Of<Kind extends Figures['kind']> = Extract<Figures, { kind: Kind }>;
interface PartProps<Kind extends Figures['kind']> {
  page: PageContext;
  panel: Panel;
  figures: Of<Kind>;
}

const unitOf = (panel: Panel): string => ('unit' in panel ? panel.unit : '');
/** 個室の合計 */
const reckonedOf = (t: Translator, panel: Panel): string =>
  'measure' in panel && panel.measure.of !== 'count'
    ? t(`data.panel.${panel.measure.of}`, { column: panel.measure.column })
    : t('data.panel.count');
const labelOf = (t: Translator, { label }: Group): string => label || t('data.panel.blank');

const GroupTable = ({ page: { t }, panel, figures }: PartProps<'groups'>) => (
  <Details summary={t('data.panel.asTable')}>
    <Table
      id={`table-${panel.id}`}
      caption={panel.title}
      isCaptionHidden
      narrow
      columns={[
        {
          header: 'by' in panel ? panel.by : t('data.panel.group'),
          isRowHeader: true,
          cell: (group: Group) => labelOf(t, group),
        },
        {
          header: reckonedOf(t, panel),
          numeric: true,
          cell: ({ value }) => `${figureText(t, value)}${value === null ? '' : unitOf(panel)}`,
        },
      ]}
      rows={[
        ...figures.groups,
        ...(figures.rest
          ? [{ ...figures.rest, label: t('data.panel.rest', { count: figures.rest.groups }) }]
          : []),
      ]}
    />
  </Details>
);

const Groups = (props: PartProps<'groups'>) => {
  const {
    page: { t },
    panel,
    figures: { groups, rest },
  } = props;
  const unit = unitOf(panel);
  const rows = groups.map((group) => ({
    label: labelOf(t, group),
    figure: group.value,
    words: `${figureText(t, group.value)}${group.value === null ? '' : unit}`,
  }));
  const note = [reckonedOf(t, panel), ...(unit === '' ? [] : [t('data.panel.unit', { unit })])].join(' · ');
  const chart = { t, id: `chart-${panel.id}`, title: panel.title, isTitleHidden: true, note };
  return (
    <>
      {panel.kind === 'line' ? (
        <LineChart {...chart} points={rows} />
      ) : (
        <BarChart
          {...chart}
          rows={[
            ...rows,
            ...(rest
              ? [
                  {
                    label: t('data.panel.rest', { count: rest.groups }),
                    figure: rest.value,
                    words: `${figureText(t, rest.value)}${rest.value === null ? '' : unit}`,
                  },
                ]
              : []),
          ]}
        />
      )}
      {panel.kind === 'line' && rest && (
        <p class="muted">{t('data.panel.earlier', { count: rest.groups })}</p>
      )}
      <GroupTable {...props} />
    </>
  );
};

const Rows = ({ page: { t }, panel, figures: { headings, rows, total } }: PartProps<'rows'>) => (
  <Table
    id={`table-${panel.id}`}
    caption={panel.title}
    isCaptionHidden
    columns={headings.map((header, at) => ({
      header,
      cell: (row: (typeof rows)[number]) => cellText(t, row[at] ?? null),
      numeric: rows.some((row) => typeof row[at] === 'number'),
    }))}
    rows={rows}
    note={rows.length < total ? t('data.panel.firstRows', { count: rows.length, total }) : undefined}
  />
);

/** The window that holds all places. */
function windowOf(places: readonly Place[]) {
  const lats = places.map(({ lat }) => lat);
  const lons = places.map(({ lon }) => lon);
  const view = wholeOf(
    [
      Math.min(...lons) - MARGIN,
      Math.min(...lats) - MARGIN,
      Math.max(...lons) + MARGIN,
      Math.max(...lats) + MARGIN,
    ],
    ...MAP,
  );
  return frameOf({ ...view, zoom: Math.min(NEAREST, view.zoom - AROUND) }, ...MAP);
}

const Places = ({ page: { t }, panel, figures }: PartProps<'places'>) => {
  const { places, total, without } = figures;
  const rows = places.map(({ label, lat, lon }, at) => ({
    id: `${panel.id}-${at}`,
    label: label || t('data.panel.blank'),
    geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
  }));
  return (
    <>
      <div class="map-picture">
        <Picture
          shown={[{ mark: markAt(0), rows, clusters: [] }]}
          frame={windowOf(places)}
          label={panel.title}
          langOf={() => langOf(t)}
          isNamed={places.length <= 30}
        />
      </div>
      <p class="muted">
        {places.length < total
          ? t('data.panel.firstPlaces', { count: places.length, total })
          : t('data.panel.places', { total })}
        {without > 0 && ` ${t('data.panel.without', { count: without })}`}
      </p>
      <Details summary={t('data.panel.asTable')}>
        <Table
          id={`table-${panel.id}`}
          caption={panel.title}
          isCaptionHidden
          columns={[
            { header: t('data.panel.place'), isRowHeader: true, cell: (place: Place) => place.label },
            ...('lat' in panel
              ? [
                  { header: panel.lat, numeric: true, cell: ({ lat }: Place) => cellText(t, lat) },
                  { header: panel.lon, numeric: true, cell: ({ lon }: Place) => cellText(t, lon) },
                ]
              : []),
          ]}
          rows={places}
        />
      </Details>
    </>
  );
};

const isEmpty = (figures: Figures): boolean =>
  (figures.kind === 'groups' && figures.groups.length === 0) ||
  (figures.kind === 'rows' && figures.total === 0) ||
  (figures.kind === 'places' && figures.places.length === 0);

const Drawn = ({ page, panel, figures }: { page: PageContext; panel: Panel; figures: Figures }) => {
  const { t } = page;
  if (isEmpty(figures)) return <p>{t('data.panel.empty')}</p>;
  switch (figures.kind) {
    case 'number':
      return <Stat label={reckonedOf(t, panel)} value={figureText(t, figures.value)} unit={unitOf(panel)} />;
    case 'groups':
      return <Groups page={page} panel={panel} figures={figures} />;
    case 'rows':
      return <Rows page={page} panel={panel} figures={figures} />;
    case 'places':
      return <Places page={page} panel={panel} figures={figures} />;
  }
};

/** One chart, figure, table or map, and from which data it is made. */
export const PanelView = ({
  page,
  drawn: { panel: own, source, figures },
  aside,
}: {
  page: PageContext;
  drawn: DrawnPanel;
  /** What staff do with it. */
  aside?: Child;
}) => {
  const { t, base } = page;
  const title = saidIn(t, own.title, own.titleEn);
  const note = saidIn(t, own.note, own.noteEn);
  const panel = { ...own, title: title.text };
  const skipped = figures && 'skipped' in figures ? figures.skipped : 0;
  const from = source && titleOf(t, source.published.dataset);
  return (
    <Section title={title.text} id={`panel-${panel.id}`} lang={title.lang}>
      {figures ? (
        <Drawn page={page} panel={panel} figures={figures} />
      ) : (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t(source ? 'data.panel.changed' : 'data.panel.gone')}
        />
      )}
      {skipped > 0 && <p class="muted">{t('data.panel.skipped', { count: skipped })}</p>}
      {note.text && (
        <p class="muted lines" lang={note.lang}>
          {note.text}
        </p>
      )}
      {source && from && (
        <p class="muted">
          <a href={`${base}/data/${source.published.dataset.name}`}>
            <Quoting t={t} sentence={t('data.panel.from', { data: from.text })} text={from.quoted} />
          </a>
        </p>
      )}
      {aside}
    </Section>
  );
};
