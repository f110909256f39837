import {
  BrokenDefinitions,
  type DefinitionFault,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
} from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  type Area,
  CommonReports,
  type Crew,
  type Kind,
  type Limits,
  type Owner,
  type OwnerLookup,
  type Reason,
  type Template,
  TownReports,
} from './definition.js';

/** What one town takes reports of, ready to be asked. */
export interface ReportRules {
  limits: Limits;
  bounds: TownReports['bounds'];
  areas: readonly Area[];
  crews: readonly Crew[];
  kinds: readonly Kind[];
  owners: readonly Owner[];
  lookups: readonly OwnerLookup[];
  reasons: readonly Reason[];
  templates: readonly Template[];
  kind(id: string): Kind | undefined;
  /** Section that looks after a kind. */
  unitOf(kind: Kind): string;
}

const COMMON = 'common/report/kinds.yaml';

const replaced = <Item extends { id: string }>(common: readonly Item[], own: readonly Item[]): Item[] => [
  ...common.map((item) => own.find(({ id }) => id === item.id) ?? item),
  ...own.filter(({ id }) => !common.some((item) => item.id === id)),
];

const twice = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

/** What names something that is not there, and ids that stand twice. */
function faultsOf(
  file: DefinitionFile<TownReports>,
  { kinds, owners }: Pick<ReportRules, 'kinds' | 'owners'>,
  { units, slug }: Municipality,
  slugs: readonly string[],
): DefinitionFault[] {
  const town = file.value;
  const isUnit = (unit: string) => units.some(({ id }) => id === unit);
  const lists = ['areas', 'crews', 'kinds', 'owners', 'reasons', 'templates'] as const;
  return [
    ...Object.entries(town.duties)
      .filter(([, unit]) => !isUnit(unit))
      .map(([duty, unit]) => file.fault(['duties', duty], `there is no unit "${unit}"`)),
    ...kinds
      .filter(({ duty }) => town.duties[duty] === undefined)
      .map(({ id, duty }) =>
        file.fault(['duties'], `"${id}" is looked after by "${duty}", which has no unit`),
      ),
    ...town.crews
      .filter(({ unit }) => !isUnit(unit))
      .map(({ id, unit }) => file.fault(['crews'], `the crew "${id}" is of the unit "${unit}", not there`)),
    ...owners
      .filter(({ municipality }) => municipality !== undefined && !slugs.includes(municipality))
      .map(({ id, municipality }) =>
        file.fault(['owners'], `the owner "${id}" is "${municipality}", which is not served here`),
      ),
    ...owners
      .filter(({ isOurs, municipality }) => isOurs && municipality !== undefined && municipality !== slug)
      .map(({ id }) => file.fault(['owners'], `the owner "${id}" is ours and somebody else`)),
    ...(owners.some(({ isOurs }) => isOurs) ? [] : [file.fault(['owners'], 'no owner is the town itself')]),
    ...town.lookups.flatMap(({ register, kinds: asked, owners: named, owner }) => [
      ...asked
        .filter((id) => !kinds.some((kind) => kind.id === id))
        .map((id) => file.fault(['lookups'], `"${register}" is asked for "${id}", a kind that is not there`)),
      ...[...Object.values(named), ...(owner === undefined ? [] : [owner])]
        .filter((id) => !owners.some((one) => one.id === id))
        .map((id) => file.fault(['lookups'], `"${register}" names the owner "${id}", who is not there`)),
    ]),
    ...lists.flatMap((list) =>
      twice(town[list].map(({ id }) => id)).map((id) => file.fault([list], `"${id}" stands twice`)),
    ),
    ...kinds.flatMap(({ id, questions }) =>
      twice(questions.map((question) => question.id)).map((question) =>
        file.fault(['kinds'], `"${id}" asks "${question}" twice`),
      ),
    ),
    ...(town.bounds.south < town.bounds.north && town.bounds.west < town.bounds.east
      ? []
      : [file.fault(['bounds'], 'south lies below north, west before east')]),
  ];
}

/** The rules of a town; null where it takes no reports. Throws BrokenDefinitions. */
export async function readReportRules(
  root: string,
  municipality: Municipality,
  slugs: readonly string[],
): Promise<ReportRules | null> {
  const name = `${municipality.slug}/report/kinds.yaml`;
  if (!(await definitionFiles(root, municipality.slug)).includes(name)) return null;
  const { value: common } = await readDefinition(root, COMMON, CommonReports);
  const file = await readDefinition(root, name, TownReports);
  const town = file.value;
  const unknown = town.leftOut.filter((id) => !common.kinds.some((kind) => kind.id === id));
  const kinds = replaced(
    common.kinds.filter(({ id }) => !town.leftOut.includes(id)),
    town.kinds,
  );
  const owners = replaced(common.owners, town.owners).filter(
    ({ isOurs, municipality: slug }) => isOurs || slug !== municipality.slug,
  );
  const faults = [
    ...unknown.map((id) => file.fault(['leftOut'], `there is no common kind "${id}"`)),
    ...faultsOf(file, { kinds, owners }, municipality, slugs),
  ];
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return {
    limits: { ...common.limits, ...town.limits },
    bounds: town.bounds,
    areas: town.areas,
    crews: town.crews,
    kinds,
    owners,
    lookups: [...town.lookups, ...common.lookups],
    reasons: replaced(common.reasons, town.reasons),
    templates: replaced(common.templates, town.templates),
    kind: (id) => kinds.find((kind) => kind.id === id),
    unitOf: ({ duty }) => town.duties[duty] ?? '',
  };
}
