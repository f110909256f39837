import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { type Report, reportSubject } from '../model.js';
import { reportOfLink } from '../store/parts.js';
import { findReport, sentAs } from '../store/reports.js';
import { journal, type ReportDeps, rulesHere, WORK } from './deps.js';
import type { Intake } from './intake.js';

/** What who called is told or handed: the number, and the code by which the report is followed and reopened. */
export function createSlips(deps: ReportDeps, intake: Intake) {
  const { access, database, vault } = deps.kernel;
  return {
    /** For the section, and for whoever took the call. */
    open: (
      context: Context,
      id: string,
    ): Promise<{ report: Report; code: string; isOurs: boolean; isMailed: boolean }> => {
      rulesHere(deps, context);
      return database.transaction(tenantOf(context), async (tx) => {
        const report = await findReport(tx, vault, { id });
        const sent = await sentAs(tx, id);
        if (!report || !sent || report.channel !== 'phone') throw notFound(reportSubject(id));
        const isOurs = access.can(context, WORK, report.unit);
        if (!isOurs && sent.sender !== actorRef(context.actor)) throw notFound(reportSubject(id));
        await journal(tx, context, 'report.slipShown', report);
        const code = intake.spokenSecretOf(context, sent.intakeKey);
        const link = await reportOfLink(tx, code);
        return { report, code, isOurs, isMailed: link?.isMailed ?? false };
      });
    },
  };
}
