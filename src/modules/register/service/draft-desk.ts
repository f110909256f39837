import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { DecisionApi } from '#modules/decision/api.js';
import { type Check, delicacyOf, mayApprove } from '../defining/approval.js';
import type { Units } from '../defining/compare.js';
import type { Draft, DraftDocument } from '../defining/draft.js';
import { type Base, type DraftProblem, draftProblems } from '../defining/problems.js';
import type { ENTRIES } from '../entries.js';
import { type KeptRegister, registerSubject } from '../model.js';
import { findDraft } from '../store/drafts.js';
import { countBehind } from '../store/lists.js';
import { type RegisterDeps, unitName } from './deps.js';

/** Of the table of authority: as for procedures, so that no definition goes around it. */
export const DECISION_KIND = 'definition';

export interface DefiningDeps extends RegisterDeps {
  decision: Pick<DecisionApi, 'isRequired' | 'putUp' | 'lastAbout' | 'withdrawnBecause'>;
}

/** How a draft for a decision names the definition that it is about. */
export const decisionSubject = (register: string) => ({ module: 'register', id: register });

/** What all work on definitions in the browser begins with. */
export function createDraftDesk({ kernel, keptBy, decision }: DefiningDeps) {
  const { access, database } = kernel;

  const mayDefine = (context: Context, unit: string): boolean => access.can(context, 'register.define', unit);
  const mayApproveIn = (context: Context, unit: string): boolean =>
    access.can(context, 'register.approve', unit);
  const maySee = (context: Context, unit: string): boolean =>
    mayDefine(context, unit) || mayApproveIn(context, unit);

  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'registers are defined by staff');
    return actor.id;
  };

  return {
    /** Everything to be mended before the draft can be used. */
    problemsOf: (context: Context, document: DraftDocument, base: Base | null): DraftProblem[] =>
      draftProblems(
        document,
        base,
        keptBy(context).map(({ register }) => register),
      ),

    mayDefine,
    maySee,
    /** Somebody who is asked: may approve such drafts, and has not written this one. */
    mayAnswer: (context: Context, draft: Draft): boolean =>
      mayApproveIn(context, draft.unit) && mayApprove(draft, staffId(context)),

    inTenant: <Result>(context: Context, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
      database.transaction(tenantOf(context), work),

    staffId,

    /** A draft for those who work on it; what they may not see is not there. */
    async draftOf(tx: Tx, context: Context, register: string, { lock = false } = {}): Promise<Draft> {
      const draft = await findDraft(tx, register, { lock });
      if (!draft || !maySee(context, draft.unit)) throw notFound(`draft of ${register}`);
      return draft;
    },

    /** The version in use that a draft goes on from. */
    async baseOf(
      tx: Tx,
      context: Context,
      { register, base }: Draft,
    ): Promise<(Base & { kept: KeptRegister }) | null> {
      if (base === null) return null;
      const kept = keptBy(context).find((one) => one.register.id === register);
      if (!kept || kept.version !== base) throw new AppError('conflict', `register ${register} has moved on`);
      return { kept, register: kept.register, hasRows: (await countBehind(tx, register, base + 1)) > 0 };
    },

    checkOf: (context: Context, { document }: Draft, base: Base | null): Check => {
      if (decision.isRequired(context, DECISION_KIND)) return 'decision';
      return delicacyOf(document, base?.register ?? null) === null ? null : 'colleague';
    },

    /** Id of the draft by which a decision on this definition is on its way; null when there is none. */
    async underDecision(tx: Tx, register: string): Promise<string | null> {
      const last = await decision.lastAbout(tx, decisionSubject(register));
      return last && last.state !== 'decided' && last.state !== 'withdrawn' ? last.id : null;
    },

    unitsOf: (context: Context, before: string, after: string): Units => ({
      before: unitName(context, before),
      after: unitName(context, after),
      role: (id) => access.titleOf(id),
    }),

    journal: (
      tx: Tx,
      context: Context,
      type: keyof typeof ENTRIES,
      { register, unit }: Pick<Draft, 'register' | 'unit'>,
      data: EntryData = {},
    ) => append(tx, context, { type, subject: registerSubject(register), data: { register, unit, ...data } }),
  };
}
export type DraftDesk = ReturnType<typeof createDraftDesk>;
