import { namesUsed } from '#kernel/expressions/names.js';
import type { DraftDocument } from '../model.js';
import type { Path, Use } from './edit.js';

/** Uses that cannot simply be taken out: the definition would say something else without them. */
const NEEDED: ReadonlySet<Use['as']> = new Set(['calculation', 'fee', 'reductionAmount', 'partRequired']);
export const isNeeded = ({ as }: Use): boolean => NEEDED.has(as);

const EXPRESSIONS: ReadonlySet<Use['as']> = new Set([
  'pageCondition',
  'fieldCondition',
  'calculation',
  'check',
  'fee',
  'reduction',
  'reductionAmount',
  'partRequired',
]);
export const isExpression = ({ as }: Use): boolean => EXPRESSIONS.has(as);

/** Every place of a definition that names a question. */
export function allUses({
  form,
  fee,
  output,
  representation,
  public: open,
  thirdParties,
}: DraftDocument): Use[] {
  const uses: Use[] = [];
  const add = (as: Use['as'], path: Path, source: string | undefined) => {
    if (source !== undefined) uses.push({ as, path, source });
  };
  form.pages.forEach((page, index) => {
    const place = ['form', 'pages', index];
    add('pageCondition', [...place, 'show'], page.show);
    page.fields.forEach((field, at) => {
      add('fieldCondition', [...place, 'fields', at, 'show'], field.show);
      if (field.kind === 'calculated') add('calculation', [...place, 'fields', at, 'value'], field.value);
    });
    page.checks?.forEach(({ require, field }, at) => {
      add('check', [...place, 'checks', at, 'require'], require);
      add('checkPlace', [...place, 'checks', at, 'field'], field);
    });
  });
  add('fee', ['fee', 'amount'], fee?.amount);
  fee?.reductions?.forEach(({ when, amount, evidence }, at) => {
    add('reduction', ['fee', 'reductions', at, 'when'], when);
    add('reductionAmount', ['fee', 'reductions', at, 'amount'], amount);
    add('evidence', ['fee', 'reductions', at, 'evidence'], evidence);
  });
  if (output && output.kind !== 'none') add('delivery', ['output', 'delivery'], output.delivery);
  if (output?.kind === 'certificate')
    output.fields?.forEach((id, at) => {
      add('printed', ['output', 'fields', at], id);
    });
  add('capacity', ['representation', 'capacity'], representation?.capacity);
  add('proof', ['representation', 'evidence'], representation?.evidence);
  thirdParties?.forEach(({ required, shows }, index) => {
    if (typeof required === 'string') add('partRequired', ['thirdParties', index, 'required'], required);
    shows?.forEach((id, at) => {
      add('partShows', ['thirdParties', index, 'shows', at], id);
    });
  });
  open?.answers?.forEach((id, at) => {
    add('public', ['public', 'answers', at], id);
  });
  return uses;
}

/** How many places use each question. */
export function usesByQuestion(document: DraftDocument): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const use of allUses(document))
    for (const id of isExpression(use) ? namesUsed(use.source) : [use.source])
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Where a question is used. */
export const whereUsed = (document: DraftDocument, id: string): Use[] =>
  allUses(document).filter((use) =>
    isExpression(use) ? namesUsed(use.source).includes(id) : use.source === id,
  );

/** Conditions that compare a question with one of its options. */
export const whereOptionUsed = (document: DraftDocument, id: string, value: string): Use[] =>
  whereUsed(document, id).filter((use) => isExpression(use) && use.source.includes(JSON.stringify(value)));
