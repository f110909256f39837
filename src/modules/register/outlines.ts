/* Outlines of areas: which of their rings cross, and what lies in them. Longitude before latitude, as in GeoJSON. */

export type LonLat = readonly [number, number, ...number[]];
type Ring = readonly LonLat[];
/** The outline of an area, and those of its holes. */
export type Area = readonly Ring[];

export const OUTLINE_FAULTS = ['ringCrosses', 'holeCrosses', 'holeOutside', 'partsOverlap'] as const;
export interface OutlineFault {
  fault: (typeof OUTLINE_FAULTS)[number];
  /** Near where. */
  at: LonLat;
}

const turn = (a: LonLat, b: LonLat, c: LonLat): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const within = (a: number, b: number, one: number): boolean =>
  (a <= one && one <= b) || (b <= one && one <= a);

/** 1 within the ring, 0 on it, -1 outside. */
function sideOf(position: LonLat, ring: Ring): -1 | 0 | 1 {
  const [x, y] = position;
  let isInside = false;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [a, b] = [ring[at], ring[at + 1]];
    if (!a || !b || !within(a[1], b[1], y)) continue;
    const way = turn(a, b, position);
    if (way === 0 && within(a[0], b[0], x)) return 0;
    if (a[1] > y !== b[1] > y && (b[1] > a[1] ? way > 0 : way < 0)) isInside = !isInside;
  }
  return isInside ? 1 : -1;
}

/** Whether a position lies in an area or on its edge. */
export const isIn = (position: LonLat, [outline = [], ...holes]: Area): boolean =>
  sideOf(position, outline) >= 0 && holes.every((hole) => sideOf(position, hole) <= 0);

export const DEGREE_METRES = 111_320;

/** Whether a position lies no farther from the edge of an area than so many metres. */
export const isNear = (position: LonLat, area: Area, metres: number): boolean => {
  const up = DEGREE_METRES;
  const aside = DEGREE_METRES * Math.cos((position[1] * Math.PI) / 180);
  /** In metres, seen from the position. */
  const seen = ([lon, lat]: LonLat) => [(lon - position[0]) * aside, (lat - position[1]) * up] as const;
  return area.some((ring) =>
    ring.some((corner, at) => {
      const [x, y] = seen(corner);
      const [endX, endY] = seen(ring[at + 1] ?? corner);
      const [dx, dy] = [endX - x, endY - y];
      const length = dx * dx + dy * dy;
      const part = length === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / length));
      return Math.hypot(x + part * dx, y + part * dy) <= metres;
    }),
  );
};

interface Side {
  a: LonLat;
  b: LonLat;
  area: number;
  ring: number;
  /** Number of the side in its ring, of so many. */
  at: number;
  of: number;
  west: number;
  east: number;
}

/** Where two sides cross each other. */
function crossingOf(a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat | null {
  if (turn(a, b, c) * turn(a, b, d) >= 0 || turn(c, d, a) * turn(c, d, b) >= 0) return null;
  const [dx, dy, ex, ey] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const part = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / (dx * ey - dy * ex);
  return [a[0] + part * dx, a[1] + part * dy];
}

/** The middle of where two sides run along each other. */
function sharedBy(a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat | null {
  if (turn(a, b, c) !== 0 || turn(a, b, d) !== 0) return null;
  const [, from, to] = [a, b, c, d].toSorted((one, other) => one[0] - other[0] || one[1] - other[1]);
  if (!from || !to || (from[0] === to[0] && from[1] === to[1])) return null;
  const middle: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const isOn = (one: LonLat, other: LonLat) =>
    within(one[0], other[0], middle[0]) && within(one[1], other[1], middle[1]);
  return isOn(a, b) && isOn(c, d) ? middle : null;
}

/** Rings may touch, and parts may lie side by side; a hole that runs along its outline is none. */
function faultOf(one: Side, other: Side): OutlineFault | null {
  const isSameArea = one.area === other.area;
  const isSameRing = isSameArea && one.ring === other.ring;
  const apart = Math.abs(one.at - other.at);
  if (isSameRing && (apart <= 1 || apart >= one.of - 1)) return null;
  const at =
    crossingOf(one.a, one.b, other.a, other.b) ??
    (isSameArea && !isSameRing ? sharedBy(one.a, one.b, other.a, other.b) : null);
  return at && { fault: isSameRing ? 'ringCrosses' : isSameArea ? 'holeCrosses' : 'partsOverlap', at };
}

const sidesOf = (areas: readonly Area[]): Side[] =>
  areas.flatMap((rings, area) =>
    rings.flatMap((corners, ring) =>
      corners.slice(0, -1).flatMap((a, at) => {
        const b = corners[at + 1];
        const of = corners.length - 1;
        return b
          ? [{ a, b, area, ring, at, of, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }]
          : [];
      }),
    ),
  );

/** Sides are compared only with those whose span of longitudes overlaps: a coast line has many thousands. */
function sideFault(areas: readonly Area[]): OutlineFault | null {
  const sides = sidesOf(areas).sort((one, other) => one.west - other.west);
  for (const [place, side] of sides.entries())
    for (let next = place + 1; next < sides.length; next += 1) {
      const other = sides[next];
      if (!other || other.west > side.east) break;
      if (!meets(side, other)) continue;
      const fault = faultOf(side, other);
      if (fault) return fault;
    }
  return null;
}

/** By latitude. */
const meets = ({ a, b }: Side, { a: c, b: d }: Side): boolean =>
  Math.max(a[1], b[1]) >= Math.min(c[1], d[1]) && Math.max(c[1], d[1]) >= Math.min(a[1], b[1]);

/** Corners, and the middles between them: what runs outside between two corners that touch is seen as well. */
const probesOf = (ring: Ring): LonLat[] =>
  ring.flatMap((a, at): LonLat[] => {
    const b = ring[at + 1];
    return b ? [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]] : [];
  });

/** Where rings do not cross, one of which a corner is inside of another lies in it. */
const cornerIn = (ring: Ring, other: Ring): LonLat | undefined => {
  const first = ring.find((corner) => sideOf(corner, other) !== 0);
  return first && sideOf(first, other) > 0 ? first : undefined;
};

function holeFault([outline = [], ...holes]: Area): OutlineFault | null {
  for (const hole of holes) {
    const outside = probesOf(hole).find((probe) => sideOf(probe, outline) < 0);
    if (outside) return { fault: 'holeOutside', at: outside };
    for (const other of holes) {
      const at = other === hole ? undefined : cornerIn(hole, other);
      if (at) return { fault: 'holeCrosses', at };
    }
  }
  return null;
}

const spanOf = (ring: Ring, axis: 0 | 1): [number, number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const corner of ring) {
    least = Math.min(least, corner[axis]);
    most = Math.max(most, corner[axis]);
  }
  return [least, most];
};

/** Parts that lie in others; of many islands most are told apart by their spans. */
function partFault(areas: readonly Area[]): OutlineFault | null {
  const parts = areas.map((area) => {
    const outline = area[0] ?? [];
    return { area, outline, x: spanOf(outline, 0), y: spanOf(outline, 1) };
  });
  for (const part of parts)
    for (const other of parts) {
      if (other === part || part.x[0] < other.x[0] || part.x[1] > other.x[1]) continue;
      if (part.y[0] < other.y[0] || part.y[1] > other.y[1]) continue;
      const at = cornerIn(part.outline, other.outline);
      if (at && isIn(at, other.area)) return { fault: 'partsOverlap', at };
    }
  return null;
}

/** What is wrong with how the rings of areas lie, each of which is closed. */
export const outlineFault = (areas: readonly Area[]): OutlineFault | null => {
  const crossed = sideFault(areas);
  if (crossed) return crossed;
  for (const area of areas) {
    const fault = holeFault(area);
    if (fault) return fault;
  }
  return partFault(areas);
};
