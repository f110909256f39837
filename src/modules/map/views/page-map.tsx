import { type Box, boxOf } from '#modules/register/api.js';
import { mapWords } from '#ui/map-words.js';
import type { PageContext } from '#ui/page.js';
import { type Layer, rowHref } from '../layers.js';
import type { Mark } from '../marks.js';
import { frameOf, wholeOf } from '../view.js';
import { type Drawing, Legend, Picture, type PictureProps } from './picture.js';

/** As wide as a small phone shows it, so that its letters are read there. */
const SIZE = [360, 320] as const;
/** Nearer than streets nothing is seen of a thing that stands alone. */
const NEAREST = 16;
/** Room around the outermost things, in steps of zoom. */
const AROUND = 0.4;

/** The part of the world that holds everything that is drawn. */
function boxAround(shown: readonly Drawing[]): Box {
  const boxes = shown.flatMap(({ rows, clusters }) => [
    ...rows.map(({ geometry }) => boxOf(geometry)),
    ...clusters.map(({ lon, lat }): Box => [lon, lat, lon, lat]),
  ]);
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
}

function frameAround(box: Box) {
  const whole = wholeOf(box, ...SIZE);
  return frameOf({ ...whole, zoom: Math.min(NEAREST, whole.zoom - AROUND) }, ...SIZE);
}

interface PageMapProps<One extends Drawing> extends Pick<PictureProps<One>, 'shown' | 'label'> {
  page: PageContext;
  /** Layers that the map that moves asks for tile by tile; without them it shows what the picture shows. */
  layers?: readonly { layer: Pick<Layer, 'id' | 'row' | 'title' | 'titleLang'>; mark: Mark }[];
  /** Address of a thing, '' for one that has no page. */
  hrefOf: NonNullable<PictureProps<One>['hrefOf']>;
}

/** A map on a page about something else, of something at least; the page lists the same things. */
export const PageMap = <One extends Drawing>(props: PageMapProps<One>) => {
  const { page, shown, label, layers = [], hrefOf } = props;
  const { t, base } = page;
  const box = boxAround(shown);
  const marks = shown.flatMap((one) =>
    one.rows.map((row) => {
      const [west, south, east, north] = boxOf(row.geometry);
      const place = { lat: (south + north) / 2, lon: (west + east) / 2 };
      return { ...place, ...one.mark, label: row.label, href: hrefOf(one, row) };
    }),
  );
  const config = {
    base,
    box,
    marks: layers.length > 0 ? [] : marks,
    layers: layers.map(({ layer, mark }) => ({
      ...mark,
      id: layer.id,
      title: layer.title(t),
      row: rowHref(base, layer, ''),
      isShown: true,
    })),
    words: mapWords(t),
  };
  return (
    <>
      <link rel="stylesheet" href={page.asset('map.css')} />
      <page-map data-config={JSON.stringify(config)}>
        <div class="map-picture">
          <Picture shown={shown} frame={frameAround(box)} label={label} hrefOf={hrefOf} />
        </div>
      </page-map>
      <Legend t={t} layers={layers} />
      <script type="module" src={page.asset('page-map.js')} />
    </>
  );
};
