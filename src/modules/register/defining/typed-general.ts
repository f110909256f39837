import type { FormBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { GEOMETRY_KINDS } from '../definition.js';
import type { DraftDocument } from './draft.js';
import { type KnownStandard, keyOfKnown, standardKey, standardOf, withStandard } from './standards.js';

/** What is said of a register as a whole, as typed. */
export interface TypedGeneral {
  title: string;
  description: string;
  unit: string;
  place: readonly string[];
  public: string;
  reason: string;
  staff: string;
  years: string;
  basis: string;
  standard: string;
}
export type GeneralFault = 'titleMissing' | 'unitMissing' | 'reasonNeeded' | 'yearsBad' | 'basisMissing';
export type GeneralFaults = Partial<Record<keyof TypedGeneral, GeneralFault>>;

const MOST = { title: 100, description: 1000, reason: 200, basis: 200 };

export function typedGeneral(body: FormBody): TypedGeneral {
  const many = (name: string): string[] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return value === undefined ? [] : [value].flat();
  };
  const text = (name: string): string => (many(name)[0] ?? '').trim();
  return {
    title: text('title'),
    description: text('description'),
    unit: text('unit'),
    place: many('place'),
    public: text('public'),
    reason: text('reason'),
    staff: text('staff'),
    years: text('years'),
    basis: text('basis'),
    standard: text('standard'),
  };
}

export const typedOfDocument = (document: DraftDocument, unit: string): TypedGeneral => ({
  title: localize(document.title, 'ja'),
  description: document.description === undefined ? '' : localize(document.description, 'ja'),
  unit,
  place: document.place?.kinds ?? [],
  public: document.notPublic === undefined ? 'yes' : 'no',
  reason: document.notPublic ?? '',
  staff: document.staff,
  years: document.retention.years === null ? '' : String(document.retention.years),
  basis: document.retention.basis,
  standard: standardKey(standardOf(document)),
});

export type ReadGeneral =
  | { ok: true; document: DraftDocument; unit: string }
  | { ok: false; faults: GeneralFaults };

/** The document with what was typed; `units`: sections that the actor may give it to; `standards`: formats that are known. */
export function readGeneral(
  document: DraftDocument,
  typed: TypedGeneral,
  units: readonly string[],
  standards: readonly KnownStandard[],
): ReadGeneral {
  const faults: GeneralFaults = {};
  const years = typed.years === '' ? null : Number(typed.years.normalize('NFKC'));
  if (typed.title === '') faults.title = 'titleMissing';
  if (!units.includes(typed.unit)) faults.unit = 'unitMissing';
  if (typed.public !== 'yes' && typed.reason === '') faults.reason = 'reasonNeeded';
  if (years !== null && !(Number.isInteger(years) && years >= 1 && years <= 100)) faults.years = 'yearsBad';
  if (typed.basis === '') faults.basis = 'basisMissing';
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const kinds = GEOMETRY_KINDS.filter((kind) => typed.place.includes(kind));
  const { description: _description, notPublic: _notPublic, place, ...rest } = document;
  const known = standards.find((one) => keyOfKnown(one) === typed.standard) ?? null;
  const next = {
    ...rest,
    title: typed.title.slice(0, MOST.title),
    ...(typed.description !== '' && { description: typed.description.slice(0, MOST.description) }),
    ...(typed.public !== 'yes' && { notPublic: typed.reason.slice(0, MOST.reason) }),
    ...(kinds.length > 0 && { place: { optional: true, ...place, kinds } }),
    staff: typed.staff === 'unit' ? 'unit' : 'everyone',
    retention: { years, basis: typed.basis.slice(0, MOST.basis) },
  } satisfies DraftDocument;
  // A format that the catalogue has no longer stays with the register that publishes to it.
  const isGone =
    known === null && typed.standard !== '' && typed.standard === standardKey(standardOf(document));
  return { ok: true, unit: typed.unit, document: isGone ? next : withStandard(next, known) };
}
