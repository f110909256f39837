import { langOf } from '#kernel/i18n/lang-of.js';
import type { DrawnRow, TownShape } from '#modules/register/api.js';
import { Button } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { LinkList } from '#ui/components/link-list.js';
import { Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { mapWords } from '#ui/map-words.js';
import type { PageContext } from '#ui/page.js';
import type { BaseMap } from '../base-map.js';
import { rowHref } from '../layers.js';
import { scaleText } from '../model.js';
import { boxView, townView } from '../near.js';
import type { Found, MarkedLayer, Shown } from '../service/views.js';
import { type Frame, layerControl, layerControls, type View, viewText } from '../view.js';
import { LayerTitle, MarkSign, Picture } from './picture.js';

/** What a person would look for, as it is written here. */
const EXAMPLE = '公園';

/** Things of one layer that the list names; the rest is behind its link. */
const MOST_LISTED = 50;

export interface MapPageProps {
  page: PageContext;
  layers: readonly MarkedLayer[];
  chosen: readonly MarkedLayer[];
  shown: readonly Shown[];
  view: View;
  whole: View;
  frame: Frame;
  words: string;
  found: Found | null;
  scales: readonly number[];
  /** What is wrong with the scale of a print. */
  scaleError?: string | undefined;
  /** What of the address could not be read. */
  unread: readonly { id: string; text: string }[];
  baseMap: BaseMap | null;
  /** The outline of the town, on which the picture lies. */
  ground: TownShape | null;
}

const idOf = ({ layer }: Pick<MarkedLayer, 'layer'>): string => layer.id;

/** The address of this map with another part of the world, and the place there that the words mean. */
export function mapHref(
  { page, layers, chosen }: Pick<MapPageProps, 'page' | 'layers' | 'chosen'>,
  view: View,
  words = '',
) {
  const query = new URLSearchParams({ ...(words && { q: words }), at: viewText(view) });
  for (const name of layerControls(chosen.map(idOf), layers.length)) query.set(name, 'on');
  return `${page.base}/map?${query}`;
}

/** What a form sends along so that the map stays as it is. */
const Kept = ({ view, chosen, layers }: Pick<MapPageProps, 'view' | 'chosen' | 'layers'>) => (
  <>
    <input type="hidden" name="at" value={viewText(view)} />
    {layerControls(chosen.map(idOf), layers.length).map((name) => (
      <input type="hidden" name={name} value="on" />
    ))}
  </>
);

const SearchResults = (props: MapPageProps) => {
  const { page, found } = props;
  const { t } = page;
  if (!found || found.isTooShort) return null;
  return (
    <Section title={t('map.found')}>
      {found.towns.length > 0 && <p>{t('map.foundTowns', { towns: found.towns.join('、') })}</p>}
      {found.places.length > 0 && (
        <ul class="map-found">
          {found.places.map((place) => {
            const name = `${place.municipality}${place.town}`;
            return (
              <li>
                <a href={mapHref(props, townView(place), name)} lang={langOf(t, name)}>
                  {name}
                </a>
              </li>
            );
          })}
        </ul>
      )}
      {found.rows.length === 0 ? (
        found.places.length === 0 && <EmptyState title={t('map.notFound')} icon="inbox" />
      ) : (
        <ul class="map-found">
          {found.rows.map(({ layer, mark, row }) => {
            const { box } = row;
            const there = box && boxView(box);
            return (
              <li>
                <MarkSign mark={mark} />
                <a href={rowHref(page.base, layer, row.id)} lang={langOf(t, row.label)}>
                  {row.label}
                </a>
                {there && <a href={mapHref(props, there)}>{t('map.title')}</a>}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
};

/** Steps over the map for who has no program for it. */
const Moves = (props: MapPageProps) => {
  const { page, view, whole, frame } = props;
  const { t } = page;
  const part = (360 * frame.width) / frame.world / 2;
  const to = (change: Partial<View>) => mapHref(props, { ...view, ...change });
  const lat = (north: 1 | -1) =>
    Math.min(85, Math.max(-85, view.lat + north * part * 0.6 * Math.cos((view.lat * Math.PI) / 180)));
  const lon = (east: 1 | -1) => Math.min(180, Math.max(-180, view.lon + east * part));
  return (
    <nav class="map-moves" aria-label={t('map.move')}>
      <a href={to({ zoom: Math.min(20, view.zoom + 1) })}>{t('map.zoomIn')}</a>
      <a href={to({ zoom: Math.max(0, view.zoom - 1) })}>{t('map.zoomOut')}</a>
      <a href={to({ lat: lat(1) })}>{t('map.north')}</a>
      <a href={to({ lat: lat(-1) })}>{t('map.south')}</a>
      <a href={to({ lon: lon(-1) })}>{t('map.west')}</a>
      <a href={to({ lon: lon(1) })}>{t('map.east')}</a>
      <a href={mapHref(props, whole)}>{t('map.whole')}</a>
    </nav>
  );
};

const countOf = ({ rows, clusters }: Shown): number =>
  rows.length + clusters.reduce((sum, one) => sum + one.count, 0);

const wholeHref = (base: string, { layer }: Shown): string => base + layer.list;

const LayerList = ({ page, shown }: { page: PageContext; shown: Shown }) => {
  const { t, base } = page;
  const { layer, mark, rows, clusters } = shown;
  const title = layer.title(t);
  return (
    <section class="map-layer">
      <h3>
        <MarkSign mark={mark} />
        <LayerTitle t={t} layer={layer} />
      </h3>
      <p class="muted">{t('map.shown', { count: countOf(shown) })}</p>
      <LinkList
        links={rows.slice(0, MOST_LISTED).map((row: DrawnRow) => ({
          href: rowHref(base, layer, row.id),
          label: row.label || title,
          lang: row.label ? langOf(t, row.label) : layer.titleLang?.(t),
        }))}
      />
      {(clusters.length > 0 || rows.length > MOST_LISTED) && <p>{t('map.more')}</p>}
      <p>
        <a href={wholeHref(base, shown)}>{t('map.all')}</a>
      </p>
    </section>
  );
};

/** Layers of which nothing lies here, each leading to its whole list. */
const EmptyLayers = ({ page, shown }: { page: PageContext; shown: readonly Shown[] }) => (
  <>
    <p class="muted">{page.t('map.nothing')}</p>
    <ul class="map-empty">
      {shown.map((one) => (
        <li>
          <MarkSign mark={one.mark} />
          <a href={wholeHref(page.base, one)}>
            <LayerTitle t={page.t} layer={one.layer} />
          </a>
        </li>
      ))}
    </ul>
  </>
);

/** For staff: a row for what was drawn, or for the middle of the map. */
const AddForm = ({
  page: { t, base },
  view,
  editable,
}: Pick<MapPageProps, 'page' | 'view'> & { editable: readonly MarkedLayer[] }) => (
  <form class="map-add" action={`${base}/map/add`} method="get">
    <input type="hidden" name="at" value={viewText(view)} />
    <input type="hidden" name="place" value="" />
    <Select
      t={t}
      id="register"
      label={t('map.add.register')}
      hint={t('map.add.hint')}
      bare
      emptyLabel={null}
      options={editable.map(({ layer }) => ({
        value: layer.id,
        label: layer.title(t),
        lang: layer.titleLang?.(t),
      }))}
    />
    <Button type="submit" variant="secondary">
      {t('map.add.go')}
    </Button>
  </form>
);

/** 地図. With script the picture is replaced by a map that moves; everything else stays. */
export const MapPage = (props: MapPageProps) => {
  const {
    page,
    layers,
    chosen,
    shown,
    view,
    frame,
    words,
    found,
    scales,
    scaleError,
    unread,
    baseMap,
    ground,
  } = props;
  const { t, base } = page;
  const here = `${base}/map`;
  const count = shown.reduce((sum, one) => sum + countOf(one), 0);
  const filled = shown.filter((one) => countOf(one) > 0);
  const empty = shown.filter((one) => countOf(one) === 0);
  const error = found?.isTooShort ? t('map.tooShort') : undefined;
  const editable = layers.filter(({ layer }) => layer.adds.length > 0);
  const config = {
    base,
    view,
    baseMap,
    layers: layers.map(({ layer, mark }) => ({
      id: layer.id,
      title: layer.title(t),
      row: rowHref(base, layer, ''),
      isShown: chosen.some((one) => idOf(one) === layer.id),
      ...mark,
    })),
    adding: Object.fromEntries(editable.map(({ layer }) => [layer.id, layer.adds])),
    meant: found?.meant ?? null,
    words: {
      ...mapWords(t),
      measure: t('map.measure'),
      stop: t('map.stop'),
      draw: t('map.draw.start'),
    },
  };
  return (
    <CitizenPage
      page={page}
      title={t('map.title')}
      lead={t('map.lead', { city: page.city.name })}
      width="wide"
      breadcrumbs={[{ label: t('map.title') }]}
      errors={[
        ...unread,
        ...(error ? [{ id: 'q', text: error }] : []),
        ...(scaleError ? [{ id: 'scale', text: scaleError }] : []),
      ]}
    >
      <link rel="stylesheet" href={page.asset('map.css')} />
      <form class="map-search" action={here} method="get">
        <Kept view={view} chosen={chosen} layers={layers} />
        <TextInput
          t={t}
          id="q"
          label={t('map.search')}
          hint={<Quoting t={t} text={EXAMPLE} sentence={t('map.searchHint', { example: EXAMPLE })} />}
          bare
          value={words}
          error={error}
          autoComplete="off"
        />
        <Button type="submit" icon="search">
          {t('map.find')}
        </Button>
      </form>
      <SearchResults {...props} />
      {layers.length === 0 ? (
        <EmptyState title={t('map.noLayers')} icon="inbox" />
      ) : (
        <>
          <town-map data-config={JSON.stringify(config)}>
            <div class="map-picture">
              <Picture
                shown={shown}
                frame={frame}
                ground={ground}
                label={t('map.picture', { count })}
                langOf={(text) => langOf(t, text)}
                meant={found?.meant ?? undefined}
                hrefOf={({ layer }, row) => rowHref(base, layer, row.id)}
              />
              <Moves {...props} />
              {ground && <p class="muted">{t('map.attribution', { text: ground.source })}</p>}
            </div>
          </town-map>
          {editable.length > 0 && <AddForm {...props} editable={editable} />}
          <form class="map-layers" action={here} method="get">
            <input type="hidden" name="at" value={viewText(view)} />
            <fieldset>
              <legend>{t('map.layers')}</legend>
              {layers.map(({ layer, mark }, index) => {
                const isChosen = chosen.some((one) => idOf(one) === layer.id);
                return (
                  <label for={`layer-${index}`}>
                    <input
                      type="checkbox"
                      id={`layer-${index}`}
                      name={layerControl(layer.id)}
                      value="on"
                      checked={isChosen}
                    />
                    <MarkSign mark={mark} />
                    <LayerTitle t={t} layer={layer} />
                    {!layer.isPublic && `（${t('map.staffOnly')}）`}
                  </label>
                );
              })}
            </fieldset>
            <Button type="submit" variant="secondary">
              {t('map.show')}
            </Button>
          </form>
          <form class="map-print" action={`${here}/print.pdf`} method="get">
            <Kept view={view} chosen={chosen} layers={layers} />
            <Select
              t={t}
              id="scale"
              label={t('map.paper')}
              bare
              value={String(scales[3])}
              error={scaleError}
              options={scales.map((scale) => ({ value: String(scale), label: scaleText(t, scale) }))}
            />
            <Button type="submit" variant="secondary">
              {t('map.print')}
            </Button>
          </form>
          <div id="map-list">
            <Section title={t('map.list')}>
              {filled.map((one) => (
                <LayerList page={page} shown={one} />
              ))}
              {empty.length > 0 && <EmptyLayers page={page} shown={empty} />}
            </Section>
          </div>
        </>
      )}
      <p>
        <a href={`${base}/ogc?f=html`}>{t('map.data')}</a>
      </p>
      <img src={`${base}/map/seen.gif`} alt="" width="1" height="1" />
      <script type="module" src={page.asset('map.js')} />
    </CitizenPage>
  );
};
