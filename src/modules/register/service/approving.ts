import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { today } from '#kernel/clock.js';
import { type Context, staffIdOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { definitionFile } from '#kernel/definitions/definition-file.js';
import { AppError } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { type DraftAction, mayApprove, mayHappen } from '../defining/approval.js';
import { compareRegisters } from '../defining/compare.js';
import type { Draft } from '../defining/draft.js';
import { Register } from '../definition.js';
import { slotsFor } from '../slots.js';
import type { StoredDefinition } from '../store/definitions.js';
import { deleteDraft, dueDrafts, findDraft, saveStep } from '../store/drafts.js';
import { runningImports } from '../store/imports.js';
import { type Definitions, LOTS_AT_ONCE } from './definitions.js';
import { DECISION_KIND, type DefiningDeps, type DraftDesk, decisionSubject } from './draft-desk.js';
import type { Kept as KeptRegisters } from './kept.js';

/** Drafts for decisions are papers of the office. */
const t = translatorFor('ja');

export type Taken = 'done' | 'moved';

/**
 * From a draft that is finished to a definition in use. Where the town's table of authority asks for a decision on
 * definitions, asking puts one up; else somebody else looks at what concerns data on persons.
 */
export function createApproving(
  deps: DefiningDeps,
  desk: DraftDesk,
  definitions: Definitions,
  { refresh }: Pick<KeptRegisters, 'refresh'>,
) {
  const { kernel, keptBy, decision } = deps;
  const { access } = kernel;
  const { staffId, inTenant, journal } = desk;

  /** One step on a draft: its page showed what is there now, and its state allows it. */
  const step = (
    context: Context,
    id: string,
    { seen, action }: { seen: number; action: DraftAction },
    work: (tx: Tx, draft: Draft) => Promise<void>,
  ): Promise<Taken> =>
    inTenant(context, async (tx) => {
      const draft = await desk.draftOf(tx, context, id, { lock: true });
      const isDeciding = action === 'approve' || action === 'sendBack';
      access.require(context, isDeciding ? 'register.approve' : 'register.define', draft.unit);
      if (draft.revision !== seen) return 'moved';
      if (!mayHappen(draft.state, action))
        throw new AppError('notAllowedNow', `${action} when ${draft.state}`);
      if (draft.state === 'inApproval' && (await desk.underDecision(tx, id)))
        throw new AppError('notAllowedNow', `a decision on register ${id} is on its way`);
      await work(tx, draft);
      return 'done';
    });

  /** The version in use, once it is sure that a draft can follow it. */
  async function wholeOn(tx: Tx, context: Context, draft: Draft) {
    const base = await desk.baseOf(tx, context, draft);
    if (desk.problemsOf(context, draft.document, base).length > 0)
      throw new AppError('invalidInput', `the draft of ${draft.register} is not whole`);
    return base;
  }

  const isBeingFilled = async (tx: Tx, id: string): Promise<boolean> =>
    (await runningImports(tx)).some(({ register }) => register === id);

  /** Takes a locked draft that is whole into use. */
  async function begin(
    tx: Tx,
    context: Context,
    draft: Draft,
    { base, by }: { base: Awaited<ReturnType<typeof wholeOn>>; by: string },
  ): Promise<void> {
    const { register: id, unit } = draft;
    const register = Register.parse(draft.document);
    const next: StoredDefinition = {
      register: id,
      version: (draft.base ?? 0) + 1,
      digest: createHash('sha256').update(JSON.stringify(register)).digest(),
      document: register,
      slots: slotsFor(register, base?.kept.slots ?? {}),
      unit,
      by: `staff/${by}`,
      approved_by: draft.decidedBy,
      note: draft.note,
      at: context.clock.now(),
    };
    if (!(await definitions.takeIntoUse(tx, next)))
      throw new AppError('conflict', `register ${id} has a version ${next.version}`);
    await deleteDraft(tx, id);
    const { version } = next;
    const units = desk.unitsOf(context, base?.kept.unit ?? unit, unit);
    await (base
      ? journal(tx, context, 'register.changed', draft, {
          version,
          changes: compareRegisters(base.register, register, units).length,
        })
      : journal(tx, context, 'register.defined', draft, { version }));
  }

  /** After a definition came into use: everybody sees it, and the first of its rows follow at once. */
  async function follow(context: Context, id: string): Promise<void> {
    await refresh(context);
    const kept = keptBy(context).filter(({ register }) => register.id === id);
    await definitions.run(context, kept, LOTS_AT_ONCE);
  }

  return {
    ask: (context: Context, id: string, seen: number, note: string): Promise<Taken> =>
      step(context, id, { seen, action: 'ask' }, async (tx, draft) => {
        const base = await wholeOn(tx, context, draft);
        const check = desk.checkOf(context, draft, base);
        if (check === null) throw new AppError('notAllowedNow', `nobody has to look at register ${id}`);
        await saveStep(tx, draft, {
          state: 'inApproval',
          note,
          asked_by: staffId(context),
          asked_at: context.clock.now(),
          decided_by: null,
          reason: null,
          begins_on: null,
        });
        await journal(tx, context, 'register.approvalAsked', draft, { of: check });
        if (check === 'decision')
          await decision.putUp(tx, context, {
            kind: DECISION_KIND,
            subject: decisionSubject(id),
            unit: draft.unit,
            drafter: staffId(context),
            content: {
              title: t('registerCheck.decision.title', { title: localize(draft.document.title, 'ja') || id }),
              body: t('registerCheck.decision.body', { note }),
              related: `/${context.municipality.slug}/staff/registers/drafts/${id}/preview`,
            },
            files: [definitionFile(id, stringify(draft.document, { lineWidth: 0 }))],
          });
      }),

    /** What the decision on a definition came to; a draft that is no longer in approval is left alone. */
    async decided(
      tx: Tx,
      context: Context,
      entry: Pick<Entry, 'type' | 'actor' | 'subject' | 'data'>,
    ): Promise<void> {
      if (entry.data.module !== 'register') return;
      const draft = await findDraft(tx, String(entry.data.subject), { lock: true });
      if (draft?.state !== 'inApproval') return;
      const by = staffIdOf(entry.actor) ?? null;
      const isDecided = entry.type === 'decision.decided';
      const reason = isDecided
        ? null
        : await decision.withdrawnBecause(tx, entry.subject.replace(/^decision\//, ''));
      const state = isDecided ? 'approved' : 'draft';
      await saveStep(tx, draft, { state, decided_by: by, reason, begins_on: null });
      await journal(tx, context, isDecided ? 'register.draftApproved' : 'register.draftSentBack', draft);
    },

    /** Back to being written; what was approved is to be approved again. */
    pullBack: (context: Context, id: string, seen: number): Promise<Taken> =>
      step(context, id, { seen, action: 'pullBack' }, async (tx, draft) => {
        // Who was asked answers with a reason; taking back is for those who asked.
        if (draft.state === 'inApproval' && desk.mayAnswer(context, draft))
          throw new AppError('notAllowedNow', `who may approve register ${id} sends it back with a reason`);
        await saveStep(tx, draft, { state: 'draft', decided_by: null, begins_on: null });
        await journal(tx, context, 'register.draftPulledBack', draft);
      }),

    approve: (context: Context, id: string, seen: number): Promise<Taken> =>
      step(context, id, { seen, action: 'approve' }, async (tx, draft) => {
        if (!mayApprove(draft, staffId(context)))
          throw new AppError('forbidden', 'nobody approves what they wrote themselves');
        const base = await wholeOn(tx, context, draft);
        if (desk.checkOf(context, draft, base) === 'decision')
          throw new AppError('notAllowedNow', 'the table of authority asks for a decision on definitions');
        await saveStep(tx, draft, { state: 'approved', decided_by: staffId(context), begins_on: null });
        await journal(tx, context, 'register.draftApproved', draft);
      }),

    sendBack: (context: Context, id: string, seen: number, reason: string): Promise<Taken> =>
      step(context, id, { seen, action: 'sendBack' }, async (tx, draft) => {
        await saveStep(tx, draft, { state: 'draft', reason, decided_by: staffId(context), begins_on: null });
        await journal(tx, context, 'register.draftSentBack', draft);
      }),

    /** Takes a draft into use: today at once, with the first of its rows; else by itself on its day. */
    async use(context: Context, id: string, seen: number, from: Temporal.PlainDate): Promise<Taken> {
      const day = today(context.clock);
      const isLater = Temporal.PlainDate.compare(from, day) > 0;
      const taken = await step(context, id, { seen, action: 'use' }, async (tx, draft) => {
        if (Temporal.PlainDate.compare(from, day) < 0)
          throw new AppError('invalidInput', 'nothing comes into use in the past');
        const base = await wholeOn(tx, context, draft);
        if (draft.state === 'draft' && desk.checkOf(context, draft, base) !== null)
          throw new AppError('notAllowedNow', `somebody else has to look at register ${id}`);
        const by = staffId(context);
        if (isLater) {
          await saveStep(tx, draft, { state: 'scheduled', begins_on: from, begins_by: by });
          await journal(tx, context, 'register.draftScheduled', draft, { from: from.toString() });
        } else if (await isBeingFilled(tx, id)) {
          throw new AppError('notAllowedNow', `a file is being read into ${id}`, {
            userMessage: t('registerDesk.importing'),
          });
        } else await begin(tx, context, draft, { base, by });
      });
      if (taken === 'done' && !isLater) await follow(context, id);
      return taken;
    },

    /**
     * Takes into use what has come to its day. What no longer fits goes back with words, and what a file is being read
     * into waits for that. Safe to repeat.
     */
    async takeDue(context: Context): Promise<void> {
      const day = today(context.clock);
      for (const { register: id } of await inTenant(context, (tx) => dueDrafts(tx, day))) {
        const isUsed = await inTenant(context, async (tx) => {
          const draft = await findDraft(tx, id, { lock: true });
          const isDue = draft?.beginsOn && Temporal.PlainDate.compare(draft.beginsOn, day) <= 0;
          if (!draft || !isDue || (await isBeingFilled(tx, id))) return false;
          const base = await desk.baseOf(tx, context, draft);
          if (desk.problemsOf(context, draft.document, base).length > 0) {
            const reason = t('registerCheck.notWhole');
            await saveStep(tx, draft, { state: 'draft', decided_by: null, reason, begins_on: null });
            await journal(tx, context, 'register.draftSentBack', draft);
            return false;
          }
          await begin(tx, context, draft, { base, by: draft.beginsBy ?? draft.changedBy });
          return true;
        });
        if (isUsed) await follow(context, id);
      }
    },
  };
}
