import { possibleColumns, type TableColumn } from '#forms/table/columns.js';
import { localize } from '#kernel/i18n/locales.js';
import { isSource, type Register } from './definition.js';
import type { Mapping } from './model.js';
import { formOf } from './row-form.js';
import { shortNames } from './shapefile/records.js';

/** Columns of a file that a register can take: those of its fields. A list, which has no end, is in one cell. */
export const columnsOf = (register: Register): TableColumn[] => {
  const lists = new Set<string>();
  return possibleColumns(formOf(register)).flatMap((column) => {
    const { field, isRequired } = column;
    if (field.kind !== 'people') return [column];
    if (lists.has(field.id)) return [];
    lists.add(field.id);
    const heading = localize(field.label, 'ja');
    return [{ key: field.id, heading, field, part: '', cell: 'text', options: [], isRequired }];
  });
};

/** Width, spaces, brackets and the many dashes of headings mean nothing: ー ― － and - are one. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '')
    .replace(/[\u2010-\u2015\u2212\u30fc\uff70-]/g, '-');

export const POSITION_HEADINGS = {
  $lat: ['緯度', 'lat', 'latitude'],
  $lon: ['経度', 'lon', 'lng', 'longitude'],
} as const;

/**
 * Which column of the register each heading stands for; '' where nobody knows. None is meant twice: of headings that mean
 * the same the one that the definition names first is taken, as the lasting number before the one of a single release.
 */
export function suggestMapping(register: Register, headings: readonly string[]): Mapping {
  const known = new Map<string, string>();
  const add = (heading: string, target: string) => {
    if (!known.has(plainHeading(heading))) known.set(plainHeading(heading), target);
  };
  const columns = columnsOf(register);
  const targetOf = (source: string): string => {
    if (source === '$lat' || source === '$lon') return source;
    if (isSource(source)) return '';
    return columns.find(({ key, field }) => key === source || field.id === source)?.key ?? '';
  };
  for (const [heading, source] of Object.entries(register.headings)) add(heading, targetOf(source));
  for (const { columns: of } of register.standards)
    for (const [heading, source] of Object.entries(of)) add(heading, targetOf(source));
  for (const { key, heading, field } of columns) {
    add(heading, key);
    add(key, key);
    if (key === field.id) add(localize(field.label, 'ja'), key);
  }
  if (register.place) {
    for (const source of ['$lat', '$lon'] as const)
      for (const heading of POSITION_HEADINGS[source]) add(heading, source);
  }
  // Shapefiles of ours have short names.
  shortNames(register.fields.map(({ ask }) => ask.id)).forEach((name, at) => {
    add(name, targetOf(register.fields[at]?.ask.id ?? ''));
  });
  const rank = new Map([...known.keys()].map((heading, at) => [heading, at]));
  const taken = new Map<string, { at: number; rank: number }>();
  headings.map(plainHeading).forEach((heading, at) => {
    const target = known.get(heading) ?? '';
    const own = rank.get(heading) ?? 0;
    if (target !== '' && own < (taken.get(target)?.rank ?? known.size)) taken.set(target, { at, rank: own });
  });
  const targets = new Map([...taken].map(([target, { at }]) => [at, target]));
  return headings.map((_heading, at) => targets.get(at) ?? '');
}

/** What can stand for a heading. */
export const targetsOf = (register: Register): string[] => [
  ...columnsOf(register).map(({ key }) => key),
  ...(register.place?.kinds.includes('point') ? ['$lat', '$lon'] : []),
];
