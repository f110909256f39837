import { type Field, isTyped } from '#forms/fields/field.js';
import { formProblems } from '#forms/problems.js';
import { isCalculated, isOfTheMoment, namesInRule } from './calculated.js';
import { FIELD_KINDS, isFieldKind, isSource, type Register } from './definition.js';
import { plainHeading } from './mapping.js';
import { formOf } from './row-form.js';
import { slotKind, slotsFor, tooManySlots } from './slots.js';
import { useProblems } from './use-problems.js';

export interface RegisterProblem {
  path: readonly PropertyKey[];
  message: string;
}

/** Everything wrong with a definition that its schema cannot say; each names place, what is there and what was expected. */
export function registerProblems(register: Register): RegisterProblem[] {
  const problems: RegisterProblem[] = [];
  const say = (path: readonly PropertyKey[], message: string) => problems.push({ path, message });
  const ids = new Set(register.fields.map(({ ask }) => ask.id));
  const known = (id: string, path: readonly PropertyKey[]) => {
    if (!ids.has(id)) say(path, `there is no field "${id}"; expected one of ${[...ids].join(', ')}`);
  };
  const ofForm = formProblems(formOf(register));
  for (const problem of ofForm) {
    // pages[0].fields[n] of the form is fields[n].ask of the register.
    const [, , , at, ...rest] = problem.path;
    say(typeof at === 'number' ? ['fields', at, 'ask', ...rest] : ['fields'], problem.message);
  }
  known(register.label, ['label']);
  const named = register.fields.find(({ ask }) => ask.id === register.label);
  if (named?.notPublic && !register.notPublic)
    say(
      ['label'],
      `"${register.label}" is not public; the public pages of the register would show it as the name of a row`,
    );
  if (named && isInParts(named))
    say(
      ['label'],
      `"${register.label}" is of the kind ${named.ask.kind}; a name of rows must be one text or number`,
    );
  register.key.forEach((id, at) => {
    known(id, ['key', at]);
    const field = register.fields.find(({ ask }) => ask.id === id);
    if (!field) return;
    if (field.ask.kind !== 'statement' && (!isTyped(field.ask) || field.ask.optional))
      say(['key', at], `the field "${id}" may be blank; a key needs a field that is never blank`);
    if (isInParts(field))
      say(['key', at], `"${id}" is of the kind ${field.ask.kind}; a key must be one text or number`);
    if (isSealed(field)) say(['key', at], `"${id}" is ${sensitivityOf(field)}; a key must be ordinary`);
  });
  register.fields.forEach((field, at) => {
    const { ask } = field;
    if (!isFieldKind(ask.kind))
      say(
        ['fields', at, 'ask', 'kind'],
        `"${ask.id}" is of the kind ${ask.kind}, which no row has; expected one of ${FIELD_KINDS.join(', ')}`,
      );
    if (isSealed(field)) {
      if (!field.notPublic)
        say(
          ['fields', at],
          `"${ask.id}" is ${sensitivityOf(field)} and published; expected notPublic with a reason`,
        );
      for (const use of ['filter', 'search'] as const)
        if (field[use]) say(['fields', at, use], `"${ask.id}" is sealed; what is sealed has no ${use}`);
      if (register.label === ask.id) say(['label'], `"${ask.id}" is sealed; a name of rows must be ordinary`);
    }
    if (field.filter && slotKind(ask) === null)
      say(['fields', at, 'filter'], `a list cannot be narrowed by the kind "${ask.kind}"`);
    if (field.relation && (ask.kind !== 'text' || !field.filter))
      say(['fields', at, 'relation'], `a relation is a field of the kind text with filter: true`);
    if (field.seenBy && (register.label === ask.id || register.key.includes(ask.id)))
      say(['fields', at, 'seenBy'], `"${ask.id}" names rows or tells them apart; whoever sees a row sees it`);
    if (field.seenBy && !field.notPublic && !register.notPublic)
      say(['fields', at, 'seenBy'], `"${ask.id}" is published; expected notPublic with a reason`);
    if (field.relationLabel && !field.relation)
      say(['fields', at, 'relationLabel'], 'only a relation is called by a field of another register');
    if (field.was && ids.has(field.was))
      say(['fields', at, 'was'], `"${field.was}" is still there; expected the id that this field had before`);
  });
  if (ofForm.every(({ at }) => at === undefined))
    for (const { field, code, name } of ruleProblems(register)) {
      const at = register.fields.findIndex(({ ask }) => ask.id === field);
      say(['fields', at, 'ask', 'value'], `"${field}" is calculated from "${name}"${RULE_WORDS[code]}`);
    }
  const full = tooManySlots(slotsFor(register, {}));
  if (full) say(['fields'], full);
  const sourceOf = (source: string, path: readonly PropertyKey[]) => {
    if (isSource(source)) {
      if ((source === '$lat' || source === '$lon') && !register.place)
        say(path, `${source} needs a place, which this register does not have`);
    } else known(source, path);
  };
  register.standards.forEach((standard, at) => {
    const headings = Object.keys(standard.columns);
    headings.forEach((heading, place) => {
      const twin = headings.slice(0, place).find((one) => plainHeading(one) === plainHeading(heading));
      if (twin !== undefined)
        say(
          ['standards', at, 'columns', heading],
          `is the same heading as "${twin}"; a column is filled once`,
        );
    });
    for (const [heading, source] of Object.entries(standard.columns))
      sourceOf(source, ['standards', at, 'columns', heading]);
  });
  for (const [heading, source] of Object.entries(register.headings)) sourceOf(source, ['headings', heading]);
  problems.push(...useProblems(register));
  return problems;
}

const RULE_WORDS = {
  ruleOfMoment: ', which says something else on another day; what is stored must follow from the row alone',
  ruleSealed: ', which is personal; expected the same sensitivity',
  ruleSeenBy: ', which only some roles see; expected the same seenBy',
} as const satisfies Record<RuleProblem['code'], string>;

const IN_PARTS: ReadonlySet<string> = new Set([
  'postalAddress',
  'person',
  'people',
  'position',
  'bankAccount',
  'signature',
  'file',
  'photo',
] satisfies Field['kind'][]);

/** Its answer is one text, number or yes/no: everybody can ask for rows by it, with a column of its own or without. */
export const isSingleValue = (field: Register['fields'][number]): boolean =>
  !isInParts(field) && field.ask.kind !== 'choices';

/** Its answer is no single text or number: it can neither name a row nor tell it from others. */
export const isInParts = ({ ask }: Register['fields'][number]): boolean => IN_PARTS.has(ask.kind);

const sensitivityOf = ({ ask }: Register['fields'][number]): string =>
  'sensitivity' in ask ? ask.sensitivity : 'ordinary';

/** Its answers are sealed by the vault: personal, or of particular sensitivity. */
export const isSealed = (field: Register['fields'][number]): boolean => sensitivityOf(field) !== 'ordinary';

/** What public pages, files and programs show. */
export const isPublicField = (field: Register['fields'][number]): boolean =>
  field.notPublic === undefined && !isSealed(field);

export interface RuleProblem {
  field: string;
  code: 'ruleOfMoment' | 'ruleSealed' | 'ruleSeenBy';
  /** What the rule uses. */
  name: string;
}

/** What is calculated tells what it is calculated from: it is kept as close. Of a definition whose rules can be read. */
export const ruleProblems = (register: Register): RuleProblem[] =>
  register.fields.filter(isCalculated).flatMap((field) =>
    namesInRule(register, field.ask.id).flatMap((name): RuleProblem[] => {
      const say = (code: RuleProblem['code']): RuleProblem[] => [{ field: field.ask.id, code, name }];
      if (isOfTheMoment(name)) return say('ruleOfMoment');
      const source = register.fields.find(({ ask }) => ask.id === name);
      if (!source) return [];
      if (isSealed(source) && !isSealed(field)) return say('ruleSealed');
      const isOpenTo = (role: string) => source.seenBy?.includes(role) ?? true;
      return source.seenBy && !(field.seenBy ?? ['']).every(isOpenTo) ? say('ruleSeenBy') : [];
    }),
  );
