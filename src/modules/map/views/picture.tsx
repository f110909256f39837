import type { Translator } from '#kernel/i18n/translate.js';
import type { DrawnRow, Geometry, TownShape } from '#modules/register/api.js';
import { LETTER, middleOf } from '../area-name.js';
import type { Layer } from '../layers.js';
import type { Mark } from '../marks.js';
import type { Meant, Shown } from '../service/views.js';
import { type Frame, type Look, stepsOf } from '../view.js';
import { namedAreas, withRoom } from './named-areas.js';

type Titled = Pick<Layer, 'title' | 'titleLang'>;

/** How much colour an area has, as in the map that moves. */
const FILL = 0.1;

/** More names would hide each other. */
const MOST_NAMED = 80;

const tenth = (value: number): string => value.toFixed(1);

function pathOf(look: Look, lines: readonly (readonly (readonly number[])[])[], isClosed: boolean): string {
  return lines
    .map((line) => {
      const points = line.map(([lon = 0, lat = 0]) => stepsOf(look.frame, lon, lat).map(tenth).join(' '));
      return `M${points.join('L')}${isClosed ? 'Z' : ''}`;
    })
    .join('');
}

const Pin = ({ look, at, mark }: { look: Look; at: readonly [number, number, ...number[]]; mark: Mark }) => {
  const [x, y] = stepsOf(look.frame, at[0], at[1]);
  const { step } = look;
  return (
    <>
      <circle
        cx={tenth(x)}
        cy={tenth(y)}
        r={tenth(10 * step)}
        fill={mark.colour}
        stroke="#ffffff"
        stroke-width={tenth(1.5 * step)}
      />
      <text
        x={tenth(x)}
        y={tenth(y + 4.5 * step)}
        font-size={tenth(12 * step)}
        font-weight="700"
        text-anchor="middle"
        fill="#ffffff"
      >
        {mark.letter}
      </text>
    </>
  );
};

const Shape = ({ look, geometry, mark }: { look: Look; geometry: Geometry; mark: Mark }) => {
  switch (geometry.type) {
    case 'Point':
      return <Pin look={look} at={geometry.coordinates} mark={mark} />;
    case 'LineString':
    case 'MultiLineString': {
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      const d = pathOf(look, lines, false);
      return <path d={d} fill="none" stroke={mark.colour} stroke-width={tenth(3 * look.step)} />;
    }
    default: {
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
      return (
        <path
          d={pathOf(look, rings, true)}
          fill={mark.colour}
          fill-opacity={FILL}
          fill-rule="evenodd"
          stroke={mark.colour}
          stroke-width={tenth(2 * look.step)}
        />
      );
    }
  }
};

const Ground = ({ look, areas }: { look: Look; areas: TownShape['areas'] }) => (
  <path
    class="map-ground"
    d={pathOf(look, areas.flat(), true)}
    fill="#ffffff"
    fill-rule="evenodd"
    stroke="#767676"
    stroke-width={tenth(1.5 * look.step)}
  />
);

/** Areas lie lowest, then lines, then points, of whatever layer: nothing hides what is smaller. */
const heightOf = ({ geometry: { type } }: Pick<DrawnRow, 'geometry'>): number =>
  ['Polygon', 'LineString', 'Point'].indexOf(type.replace('Multi', ''));

/** What is drawn under one mark. */
export type Drawing = Pick<Shown, 'mark' | 'clusters'> & { rows: readonly Omit<DrawnRow, 'values'>[] };
type DrawnThing<One extends Drawing> = One['rows'][number];

export interface PictureProps<One extends Drawing> {
  shown: readonly One[];
  frame: Frame;
  step?: number;
  /** The outline of the town, on which things lie. */
  ground?: TownShape | null;
  /** What the picture shows, in words. */
  label: string;
  /** Things bear their names, where they are few enough. */
  isNamed?: boolean;
  /** A cross in the middle, which a press of the keyboard takes. */
  hasCross?: boolean;
  /** The place that was searched for: a ring with its name. */
  meant?: Meant;
  /** Of the label and of the names of things, where they are not in the language of the page. */
  langOf?: (text: string) => string | undefined;
  /** Address of a thing; without one it is no link. */
  hrefOf?: (shown: One, row: DrawnThing<One>) => string;
}

/** From the middle of a pin to its name. */
const BESIDE = 13;

const Name = ({
  look,
  at,
  label,
  lang,
  gap = BESIDE,
}: {
  look: Look;
  at: [number, number];
  label: string;
  lang?: string | undefined;
  gap?: number;
}) => {
  const [x, y] = stepsOf(look.frame, ...at);
  const { step } = look;
  return (
    <text
      lang={lang}
      x={tenth(x + gap * step)}
      y={tenth(y + 4 * step)}
      font-size={tenth(LETTER * step)}
      fill="#1a1a1a"
      stroke="#ffffff"
      stroke-width={tenth(3 * step)}
      paint-order="stroke"
    >
      {label}
    </text>
  );
};

const Ring = ({ look, meant: { lat, lon, label } }: { look: Look; meant: Meant }) => {
  const [x, y] = stepsOf(look.frame, lon, lat);
  const ring = { cx: tenth(x), cy: tenth(y), r: tenth(20 * look.step), fill: 'none' };
  return (
    <g>
      <circle {...ring} stroke="#ffffff" stroke-width={tenth(8 * look.step)} />
      <circle {...ring} stroke="#b5121b" stroke-width={tenth(4 * look.step)} />
      <Name look={look} at={[lon, lat]} label={label} gap={27} />
    </g>
  );
};

/** Its arms begin and end so far from the middle, in steps: a pin there is seen. */
const ARM = [12, 24] as const;

const Cross = ({ frame: { width, height } }: { frame: Frame }) => {
  const [x, y] = [width / 2, height / 2];
  const [from, to] = ARM;
  const d = [-1, 1].map(
    (way) => `M${x + way * from} ${y}H${x + way * to}M${x} ${y + way * from}V${y + way * to}`,
  );
  return (
    <g fill="none">
      <path d={d.join('')} stroke="#ffffff" stroke-width="6" />
      <path d={d.join('')} stroke="#1a1a1a" stroke-width="2" />
    </g>
  );
};

/** A map without a program: things where they lie, how many where they are too many. */
export const Picture = <One extends Drawing>({
  shown,
  frame,
  step = 1,
  ground = null,
  label,
  isNamed = false,
  hasCross = false,
  meant,
  langOf = () => undefined,
  hrefOf,
}: PictureProps<One>) => {
  const look = { frame, step };
  const { width, height } = frame;
  const things = shown
    .flatMap((one) => one.rows.map((row) => ({ one, row })))
    .sort((a, b) => heightOf(a.row) - heightOf(b.row));
  const rows = things.map(({ row }) => row);
  const rounds = [...shown.flatMap(({ clusters }) => clusters), ...(meant ? [meant] : [])];
  const named =
    isNamed && rows.length <= MOST_NAMED
      ? withRoom(look, { rows, rounds }, rows)
      : namedAreas(look, rows, rounds);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
      lang={langOf(label)}
      font-family="BIZ UDPGothic, Noto Sans JP, sans-serif"
    >
      <rect width={width} height={height} fill="#f1f1f4" />
      {ground && <Ground look={look} areas={ground.areas} />}
      {things.map(({ one, row }) => {
        const { mark } = one;
        const shape = (
          <>
            <title>{row.label}</title>
            <Shape look={look} geometry={row.geometry} mark={mark} />
            {row.geometry.type !== 'Point' && <Pin look={look} at={middleOf(row.geometry)} mark={mark} />}
          </>
        );
        const href = hrefOf?.(one, row);
        return href ? (
          <a href={href} aria-label={row.label} lang={langOf(row.label)}>
            {shape}
          </a>
        ) : (
          <g lang={langOf(row.label)}>{shape}</g>
        );
      })}
      {named.map((row) => (
        <Name look={look} at={middleOf(row.geometry)} label={row.label} lang={langOf(row.label)} />
      ))}
      {shown.map(({ clusters, mark }) =>
        clusters.map(({ count, lon, lat }) => {
          const [x, y] = stepsOf(frame, lon, lat);
          return (
            <g>
              <circle
                cx={tenth(x)}
                cy={tenth(y)}
                r={tenth(16 * step)}
                fill="#ffffff"
                stroke={mark.colour}
                stroke-width={tenth(3 * step)}
              />
              <text
                x={tenth(x)}
                y={tenth(y + 4 * step)}
                font-size={tenth(11 * step)}
                text-anchor="middle"
                fill="#1a1a1a"
              >
                {`${mark.letter} ${count}`}
              </text>
            </g>
          );
        }),
      )}
      {meant && <Ring look={look} meant={meant} />}
      {hasCross && <Cross frame={frame} />}
    </svg>
  );
};

/** Of a layer, in the language that the town wrote it in. */
export const LayerTitle = ({ t, layer }: { t: Translator; layer: Titled }) => (
  <span lang={layer.titleLang?.(t)}>{layer.title(t)}</span>
);

/** What the letters in a picture mean. */
export const Legend = ({ t, layers }: { t: Translator; layers: readonly { layer: Titled; mark: Mark }[] }) =>
  layers.length > 0 && (
    <ul class="map-legend">
      {layers.map(({ layer, mark }) => (
        <li>
          <MarkSign mark={mark} />
          <LayerTitle t={t} layer={layer} />
        </li>
      ))}
    </ul>
  );

/** A layer's mark beside its name. */
export const MarkSign = ({ mark }: { mark: Mark }) => (
  <svg class="map-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <circle cx="12" cy="12" r="11" fill={mark.colour} />
    <text x="12" y="16.5" font-size="13" font-weight="700" text-anchor="middle" fill="#ffffff">
      {mark.letter}
    </text>
  </svg>
);
