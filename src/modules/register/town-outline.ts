import { z } from 'zod';
import { type DefinitionFault, type DefinitionFile, readDefinition } from '#kernel/definitions/read.js';
import { areasOf, type Box, boxOf, type GeometryFault, readGeometry, type TownShape } from './geometry.js';
import { isIn } from './outlines.js';

const Position = z.tuple([z.number(), z.number()]).describe('Longitude, latitude in degrees');
const Ring = z
  .array(Position)
  .min(4)
  .refine(
    (ring) => ring[0]?.join() === ring.at(-1)?.join(),
    'the ring is open; expected its first position again at its end',
  );

/** {city}/registers/outline.yaml: the outline of a municipality, by which places outside of it are pointed out. */
export const TownOutline = z.strictObject({
  source: z.string().min(1).describe('Whose data it is made from, and what was done with them'),
  licence: z.url().describe('Terms of that data'),
  metres: z
    .int()
    .min(0)
    .max(5000)
    .describe('How far the line may be off; what lies no farther out is not pointed out'),
  hall: Position.describe('Where the hall stands, which the outline has to contain'),
  areas: z.array(z.array(Ring).min(1)).min(1).describe('Areas of which each is an outline and its holes'),
});
export type TownOutline = z.infer<typeof TownOutline>;

const FAULTS = {
  unreadable: 'there are positions that are none',
  swapped: 'latitude and longitude are swapped; expected [longitude, latitude]',
  abroad: 'it does not lie in Japan',
  kind: 'it is no area',
  ringOpen: 'a ring is open',
  ringFlat: 'a ring has no area',
  ringCrosses: 'a ring crosses itself',
  holeCrosses: 'a hole crosses the outline or another hole',
  holeOutside: 'a hole lies outside of its area',
  partsOverlap: 'areas overlap',
} as const satisfies Record<GeometryFault, string>;

/** Reads the outline of a municipality whose box is this, and says what is wrong with it. Throws BrokenDefinitions. */
export async function readOutline(
  root: string,
  file: string,
  box: Box,
): Promise<{ outline: TownShape; faults: DefinitionFault[] }> {
  const read = await readDefinition(root, file, TownOutline);
  const { areas, metres, source } = read.value;
  return { outline: { areas, metres, source }, faults: faultsOf(read, box) };
}

function faultsOf({ value, fault }: DefinitionFile<TownOutline>, box: Box): DefinitionFault[] {
  const { areas, hall } = value;
  const read = readGeometry({ type: 'MultiPolygon', coordinates: areas }, ['polygon'], {
    box,
    boundary: null,
  });
  if (!read.ok) {
    const near = read.at ? ` near [${read.at[0]}, ${read.at[1]}]` : '';
    return [fault(['areas'], `${FAULTS[read.fault]}${near}`)];
  }
  const faults: DefinitionFault[] = [];
  if (!areasOf(read.geometry).some((area) => isIn(hall, area)))
    faults.push(fault(['hall'], `[${hall}] lies outside of the outline`));
  const [west, south, east, north] = boxOf(read.geometry);
  if (west < box[0] || south < box[1] || east > box[2] || north > box[3])
    faults.push(
      fault(
        ['areas'],
        `it reaches from [${west}, ${south}] to [${east}, ${north}]; expected within area of adopted.yaml [${box}]`,
      ),
    );
  return faults;
}
