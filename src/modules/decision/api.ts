import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Act, Subject } from './model/draft.js';
import type { DraftState } from './model/progress.js';
import type { DraftName } from './service/draft-view.js';
import type { PutUp } from './service/drafting.js';
import type { DraftPaper, Papers } from './service/paper.js';
import type { RelatedView } from './service/related.js';
import type { DecisionService } from './service.js';
import { actsOf } from './store/acts.js';
import { findDraft, lastAbout } from './store/drafts.js';

export { PUT_UP_ENTRIES } from './entries.js';
export type { RelatedView } from './service/related.js';
export { rightAsTold } from './views/words.js';
export type { DraftPaper, DraftState, PutUp, Subject };

/**
 * The door for modules whose results can need a decision. They put them up in their own transaction and follow
 * `decision.decided` and `decision.withdrawn`, whose data name `module` and `subject`.
 */
export interface DecisionApi {
  /**
   * Whether the municipality's table says that such a thing is not valid before it is decided. The module names the kind
   * in its `putsUp`: a table that requires a decision which no module asks for is refused at the start.
   */
  isRequired(context: Context, kind: string): boolean;
  /**
   * Drafts it and sends it on its route; the id of the draft. The route of the request declares PUT_UP_ENTRIES. Throws
   * conflict while another draft about the same subject is on its way, notAllowedNow for a kind that the table lacks.
   */
  putUp(tx: Tx, context: Context, what: PutUp): Promise<string>;
  /** Whose draft it is, and who can act at what is open since that moment (null: at all that is open). */
  deciders(
    tx: Tx,
    context: Context,
    draft: string,
    since: Temporal.Instant | null,
  ): Promise<{ drafter: string; asked: readonly string[] } | null>;
  /** Kind and section of drafts in words, with the title where the actor may open them. */
  namesOf(tx: Tx, context: Context, drafts: readonly string[]): Promise<ReadonlyMap<string, DraftName>>;
  /** The last draft about a subject; null when it was never put up. */
  lastAbout(
    tx: Tx,
    subject: Subject,
  ): Promise<{ id: string; state: DraftState; decidedAt: Temporal.Instant | null } | null>;
  /** With what words a draft was sent back last and withdrawn, one after the other; null when it was not withdrawn. */
  withdrawnBecause(tx: Tx, draft: string): Promise<string | null>;
  /** To what a draft is related, as far as whoever asks may see it; whether the draft may be seen is not asked. */
  relatedTo(tx: Tx, context: Context, draft: string): Promise<RelatedView>;
  /**
   * Destroys what decided drafts said, but for their titles: with the documents that they became, in the transaction of
   * those. Needs the journal entry decision.erased.
   */
  erase(tx: Tx, context: Context, drafts: readonly string[]): Promise<void>;
  /** Drafts as the records office keeps them: for work that runs by itself, and for whom a draft concerns. */
  papers: Papers;
  /** Copies of attached PDF files with the marks on them as annotations, by the file: for work that runs by itself. */
  markedCopies(context: Context, draft: string): Promise<Map<string, { name: string; bytes: Uint8Array }>>;
}

export const createDecisionApi = (
  { vault }: Kernel,
  { drafting, erase, kindsOf, marking, papers, reading, related, reminding }: DecisionService,
  putUp: () => readonly string[],
): DecisionApi => ({
  isRequired(context, kind) {
    invariant(putUp().includes(kind), `a module asks for decisions of the kind ${kind} and declares it`);
    return kindsOf(context).get(kind)?.required ?? false;
  },
  putUp: drafting.putUp,
  deciders: reminding.deciders,
  namesOf: reading.namesOf,
  relatedTo: async (tx, context, id) =>
    related.view(tx, context, (await findDraft(tx, vault, id))?.content.links ?? []),
  erase,
  papers,
  markedCopies: marking.copies,
  async withdrawnBecause(tx, draft) {
    const acts = await actsOf(tx, vault, draft);
    const last = (wanted: Act) => acts.findLast(({ act }) => act === wanted);
    if (!last('withdrawn')) return null;
    return [last('sentBack')?.comment, last('withdrawn')?.comment].filter(Boolean).join('\n');
  },
  lastAbout: async (tx, subject) => {
    const found = await lastAbout(tx, vault, subject);
    return found ? { id: found.id, state: found.state, decidedAt: found.decidedAt } : null;
  },
});
