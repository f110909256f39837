import type { FormDefinition } from '#forms/definition.js';
import {
  BrokenDefinitions,
  type DefinitionFault,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
  readDefinitions,
} from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { CounterSettings, Guide, type GuideItem, Sections } from './definition.js';
import { fillProblems } from './fill-problems.js';
import { guideForm, guideProblems } from './guide-form.js';
import { inLocalWords } from './local-words.js';
import type { UsedGuide } from './model.js';

/** What every municipality starts from. */
export interface CommonCounter {
  sections: Sections;
  guides: readonly DefinitionFile<Guide>[];
}

/** The guided counter of one municipality. */
export interface Counter {
  /** Unit that receives people and sees every task. */
  desk: string;
  sections: Sections;
  /** In the order in which they are shown. */
  guides: ReadonlyMap<string, UsedGuide>;
}

/** Every procedure that there is, with the form where it is a shared one: what a guide fills in is checked against it. */
export type KnownProcedures = ReadonlyMap<string, FormDefinition | null>;

const SECTIONS = 'common/counter/sections.yaml';
const GUIDES = 'common/counter/guides';
const DEFAULT = 'default';

/** Reads the shared guides once; every municipality begins with them. Throws BrokenDefinitions. */
export async function readCommonCounter(root: string): Promise<CommonCounter> {
  const sections = await readDefinition(root, SECTIONS, Sections);
  const guides = await readDefinitions(root, GUIDES, Guide);
  const names = new Set(sections.value.map(({ id }) => id));
  const faults = guides.flatMap((file) => [...guideFaults(file), ...sectionFaults(file, names)]);
  faults.push(...twins(guides));
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return { sections: sections.value, guides };
}

const guideFaults = (file: DefinitionFile<Guide>): DefinitionFault[] =>
  guideProblems(file.value).map(({ path, message }) => file.fault(path, message));

const sectionFaults = (file: DefinitionFile<Guide>, names: ReadonlySet<string>): DefinitionFault[] =>
  file.value.items.flatMap(({ section }, index) =>
    section === undefined || names.has(section)
      ? []
      : [file.fault(['items', index, 'section'], `there is no section "${section}" in ${SECTIONS}`)],
  );

const twins = (files: readonly DefinitionFile<Guide>[]): DefinitionFault[] =>
  files
    .filter((file, index) => files.findIndex(({ value }) => value.id === file.value.id) !== index)
    .map((file) => file.fault(['id'], `another file has the guide "${file.value.id}"`));

/** The counter of a municipality; null where there is none (no counter.yaml). Throws BrokenDefinitions. */
export async function readCounter(
  root: string,
  municipality: Municipality,
  common: CommonCounter,
  known: KnownProcedures,
): Promise<Counter | null> {
  const folder = `${municipality.slug}/counter`;
  if (!(await definitionFiles(root, folder)).includes(`${folder}/counter.yaml`)) return null;
  const settings = await readDefinition(root, `${folder}/counter.yaml`, CounterSettings);
  const own = await readDefinitions(root, `${folder}/guides`, Guide);
  const names = new Set(common.sections.map(({ id }) => id));
  const faults = own.flatMap((file) => [...guideFaults(file), ...sectionFaults(file, names)]);
  faults.push(...twins(own), ...settingFaults(settings, municipality, common));

  const shared = common.guides.filter(
    ({ value }) => !settings.value.left.includes(value.id) && !own.some((file) => file.value.id === value.id),
  );
  const changed = shared.map((file) => {
    const guide = changedGuide(file.value, settings.value);
    const sameFile = guide === file.value;
    if (!sameFile)
      for (const { message } of guideProblems(guide))
        faults.push(settings.fault(['guides', guide.id], message));
    return { guide, fault: sameFile ? file.fault : settingFault(settings, guide.id) };
  });
  const words = { kind: municipality.kind, bulkyWaste: settings.value.bulkyWaste };
  const used = [...changed, ...own.map((file) => ({ guide: file.value, fault: file.fault }))].map(
    ({ guide, fault }) => ({ guide: inLocalWords(guide, words), fault }),
  );
  const forms = new Map([...known].flatMap(([id, form]) => (form ? [[id, form] as const] : [])));
  for (const { guide, fault } of used) {
    faults.push(...fillProblems(guide, forms).map(({ path, message }) => fault(path, message)));
    guide.items.forEach(({ id, procedure }, index) => {
      if (procedure !== undefined && !known.has(procedure))
        faults.push(
          fault(['items', index, 'procedure'], `item "${id}": there is no procedure "${procedure}"`),
        );
    });
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);

  const unitOf = ({ section }: GuideItem) =>
    section === undefined
      ? undefined
      : (settings.value.sections[section] ?? settings.value.sections[DEFAULT]);
  const guides = used
    .map(({ guide }): UsedGuide => {
      const units = guide.items.flatMap((item) => {
        const unit = unitOf(item);
        return unit === undefined ? [] : [[item.id, unit] as const];
      });
      return { guide, form: guideForm(guide), units: new Map(units) };
    })
    .sort((a, b) => a.guide.order - b.guide.order);
  return {
    desk: settings.value.desk,
    sections: inLocalWords(common.sections, words),
    guides: new Map(guides.map((one) => [one.guide.id, one])),
  };
}

/** A mistake that a municipality's changes brought into a shared guide stands in its own file. */
const settingFault =
  (settings: DefinitionFile<CounterSettings>, guide: string): DefinitionFile<Guide>['fault'] =>
  (_path, message) =>
    settings.fault(['guides', guide], message);

function settingFaults(
  settings: DefinitionFile<CounterSettings>,
  { units }: Municipality,
  { sections, guides }: CommonCounter,
): DefinitionFault[] {
  const { desk, sections: unitBySection, guides: changes, left } = settings.value;
  const isUnit = (id: string) => units.some((unit) => unit.id === id);
  const isSection = (id: string) => id === DEFAULT || sections.some((section) => section.id === id);
  const faults: DefinitionFault[] = [];
  if (!isUnit(desk)) faults.push(settings.fault(['desk'], `there is no unit "${desk}"`));
  for (const [section, unit] of Object.entries(unitBySection)) {
    const path = ['sections', section];
    if (!isSection(section))
      faults.push(settings.fault(path, `there is no section "${section}" in ${SECTIONS}`));
    if (!isUnit(unit)) faults.push(settings.fault(path, `there is no unit "${unit}"`));
  }
  if (unitBySection[DEFAULT] === undefined) {
    const without = sections.filter(({ id }) => unitBySection[id] === undefined).map(({ id }) => id);
    if (without.length > 0)
      faults.push(settings.fault(['sections'], `no unit for ${without.join(', ')}, and no "${DEFAULT}"`));
  }
  left.forEach((id, index) => {
    if (!guides.some(({ value }) => value.id === id))
      faults.push(settings.fault(['left', index], `there is no shared guide "${id}"`));
  });
  for (const [id, { without, change, more }] of Object.entries(changes)) {
    const guide = guides.find(({ value }) => value.id === id)?.value;
    if (!guide) {
      faults.push(settings.fault(['guides', id], `there is no shared guide "${id}"`));
      continue;
    }
    const isItem = (name: string) => guide.items.some((one) => one.id === name);
    without.forEach((name, index) => {
      if (!isItem(name))
        faults.push(settings.fault(['guides', id, 'without', index], `there is no item "${name}"`));
    });
    for (const [name, { section }] of Object.entries(change)) {
      const path = ['guides', id, 'change', name];
      if (!isItem(name)) faults.push(settings.fault(path, `there is no item "${name}"`));
      if (section !== undefined && !isSection(section))
        faults.push(settings.fault([...path, 'section'], `there is no section "${section}"`));
    }
    more.forEach(({ section }, index) => {
      if (section !== undefined && !isSection(section))
        faults.push(
          settings.fault(['guides', id, 'more', index, 'section'], `there is no section "${section}"`),
        );
    });
  }
  return faults;
}

function changedGuide(guide: Guide, { guides }: CounterSettings): Guide {
  const own = guides[guide.id];
  if (!own) return guide;
  const items = guide.items
    .filter(({ id }) => !own.without.includes(id))
    .map((item): GuideItem => ({ ...item, ...definedOf(own.change[item.id] ?? {}) }));
  return { ...guide, items: [...items, ...own.more] };
}

const definedOf = <Part extends object>(part: Part): { [Key in keyof Part]: Exclude<Part[Key], undefined> } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Part]: Exclude<Part[Key], undefined>;
  };

/** Ids of the events in life that a municipality has, the shared ones that it leaves out among them. */
export async function guideIds(root: string, city: string, { guides }: CommonCounter): Promise<string[]> {
  const own = await readDefinitions(root, `${city}/counter/guides`, Guide);
  return [...new Set([...guides, ...own].map(({ value }) => value.id))];
}
