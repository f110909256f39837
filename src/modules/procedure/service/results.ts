import { today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { countByValue } from '#kernel/journal/journal.js';
import { fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { CountedBy } from '#modules/plan/api.js';
import type { Procedure } from '../definition.js';
import { countedFields, type ResultQuestion, resultsOf } from '../public-answers.js';
import { countAnswering, countPublicAnswers } from '../store/public-answers.js';
import { type DayUse, figuresOf, type ProcedureFigures, usesByDay } from '../store/statistics.js';
import type { ProcedureDeps } from './deps.js';
import { OFFERED } from './offering.js';

export interface ProcedureStatistics {
  procedure: Procedure;
  figures: ProcedureFigures;
  /** Since when they count. */
  from: Temporal.PlainDate;
  /** Uses of the last thirty days by day and channel. */
  days: DayUse[];
  results: ResultQuestion[];
  /** Procedures of the municipality that are offered online in this fiscal year, of all that it has. */
  offering: { online: number; all: number };
  /** Indicators of the plan to which its applications count. */
  indicators: readonly CountedBy[];
}

/** Entries by which a plan counts what becomes of a procedure. */
const COUNTED_ENTRIES = ['case.submitted', 'case.issued', OFFERED];

const RECENT_DAYS = 30;
const recent = ({ clock }: Context): Temporal.Instant =>
  today(clock)
    .subtract({ days: RECENT_DAYS - 1 })
    .toZonedDateTime(ZONE)
    .toInstant();

/** Figures that anybody may see: how a procedure is used, and what was answered where that is public. */
export function createResultsService({ kernel, definitions, countedFor }: ProcedureDeps) {
  /** A procedure whose figures are public, and the first day that counts. */
  function published(context: Context, id: string) {
    const offered = definitions.current(context, id);
    if (!offered?.procedure.public.statistics) throw notFound(`statistics of ${id}`);
    const from = today(context.clock).subtract({ years: 1 });
    return { procedure: offered.procedure, from, since: from.toZonedDateTime(ZONE).toInstant() };
  }

  /** As plans count it: by what the journal says was offered. */
  async function offering(tx: Tx, context: Context): Promise<ProcedureStatistics['offering']> {
    const from = fiscalYearStart(fiscalYearOf(today(context.clock)))
      .toZonedDateTime(ZONE)
      .toInstant();
    const online = (await countByValue(tx, { type: OFFERED, from }, 'procedure')).map(({ value }) => value);
    return { online: online.length, all: new Set([...definitions.ids(tenantOf(context)), ...online]).size };
  }

  return {
    of: async (context: Context, id: string, t: Translator): Promise<ProcedureStatistics> => {
      const { procedure, from, since } = published(context, id);
      const attributes = { procedure: id, unit: procedure.unit };
      const indicators = await countedFor(context, { types: COUNTED_ENTRIES, attributes });
      return kernel.database.transaction(tenantOf(context), async (tx) => ({
        procedure,
        from,
        indicators,
        figures: await figuresOf(tx, id, procedure.standardProcessingDays, since),
        days: await usesByDay(tx, id, recent(context)),
        offering: await offering(tx, context),
        results:
          countedFields(procedure).length === 0
            ? []
            : resultsOf(
                procedure,
                { byValue: await countPublicAnswers(tx, id), answered: await countAnswering(tx, id) },
                t,
              ),
      }));
    },

    /** Uses by day and channel, as open data. */
    byDay: (context: Context, id: string): Promise<DayUse[]> => {
      const { since } = published(context, id);
      return kernel.database.transaction(tenantOf(context), (tx) => usesByDay(tx, id, since));
    },
  };
}
