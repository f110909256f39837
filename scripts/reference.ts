// What docs/reference holds: made from the schemas, so that it cannot say something else than the product does.
import { z } from 'zod';
import { AccessTable } from '#kernel/access/access.js';
import { Settings } from '#kernel/config.js';
import { Municipality } from '#kernel/tenancy/municipality.js';
import { CounterSettings, Guide, Sections } from '#modules/counter/definition.js';
import { Authority, PaperRule } from '#modules/decision/definition.js';
import { Personas } from '#modules/identity/definition.js';
import { OrganizationSettings } from '#modules/organization/definition.js';
import { CommonIndicators, ReviewSettings } from '#modules/plan/catalog.js';
import { Measure, Plan } from '#modules/plan/definition.js';
import { RatingRule } from '#modules/plan/ratings.js';
import { Adopted, CommonProcedure, Procedure } from '#modules/procedure/definition.js';
import { Library } from '#modules/procedure/library.js';
import { CityRules, RecordsRules } from '#modules/records/definition.js';
import { AdoptedRegisters, OwnRegister, Register } from '#modules/register/definition.js';
import { TownOutline } from '#modules/register/town-outline.js';
import { CommonReports, TownReports } from '#modules/report/definition.js';
import { withUse } from './block-schema.ts';

interface DefinitionKind {
  name: string;
  /** Which files of catalog/ it describes; {city} stands for a municipality's slug. */
  files: string;
  what: string;
  schema: z.ZodType;
  /** Its forms may take over blocks of the library. */
  usesBlocks?: true;
}

export const DEFINITION_KINDS: readonly DefinitionKind[] = [
  {
    name: 'municipality',
    files: '{city}/municipality.yaml',
    what: 'A municipality or prefecture',
    schema: Municipality,
  },
  { name: 'access', files: 'common/access.yaml', what: 'Roles and what each may do', schema: AccessTable },
  { name: 'plan', files: '{city}/plan/plan.yaml', what: 'A plan: pillars, bodies, terms', schema: Plan },
  {
    name: 'measure',
    files: '{city}/plan/measures/*.yaml',
    what: 'A measure with its indicators',
    schema: Measure,
  },
  {
    name: 'common-indicators',
    files: 'common/plan/indicators.yaml',
    what: 'Indicators that several municipalities share',
    schema: CommonIndicators,
  },
  {
    name: 'rating-rule',
    files: 'common/plan/rating.yaml',
    what: 'When a measure is ahead or behind',
    schema: RatingRule,
  },
  {
    name: 'review',
    files: 'common/plan/review.yaml',
    what: 'Settings of the yearly review',
    schema: ReviewSettings,
  },
  {
    name: 'procedure',
    files: '{city}/procedures/*.yaml',
    what: 'A procedure of one municipality',
    schema: Procedure,
    usesBlocks: true,
  },
  {
    name: 'common-procedure',
    files: 'common/procedures/*.yaml',
    what: 'A procedure that municipalities can take over',
    schema: CommonProcedure,
    usesBlocks: true,
  },
  {
    name: 'adopted-procedures',
    files: '{city}/procedures/adopted.yaml',
    what: 'Which common procedures a municipality has taken over',
    schema: Adopted,
  },
  {
    name: 'guide',
    files: 'common/counter/guides/*.yaml',
    what: 'A life event at the guided counter: what is asked, and what has to be done then',
    schema: Guide,
  },
  {
    name: 'counter-sections',
    files: 'common/counter/sections.yaml',
    what: 'What the sections are called that guides send people to',
    schema: Sections,
  },
  {
    name: 'counter',
    files: '{city}/counter/counter.yaml',
    what: 'Which guides a municipality uses, and which of its units does what',
    schema: CounterSettings,
  },
  {
    name: 'authority',
    files: '{city}/decision/authority.yaml',
    what: 'Who decides what (決裁区分): kinds of drafts and their rules; a town’s kinds replace those of common/',
    schema: Authority,
  },
  {
    name: 'paper',
    files: '{city}/decision/paper.yaml',
    what: 'How many sheets a draft would have been on paper; that of common/ where a municipality has none',
    schema: PaperRule,
  },
  {
    name: 'organization',
    files: '{city}/organization.yaml',
    what: 'Posts (職) from the top down; that of common/ where a municipality has none',
    schema: OrganizationSettings,
  },
  {
    name: 'library',
    files: 'common/library/blocks.yaml',
    what: 'Pages and fields that procedures ask alike and take over by `use: <block>`',
    schema: Library,
  },
  {
    name: 'records',
    files: 'common/records.yaml',
    what: 'Document symbols, kinds, retention periods and classes, as most municipalities have them',
    schema: RecordsRules,
  },
  {
    name: 'records-of-city',
    files: '{city}/records.yaml',
    what: 'What a municipality puts in the place of the common rules of records',
    schema: CityRules,
  },
  {
    name: 'common-register',
    files: 'common/registers/*.yaml',
    what: 'A register (台帳) that municipalities can take over',
    schema: Register,
  },
  {
    name: 'register',
    files: '{city}/registers/*.yaml',
    what: 'A register of one municipality',
    schema: OwnRegister,
  },
  {
    name: 'adopted-registers',
    files: '{city}/registers/adopted.yaml',
    what: 'Which common registers a municipality keeps, which of its units keeps each, and where it lies',
    schema: AdoptedRegisters,
  },
  {
    name: 'town-outline',
    files: '{city}/registers/outline.yaml',
    what: 'The outline of a municipality, by which places in the sea or in another town are pointed out',
    schema: TownOutline,
  },
  {
    name: 'common-reports',
    files: 'common/report/kinds.yaml',
    what: 'What can be reported (通報), by whose road or park it is, answers and limits, as most municipalities have them',
    schema: CommonReports,
  },
  {
    name: 'reports',
    files: '{city}/report/kinds.yaml',
    what: 'Who looks after what is reported in a municipality, and what it puts beside or in the place of the common kinds',
    schema: TownReports,
  },
  {
    name: 'personas',
    files: 'common/demo/personas.yaml',
    what: 'Who can sign in to the sandbox',
    schema: Personas,
  },
];

const MADE = '<!-- Made by `npm run docs`. Change the schema it comes from instead. -->';

interface SettingSchema {
  type?: string;
  format?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  description?: string;
}

function expected({ type, format, enum: words, minimum, maximum }: SettingSchema): string {
  if (words) return words.map((word) => `\`${word}\``).join(', ');
  if (format === 'uri') return 'an address';
  if (type === 'string') return 'text';
  return minimum === undefined ? 'a number' : `a number, ${minimum}–${maximum}`;
}

const settingText = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

function settingsPage(): string {
  const { properties } = z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' });
  const normals: Record<string, unknown> = Settings.parse({});
  const rows = Object.entries(properties as Record<string, SettingSchema>).map(([name, setting]) => {
    const normal = normals[name];
    return `| \`${name}\` | ${setting.description ?? ''} | ${expected(setting)} | ${normal === undefined ? '' : `\`${settingText(normal)}\``} |`;
  });
  return [
    '# Settings',
    MADE,
    'Settings come from the environment and are read once, at start. Each one is optional; a wrong one is named and the start refused.',
    ['| setting | what it does | expected | without it |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function definitionsPage(): string {
  const rows = DEFINITION_KINDS.map(
    ({ name, files, what }) => `| \`catalog/${files}\` | ${what} | [${name}.json](schemas/${name}.json) |`,
  );
  return [
    '# Definitions',
    MADE,
    'What a town starts from is data: one YAML document a file, checked by a schema when it is loaded. The schemas are here as JSON Schema for editors, for example as the first line of a file: `# yaml-language-server: $schema=../../../docs/reference/schemas/measure.json`.',
    ['| file | what it defines | schema |', '| --- | --- | --- |', ...rows].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const schemaFile = ({ name, what, schema, usesBlocks }: DefinitionKind): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const parts = usesBlocks ? withUse(rest) : rest;
  return `${JSON.stringify({ $schema, $id: `${name}.json`, title: what, ...parts }, null, 2)}\n`;
};

/** Every file of docs/reference, by its path below it. */
export function referenceFiles(): Map<string, string> {
  return new Map([
    ['settings.md', settingsPage()],
    ['definitions.md', definitionsPage()],
    ...DEFINITION_KINDS.map((kind): [string, string] => [`schemas/${kind.name}.json`, schemaFile(kind)]),
  ]);
}
