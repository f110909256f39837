import { localize } from '#kernel/i18n/locales.js';
import { Section } from '#ui/components/section.js';
import { mapWords } from '#ui/map-words.js';
import type { PageContext } from '#ui/page.js';
import { boxOf, type Geometry } from '../geometry.js';
import type { KeptRegister, Row } from '../model.js';

/** How near the map opens. */
const NEAR = 17;

const mapHref = (base: string, geometry: Geometry): string => {
  const [west, south, east, north] = boxOf(geometry);
  const at = [NEAR, ((south + north) / 2).toFixed(5), ((west + east) / 2).toFixed(5)].join('/');
  return `${base}/map?${new URLSearchParams({ at })}`;
};

interface RowPlaceProps {
  page: PageContext;
  kept: Pick<KeptRegister, 'register' | 'outline'>;
  row: Row;
  /** How addresses of rows begin, their ids to follow. */
  rows: string;
}

/** Where the row lies: a picture of the map, which a map that moves takes the place of when there is script. */
export const RowPlace = ({ page, kept: { register, outline }, row, rows }: RowPlaceProps) => {
  const { t, base } = page;
  if (!row.geometry) return null;
  const config = {
    base,
    shape: row.geometry,
    box: boxOf(row.geometry),
    marks: [],
    layers: [
      {
        id: row.register,
        title: localize(register.title, t.locale),
        row: rows,
        isShown: true,
        letter: '',
        colour: '#595959',
      },
    ],
    words: mapWords(t),
  };
  const picture = `${base}/map/picture.svg?${new URLSearchParams({ register: row.register, row: row.id })}`;
  return (
    <Section title={t('registers.mapTitle')} id="map">
      <link rel="stylesheet" href={page.asset('map.css')} />
      <page-map data-config={JSON.stringify(config)}>
        <div class="map-picture">
          <img class="row-picture" src={picture} alt={t('registers.mapPicture')} width="440" height="280" />
          {outline && <p class="muted">{t('map.attribution', { text: outline.source })}</p>}
        </div>
      </page-map>
      <p>
        <a href={mapHref(base, row.geometry)}>{t('registers.mapOpen')}</a>
      </p>
      <script type="module" src={page.asset('page-map.js')} />
    </Section>
  );
};
