import { z } from 'zod';
import {
  BrokenDefinitions,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
} from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const Seat = z.strictObject({
  unit: Id,
  post: Id.optional().describe('The highest post that is held in the unit when absent'),
});

export const MODES = ['all', 'any', 'majority'] as const;
export const OBJECTIONS = ['noted', 'returns'] as const;

export const AuthorityRule = z.strictObject({
  amount: z
    .strictObject({ from: z.int().nonnegative().default(0), below: z.int().positive().optional() })
    .optional()
    .describe('Yen; the rule is for drafts within it'),
  units: z.array(Id).optional().describe('Only drafts of these units'),
  decidedBy: Id.describe('Post (職) that decides'),
  consult: z
    .strictObject({
      mode: z.enum(MODES).default('all').describe('Whose agreement carries it on'),
      objection: z
        .enum(OBJECTIONS)
        .default('noted')
        .describe(
          'noted: kept with its text, and the draft goes on; returns: without agreement it goes back',
        ),
      seats: z.array(Seat).min(1),
    })
    .optional(),
  circulate: z.array(Seat).default([]).describe('Who is told once it is decided'),
  article: z.string().min(1).describe('Article of the rules on decisions that it comes from'),
});
export type AuthorityRule = z.infer<typeof AuthorityRule>;

export const AuthorityKind = z.strictObject({
  id: Id,
  title: z.string().min(1),
  required: z
    .boolean()
    .default(false)
    .describe('Not valid before it is decided: for kinds that a module puts up'),
  money: z.boolean().default(false).describe('States an amount and a budget line'),
  byHand: z
    .boolean()
    .default(true)
    .describe('Staff may draft it; else only another part of the product puts it up, with what it is about'),
  urgent: z.boolean().default(true).describe('May skip the line in an emergency and be confirmed later'),
  mostReviewers: z
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('So many reviewers may the drafter add, each asked before the decision; 0: none'),
  circulationDays: z
    .int()
    .positive()
    .default(30)
    .describe('Who has not read what was circulated after so many days is not waited for any longer'),
  rules: z.array(AuthorityRule).min(1),
});
export type AuthorityKind = z.infer<typeof AuthorityKind>;

/** 決裁区分 as data: common/decision/authority.yaml, and {city}/decision/authority.yaml whose kinds replace those. */
export const Authority = z.strictObject({ kinds: z.array(AuthorityKind).min(1) });
export type Authority = z.infer<typeof Authority>;

/** common/decision/paper.yaml, or {city}/decision/paper.yaml in its place. */
export const PaperRule = z.strictObject({
  charactersPerPage: z.int().positive(),
  otherFilePages: z.int().nonnegative().describe('Pages of a file that is no PDF'),
  pagesPerSheet: z.int().positive().describe('1: printed on one side; 2: on both'),
  source: z.string().min(1).describe('Where the rule is stated, shown beside the figures'),
});
export type PaperRule = z.infer<typeof PaperRule>;

export async function readPaperRule(root: string, slug: string): Promise<PaperRule> {
  const own = `${slug}/decision/paper.yaml`;
  const file = (await definitionFiles(root, slug)).includes(own) ? own : 'common/decision/paper.yaml';
  return (await readDefinition(root, file, PaperRule)).value;
}

/** What the table may name: posts of the municipality, and kinds that modules put up. */
export interface Known {
  posts: readonly string[];
  putUp: readonly string[];
}

/**
 * The kinds of one municipality, by id. Throws BrokenDefinitions when they name posts or units that do not exist, or
 * require a decision that nothing would ever ask for.
 */
export async function readAuthority(
  root: string,
  { slug, units }: Municipality,
  known: Known,
): Promise<ReadonlyMap<string, AuthorityKind>> {
  const common = await readDefinition(root, 'common/decision/authority.yaml', Authority);
  const own = `${slug}/decision/authority.yaml`;
  const hasOwn = (await definitionFiles(root, slug)).includes(own);
  const files = [common, ...(hasOwn ? [await readDefinition(root, own, Authority)] : [])];
  const faults = files.flatMap((file) => faultsIn(file, known, new Set(units.map(({ id }) => id))));
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return new Map(files.flatMap(({ value }) => value.kinds.map((kind) => [kind.id, kind])));
}

function faultsIn(file: DefinitionFile<Authority>, { posts, putUp }: Known, units: ReadonlySet<string>) {
  return file.value.kinds.flatMap(({ id, rules, money, required }, kind) => [
    ...(required && !putUp.includes(id)
      ? [
          file.fault(
            ['kinds', kind, 'required'],
            `"${id}" is required, and no part of the product puts up such a thing; ` +
              `expected required: false, or one of ${[...new Set(putUp)].toSorted().join(', ')}`,
          ),
        ]
      : []),
    ...(money ? amountFaults(rules).map((fault) => file.fault(['kinds', kind, 'rules'], fault)) : []),
    ...rules.flatMap((rule, index) => {
      const at = ['kinds', kind, 'rules', index];
      const seats = [...(rule.consult?.seats ?? []), ...rule.circulate];
      const named = [...(rule.units ?? []), ...seats.map(({ unit }) => unit)];
      const asked = [rule.decidedBy, ...seats.flatMap(({ post }) => post ?? [])];
      return [
        ...named
          .filter((unit) => !units.has(unit))
          .map((unit) => file.fault(at, `there is no unit "${unit}"`)),
        ...asked
          .filter((post) => !posts.includes(post))
          .map((post) => file.fault(at, `there is no post "${post}"`)),
      ];
    }),
  ]);
}

/** What costs money is decided by its amount: limits that follow each other from nothing up, without a gap. */
function amountFaults(rules: readonly AuthorityRule[]): string[] {
  if (rules.some(({ amount }) => amount === undefined)) return ['a kind with money has limits in every rule'];
  const faults: string[] = [];
  for (const [, own] of Map.groupBy(rules, ({ units }) => units?.join(' '))) {
    const limits = own.flatMap(({ amount }) => amount ?? []).toSorted((a, b) => a.from - b.from);
    const isWhole =
      limits[0]?.from === 0 && limits.every(({ below }, index) => below === limits[index + 1]?.from);
    if (!isWhole) faults.push('the limits of the amounts do not follow each other from 0 up');
  }
  return faults;
}

/** The first rule that fits; the last one, which asks the most, when none does. */
export function ruleFor(
  { rules }: AuthorityKind,
  { amount, unit }: { amount: number | null; unit: string },
): AuthorityRule {
  const fits = rules.find((rule) => {
    const inUnit = !rule.units || rule.units.includes(unit);
    const { from = 0, below = Number.POSITIVE_INFINITY } = rule.amount ?? {};
    return inUnit && (!rule.amount || (amount !== null && amount >= from && amount < below));
  });
  const last = rules.at(-1);
  if (!last) throw new Error('a kind has rules');
  return fits ?? last;
}
