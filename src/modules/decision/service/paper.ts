import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Act, DraftContent } from '../model/draft.js';
import type { DraftState } from '../model/progress.js';
import type { Right } from '../model/rights.js';
import { actsOf } from '../store/acts.js';
import { findDraft } from '../store/drafts.js';
import { type DecisionDeps, type Desk, holderOf } from './deps.js';

/** A draft as the records office keeps it: what was put up, and who said what to it. */
export interface DraftPaper {
  id: string;
  kind: string;
  kindTitle: string;
  unit: string;
  drafter: string;
  drafterName: string;
  state: DraftState;
  article: string | null;
  amount: number | null;
  content: DraftContent;
  sentAt: Temporal.Instant | null;
  decidedAt: Temporal.Instant | null;
  acts: {
    act: Act;
    unit: string | null;
    title: string | null;
    name: string;
    right: Right | null;
    /** The seat that was asked, where somebody else's acted; in words of that day. */
    behalf: string | null;
    at: Temporal.Instant;
    comment: string | null;
  }[];
  /** Attached files: the kernel keeps them under this holder. */
  files: { holder: string; ids: readonly string[] };
}

/** Drafts for the records office. */
export function createPapers({ kernel: { vault }, identity }: DecisionDeps, desk: Desk) {
  /** Whoever may see it: for work that runs by itself. */
  async function of(tx: Tx, context: Context, id: string): Promise<DraftPaper | null> {
    const draft = await findDraft(tx, vault, id);
    if (!draft) return null;
    const acts = await actsOf(tx, vault, id);
    const names = await identity.staffNames(tx, [
      ...new Set([draft.drafter, ...acts.map(({ staff }) => staff)]),
    ]);
    const { kind, unit, drafter, state, article, amount, content, sentAt, decidedAt } = draft;
    return {
      id,
      kind,
      kindTitle: desk.kindsOf(context).get(kind)?.title ?? kind,
      unit,
      drafter,
      drafterName: names.get(drafter) ?? '',
      state,
      article,
      amount,
      content,
      sentAt,
      decidedAt,
      acts: acts.map(({ act, unit: of, title, right, behalf, at, comment, staff }) => ({
        act,
        unit: of,
        title,
        right,
        behalf,
        at,
        comment,
        name: names.get(staff) ?? '',
      })),
      files: { holder: holderOf(id), ids: draft.files },
    };
  }

  return {
    of,
    /** Not found for whom the draft does not concern. */
    async seen(tx: Tx, context: Context, id: string): Promise<DraftPaper | null> {
      await desk.opened(tx, context, id);
      return of(tx, context, id);
    },
  };
}
export type Papers = ReturnType<typeof createPapers>;
