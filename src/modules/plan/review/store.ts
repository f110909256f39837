import type { Tx } from '#kernel/db/database.js';
import { dateIn } from '#kernel/clock.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import type { PublishedJudgement } from '../model.js';
import type { PlanTables } from '../tables.js';

/** By measure: how the newest published review judged it. */
export async function readPublishedJudgements(tx: Tx): Promise<Map<string, PublishedJudgement>> {
  const rows = await tx
    .tables<PlanTables>()
    .selectFrom('plan_task')
    .innerJoin('plan_round', (join) =>
      join.onRef('plan_round.tenant', '=', 'plan_task.tenant').onRef('plan_round.id', '=', 'plan_task.round'),
    )
    .distinctOn('plan_task.measure')
    .select([
      'plan_task.measure',
      'plan_task.rating',
      'plan_task.comment',
      'plan_round.fiscal_year',
      'plan_round.published_at',
    ])
    .where('plan_task.tenant', '=', tx.tenant)
    .where('plan_round.state', '=', 'published')
    .where('plan_task.state', '=', 'judged')
    .orderBy('plan_task.measure')
    .orderBy('plan_round.fiscal_year', 'desc')
    .execute();
  return new Map(
    rows.flatMap(({ measure, rating, comment, fiscal_year, published_at }) =>
      rating && published_at
        ? [[measure, { fiscalYear: fiscalYear(fiscal_year), rating, comment, publishedOn: dateIn(published_at) }]]
        : [],
    ),
  );
}
