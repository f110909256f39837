import { boxOf, type DrawnRow } from '#modules/register/api.js';
import { bearsName, LETTER, middleOf, widthOf } from '../area-name.js';
import { type Look, stepsOf } from '../view.js';

/** Left, top, right, bottom in steps of the picture. */
type Block = readonly [number, number, number, number];

/** Half of a pin; a name stands to the right of its own. */
const PIN = 11;
/** Half of a count, and of the ring around what was searched for. */
const ROUND = 20;

const meet = (a: Block, b: Block): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const sizeOf = ({ geometry }: Pick<DrawnRow, 'geometry'>): number => {
  const [west, south, east, north] = boxOf(geometry);
  return (east - west) * (north - south);
};

type Named = Pick<DrawnRow, 'geometry' | 'label'>;

/** The areas whose names have room on a picture, the largest first. */
export const namedAreas = <Row extends Named>(
  look: Look,
  rows: readonly Row[],
  rounds: readonly { lon: number; lat: number }[],
): Row[] =>
  withRoom(
    look,
    { rows, rounds },
    rows
      .filter(
        ({ geometry, label }) =>
          geometry.type.endsWith('Polygon') && bearsName(geometry, label, look.frame.world / look.step),
      )
      .toSorted((a, b) => sizeOf(b) - sizeOf(a)),
  );

/** Those of `wanted` whose names stand over no pin, no count and no earlier name, and are whole. */
export function withRoom<Row extends Named>(
  { frame, step }: Look,
  { rows, rounds }: { rows: readonly Named[]; rounds: readonly { lon: number; lat: number }[] },
  wanted: readonly Row[],
): Row[] {
  const around = ([x, y]: readonly [number, number], half: number): Block => [
    x - half * step,
    y - half * step,
    x + half * step,
    y + half * step,
  ];
  const taken = [
    ...rows.map(({ geometry }) => around(stepsOf(frame, ...middleOf(geometry)), PIN)),
    ...rounds.map(({ lon, lat }) => around(stepsOf(frame, lon, lat), ROUND)),
  ];
  return wanted.filter(({ geometry, label }) => {
    const [x, y] = stepsOf(frame, ...middleOf(geometry));
    const left = x + (PIN + 1) * step;
    const block: Block = [left, y - LETTER * step, left + widthOf(label) * step, y + LETTER * step];
    const hasRoom = block[2] <= frame.width && !taken.some((one) => meet(one, block));
    if (hasRoom) taken.push(block);
    return hasRoom;
  });
}
