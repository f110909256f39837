import { type Answers, withBlanks } from '#forms/answers.js';
import type { FieldError } from '#forms/fields/field-type.js';
import { answerProblems } from '#forms/submission.js';
import { withoutCalculated } from './calculated.js';
import type { GeometryHint } from './geometry.js';
import { type Geometry, type GeometryFault, readGeometry, type Town } from './geometry.js';
import type { KeptRegister, Row } from './model.js';
import { formOf } from './row-form.js';
import { faultOf } from './words.js';

/** Where faults of the place stand, beside the fields. */
export const PLACE = '$place';

export interface RowFault {
  /** Field, or $place. */
  field: string;
  error: FieldError;
}

const PLACE_WORDS = {
  unreadable: 'register.error.place.unreadable',
  swapped: 'register.error.place.swapped',
  kind: 'register.error.place.kind',
  ringOpen: 'register.error.place.ringOpen',
  ringCrosses: 'register.error.place.ringCrosses',
  holeCrosses: 'register.error.place.holeCrosses',
  holeOutside: 'register.error.place.holeOutside',
  partsOverlap: 'register.error.place.partsOverlap',
  abroad: 'register.error.place.abroad',
  ringFlat: 'register.error.place.ringFlat',
} as const satisfies Record<GeometryFault, string>;

export interface JudgedPlace {
  geometry: Geometry | null;
  fault: RowFault | null;
  hint: GeometryHint | null;
}

/** What claims to be the place of a row; `undefined` and `null` are none. */
export function judgePlace(
  { register: { place }, area: box }: KeptRegister,
  sent: unknown,
  boundary: Town['boundary'],
): JudgedPlace {
  const fault = (error: FieldError): JudgedPlace => ({
    geometry: null,
    fault: { field: PLACE, error },
    hint: null,
  });
  if (sent === null || sent === undefined) {
    return place && !place.optional
      ? fault(faultOf('register.error.place.missing'))
      : { geometry: null, fault: null, hint: null };
  }
  if (!place) return fault(faultOf('register.error.place.none'));
  const read = readGeometry(sent, place.kinds, { box, boundary });
  // Boundaries of other towns belong into a register of areas, by whichever way they come.
  const isOfAreas = place.kinds.every((kind) => kind === 'polygon');
  if (read.ok) return { geometry: read.geometry, fault: null, hint: isOfAreas ? null : read.hint };
  const [lon = 0, lat = 0] = read.at ?? [];
  return fault(faultOf(PLACE_WORDS[read.fault], read.at && { lat: lat.toFixed(6), lon: lon.toFixed(6) }));
}

/** What is wrong with a place is said together with what else is wrong with a row; a field's button asks for nothing. */
export function placeFaults(
  kept: KeptRegister,
  row: Pick<Row, 'geometry'> | null,
  sent: unknown,
  { errors }: { errors: object },
): readonly RowFault[] {
  const isAsIs = JSON.stringify(sent) === JSON.stringify(row?.geometry);
  if (Object.keys(errors).length === 0 || isAsIs) return [];
  const { fault } = judgePlace(kept, sent, null);
  return fault ? [fault] : [];
}

/** Whether stored values are what the definition asks for. */
export const judgeValues = (
  { register }: KeptRegister,
  values: Answers,
  today: Temporal.PlainDate,
): RowFault[] => {
  const form = formOf(register);
  return answerProblems(form, withBlanks(form, withoutCalculated(register, values)), { today });
};
