import { boxOf, type DrawnRow, type Geometry } from '#modules/register/api.js';
import type { Mark } from '../marks.js';
import type { Meant, Shown } from '../service/views.js';
import { type Frame, stepsOf } from '../view.js';

/** Looks for a picture on a screen; on paper everything is as much larger as its steps are finer. */
interface Look {
  frame: Frame;
  /** Steps for one of a screen. */
  step: number;
}

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

const Pin = ({ look, lon, lat, mark }: { look: Look; lon: number; lat: number; mark: Mark }) => {
  const [x, y] = stepsOf(look.frame, lon, lat);
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
    case 'Point': {
      const [lon, lat] = geometry.coordinates;
      return <Pin look={look} lon={lon} lat={lat} mark={mark} />;
    }
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

const middleOf = ({ geometry }: Pick<DrawnRow, 'geometry'>): [number, number] => {
  const [west, south, east, north] = boxOf(geometry);
  return [(west + east) / 2, (south + north) / 2];
};

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
  /** What the picture shows, in words. */
  label: string;
  /** Things bear their names, where they are few enough. */
  isNamed?: boolean;
  /** The place that was searched for: a ring with its name. */
  meant?: Meant;
  /** Of the names of things, where they are not in the language of the page. */
  langOf?: (text: string) => string | undefined;
  /** Address of a thing; without one it is no link. */
  hrefOf?: (shown: One, row: DrawnThing<One>) => string;
}

/** A rectangle of the picture: left, top, right, bottom. */
type Place = readonly [number, number, number, number];
const touch = (a: Place, b: Place): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Of the letters of a name, in steps of a screen. */
const LETTERS = 11;
const NAME_GAP = 13;

/** Where a name stands beside its mark: full-width letters are twice the others. */
function placeOfName({ step }: Look, [x, y]: [number, number], label: string): Place {
  const wide = [...label].reduce((sum, letter) => sum + (letter > '\u00ff' ? 1 : 0.6), 0);
  const left = x + NAME_GAP * step;
  return [left, y - (LETTERS / 2) * step, left + wide * LETTERS * step, y + (LETTERS / 2) * step];
}

/** Names that hide neither a mark nor another name and are whole; the list of the page has all of them. */
function freeNames<Row extends Pick<DrawnRow, 'label' | 'geometry'>>(
  look: Look,
  rows: readonly Row[],
  marks: readonly [number, number][],
): Row[] {
  const { width } = look.frame;
  const radius = 10 * look.step;
  const taken: Place[] = marks.map(([x, y]) => [x - radius, y - radius, x + radius, y + radius]);
  return rows.filter((row) => {
    const place = placeOfName(look, stepsOf(look.frame, ...middleOf(row)), row.label);
    if (place[2] > width || taken.some((other) => touch(other, place))) return false;
    taken.push(place);
    return true;
  });
}

const Name = ({
  look,
  at,
  label,
  gap = NAME_GAP,
}: {
  look: Look;
  at: [number, number];
  label: string;
  gap?: number;
}) => {
  const [x, y] = stepsOf(look.frame, ...at);
  const { step } = look;
  return (
    <text
      x={tenth(x + gap * step)}
      y={tenth(y + 4 * step)}
      font-size={tenth(LETTERS * step)}
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

/** A map without a program: things where they lie, how many where they are too many. */
export const Picture = <One extends Drawing>({
  shown,
  frame,
  step = 1,
  label,
  isNamed = false,
  meant,
  langOf = () => undefined,
  hrefOf,
}: PictureProps<One>) => {
  const look = { frame, step };
  const { width, height } = frame;
  const rows = isNamed ? shown.flatMap((one) => one.rows) : [];
  const marks = rows.map((row) => stepsOf(frame, ...middleOf(row)));
  const named = rows.length > MOST_NAMED ? [] : freeNames(look, rows, marks);
  const things = shown
    .flatMap((one) => one.rows.map((row) => ({ one, row })))
    .sort((a, b) => heightOf(a.row) - heightOf(b.row));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
      font-family="BIZ UDPGothic, Noto Sans JP, sans-serif"
    >
      <rect width={width} height={height} fill="#f1f1f4" />
      {things.map(({ one, row }) => {
        const { mark } = one;
        const shape = (
          <>
            <title>{row.label}</title>
            <Shape look={look} geometry={row.geometry} mark={mark} />
            {row.geometry.type !== 'Point' && (
              <Pin look={look} lon={middleOf(row)[0]} lat={middleOf(row)[1]} mark={mark} />
            )}
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
        <Name look={look} at={middleOf(row)} label={row.label} />
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
    </svg>
  );
};

/** A layer's mark beside its name. */
export const MarkSign = ({ mark }: { mark: Mark }) => (
  <svg class="map-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <circle cx="12" cy="12" r="11" fill={mark.colour} />
    <text x="12" y="16.5" font-size="13" font-weight="700" text-anchor="middle" fill="#ffffff">
      {mark.letter}
    </text>
  </svg>
);
