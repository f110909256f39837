import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { headingsOf, isSource, type Register, type Source, type Standard } from '../definition.js';
import { type DraftDocument, fieldIn } from './draft.js';

/** Columns of a published format, as a shared register fills them. */
export interface KnownStandard {
  /** Shared register whose columns these are. */
  like: string;
  /** 公衆無線LAN（推奨データセット） */
  title: string;
  standard: Standard;
}

const ja = (text: LocalizedText): string => localize(text, 'ja');

export const knownStandards = (shared: Iterable<Register>): KnownStandard[] =>
  [...shared].flatMap(({ id, title, standards }) =>
    standards.map((standard) => ({ like: id, title: `${ja(title)}：${ja(standard.title)}`, standard })),
  );

/** How a control names a standard; '' for none. */
export const standardKey = (standard: Pick<Standard, 'id' | 'like'> | undefined): string =>
  standard ? `${standard.like ?? ''}/${standard.id}` : '';
export const keyOfKnown = ({ like, standard: { id } }: KnownStandard): string => standardKey({ like, id });

/** The standard that a definition of the browser publishes to; it has one at most. */
export const standardOf = ({ standards }: Pick<Register, 'standards'>): Standard | undefined => standards[0];

/** Columns that fields fill; the others follow from the place and the municipality. */
export function columnsForFields(document: DraftDocument): { heading: string; by: string | null }[] {
  const standard = standardOf(document);
  if (!standard) return [];
  return headingsOf(standard)
    .map((heading) => ({ heading, source: standard.columns[heading] ?? '$blank' }))
    .filter(({ source }) => source === '$blank' || !isSource(source))
    .map(({ heading, source }) => ({ heading, by: source === '$blank' ? null : source }));
}

/** Column that a field fills; '' when it fills none. */
export const columnOf = (document: DraftDocument, field: string): string =>
  columnsForFields(document).find(({ by }) => by === field)?.heading ?? '';

const needsPoint = (source: Source): boolean => source === '$lat' || source === '$lon';

/**
 * The document publishing to a standard. Columns that its fields fill already stay; where the format is new to it,
 * fields that are called as in the shared register take their columns.
 */
export function withStandard(document: DraftDocument, known: KnownStandard | null): DraftDocument {
  if (!known) return { ...document, standards: [] };
  const { like, standard } = known;
  const before = standardOf(document);
  const isNew = standardKey(before) !== keyOfKnown(known);
  const hasPoint = document.place?.kinds.includes('point') ?? false;
  const sourceOf = ([heading, source]: [string, string]): string => {
    if (isSource(source)) return needsPoint(source) && !hasPoint ? '$blank' : source;
    if (!isNew) return before?.columns[heading] ?? '$blank';
    return fieldIn(document, source) ? source : '$blank';
  };
  const columns = Object.fromEntries(Object.entries(standard.columns).map((one) => [one[0], sourceOf(one)]));
  const own = { ...standard, like, title: known.title, columns, order: headingsOf(standard) };
  return { ...document, standards: [own] };
}

/** The document with a field in this column and in no other; '' takes it out of the format. */
export function withColumn(document: DraftDocument, field: string, heading: string): DraftDocument {
  const standard = standardOf(document);
  if (!standard) return document;
  const columns = Object.fromEntries(
    Object.entries(standard.columns).map(([one, source]) => [
      one,
      one === heading ? field : source === field ? '$blank' : source,
    ]),
  );
  return { ...document, standards: [{ ...standard, columns }] };
}
