import {
  BrokenDefinitions,
  type DefinitionFault,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
} from '#kernel/definitions/read.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  CityRules,
  type Classification,
  type DisclosureRules,
  type Kind,
  type LargeClass,
  RecordsRules,
  type Retention,
} from './definition.js';

/** The rules of one municipality, ready to be asked. */
export interface Rules {
  kinds: readonly Kind[];
  retention: readonly Retention[];
  /** Large, middle, small: as the page shows them. */
  classification: readonly LargeClass[];
  disclosure: DisclosureRules;
  symbolOf(unit: string): string;
  symbols(): readonly string[];
  kind(id: string): Kind | undefined;
  retentionOf(id: string): Retention | undefined;
  /** A small class. */
  classOf(id: string): Classification | undefined;
}

const COMMON = 'common/records.yaml';

const replaced = <Item extends { id: string }>(common: readonly Item[], own: readonly Item[]): Item[] => [
  ...common.map((item) => own.find(({ id }) => id === item.id) ?? item),
  ...own.filter(({ id }) => !common.some((item) => item.id === id)),
];

const smallOf = (large: readonly LargeClass[]): Classification[] =>
  large.flatMap((first) =>
    first.middle.flatMap((second) =>
      second.small.map((small) => ({ ...small, large: first.title, middle: second.title })),
    ),
  );

/** Names of what does not fit: a class kept for a time that nobody defines, an id that stands twice. */
function problems(rules: Pick<RecordsRules, 'retention' | 'classification'>, file: DefinitionFile<unknown>) {
  const faults: DefinitionFault[] = [];
  const seen = new Set<string>();
  for (const { id, retention } of smallOf(rules.classification)) {
    if (seen.has(id)) faults.push(file.fault(['classification'], `the class "${id}" stands twice`));
    seen.add(id);
    if (!rules.retention.some((one) => one.id === retention))
      faults.push(
        file.fault(['classification'], `"${id}" names the retention "${retention}", which is not there`),
      );
  }
  return faults;
}

/** Names of what the rules for disclosure lead to and is not there. */
function disclosureProblems(
  { letter, rates }: DisclosureRules,
  { kinds, classification }: Pick<RecordsRules, 'kinds' | 'classification'>,
  file: DefinitionFile<unknown>,
): DefinitionFault[] {
  const twice = rates.filter(({ id }, index) => rates.findIndex((one) => one.id === id) !== index);
  return [
    ...(kinds.some(({ id }) => id === letter.kind)
      ? []
      : [file.fault(['disclosure', 'letter', 'kind'], `there is no kind "${letter.kind}"`)]),
    ...(smallOf(classification).some(({ id }) => id === letter.classification)
      ? []
      : [
          file.fault(
            ['disclosure', 'letter', 'classification'],
            `there is no class "${letter.classification}"`,
          ),
        ]),
    ...twice.map(({ id }) => file.fault(['disclosure', 'rates'], `the rate "${id}" stands twice`)),
  ];
}

/** common/records.yaml with what {city}/records.yaml puts in its place. Throws BrokenDefinitions. */
export async function readRules(root: string, municipality: Municipality): Promise<Rules> {
  const { slug, name } = municipality;
  const common = await readDefinition(root, COMMON, RecordsRules);
  const file = `${slug}/records.yaml`;
  const own = (await definitionFiles(root, slug)).includes(file)
    ? await readDefinition(root, file, CityRules)
    : null;
  const retention = replaced(common.value.retention, own?.value.retention ?? []);
  const classification = replaced(common.value.classification, own?.value.classification ?? []);
  const kinds = replaced(common.value.kinds, own?.value.kinds ?? []);
  const symbols = {
    ...common.value.symbols,
    ...own?.value.symbols,
    units: { ...common.value.symbols.units, ...own?.value.symbols?.units },
  };
  const disclosure = own?.value.disclosure ?? common.value.disclosure;
  const faults = [
    ...problems({ retention, classification }, own ?? common),
    ...disclosureProblems(disclosure, { kinds, classification }, own?.value.disclosure ? own : common),
  ];
  for (const unit of Object.keys(own?.value.symbols?.units ?? {})) {
    if (own && !municipality.units.some(({ id }) => id === unit))
      faults.push(own.fault(['symbols', 'units', unit], `there is no unit "${unit}"`));
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  const prefix = symbols.prefix ?? [...localize(name, 'ja')][0] ?? '';
  const byClass = new Map(smallOf(classification).map((small) => [small.id, small]));
  const symbolOf = (unit: string): string => {
    // A unit tree is shallow; the bound guards against a cycle in the definition.
    let current: string | undefined = unit;
    for (let depth = 0; current !== undefined && depth < 20; depth += 1) {
      const id: string = current;
      const symbol = Object.hasOwn(symbols.units, id) ? symbols.units[id] : undefined;
      if (symbol !== undefined) return `${prefix}${symbol}`;
      current = municipality.units.find((one) => one.id === id)?.parent;
    }
    return `${prefix}${symbols.default}`;
  };
  return {
    kinds,
    retention,
    classification,
    disclosure,
    symbolOf,
    symbols: () => [...new Set(municipality.units.map(({ id }) => symbolOf(id)))],
    kind: (id) => kinds.find((one) => one.id === id),
    retentionOf: (id) => retention.find((one) => one.id === id),
    classOf: (id) => byClass.get(id),
  };
}
