import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Disposal,
  type DisposalState,
  type KeptRegister,
  mayDecide,
  type Row,
  registerSubject,
} from '../model.js';
import { endDisposal, findDisposal, insertDisposal } from '../store/disposals.js';
import { rowsById } from '../store/rows.js';
import { createRights } from './deps.js';
import { type DefiningDeps, decisionSubject } from './draft-desk.js';
import type { RetentionService } from './retention.js';

/** Of the table of authority: that what is personal in rows of registers goes at the end of its retention. */
export const DISPOSAL_KIND = 'row-disposal';
/** Drafts for decisions are papers of the office. */
const t = translatorFor('ja');

export interface OpenDisposal {
  disposal: Disposal;
  kept: KeptRegister;
  /** As they stand now, in the order of their keys. */
  rows: readonly Row[];
  names: ReadonlyMap<string, string>;
  /** Draft by which a decision on it is, or was, on its way; null: somebody else decides here. */
  decision: string | null;
  may: { decide: boolean; withdraw: boolean };
}

/**
 * Personal contents never go by one person's hand: one who keeps the register proposes, another decides, or whom the
 * town's table of authority names.
 */
export function createDisposals(deps: DefiningDeps, retention: RetentionService) {
  const { kernel, identity, decision, keptBy } = deps;
  const { database, vault } = kernel;
  const rights = createRights(deps);

  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'disposals are proposed and decided by staff');
    return actor.id;
  };
  const tell = (
    tx: Tx,
    context: Context,
    type: `register.disposal${'Proposed' | 'Done' | 'Refused' | 'Withdrawn'}`,
    { id, register, unit, proposedBy }: Disposal,
    { rows, of }: { rows: number; of: 'colleague' | 'decision' },
  ) => {
    const data = { register, unit, rows, disposal: id, of, proposedBy };
    return append(tx, context, { type, subject: registerSubject(register), data });
  };

  async function visible(tx: Tx, context: Context, register: string, id: string, { lock = false } = {}) {
    const kept = rights.keptFor(context, register, 'register.edit');
    const disposal = await findDisposal(tx, vault, id, { lock });
    if (disposal?.register !== register) throw notFound(`disposal ${id} of ${register}`);
    return { kept, disposal };
  }

  const draftOf = async (tx: Tx, id: string): Promise<string | null> =>
    (await decision.lastAbout(tx, decisionSubject(id)))?.id ?? null;

  /** The end of a proposal, and of the contents where it is agreed to. */
  async function end(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    disposal: Disposal,
    to: {
      state: Exclude<DisposalState, 'proposed'>;
      by: string | null;
      answer: string | null;
      of: 'colleague' | 'decision';
    },
  ): Promise<number> {
    const { state, by, answer, of } = to;
    const disposed = state === 'done' ? await retention.empty(tx, context, kept, disposal.rows) : null;
    const ended = { ...disposal, state, decidedBy: by, decidedAt: context.clock.now(), answer, disposed };
    await endDisposal(tx, vault, ended);
    const told = { done: 'Done', refused: 'Refused', withdrawn: 'Withdrawn' } as const;
    const rows = disposed ?? disposal.rows.length;
    await tell(tx, context, `register.disposal${told[state]}`, disposal, { rows, of });
    return rows;
  }

  return {
    /** Proposes rows that are past their retention and wait for nobody; null where none of them is. */
    propose: (
      context: Context,
      register: string,
      { rows: ids, reason }: { rows: readonly string[]; reason: string },
    ): Promise<string | null> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      return database.transaction(tenantOf(context), async (tx) => {
        const open = await retention.rowsPast(tx, context, kept, { ids, of: 'open' });
        if (open.length === 0) return null;
        const now = context.clock.now();
        const disposal: Disposal = {
          id: uuidv7(now),
          register,
          unit: kept.unit,
          state: 'proposed',
          rows: open.map(({ row }) => row.id),
          reason,
          proposedBy: staffId(context),
          proposedAt: now,
          decidedBy: null,
          decidedAt: null,
          answer: null,
          disposed: null,
        };
        await insertDisposal(tx, vault, disposal);
        const isPutUp = decision.isRequired(context, DISPOSAL_KIND);
        const of = isPutUp ? 'decision' : 'colleague';
        await tell(tx, context, 'register.disposalProposed', disposal, { rows: open.length, of });
        if (isPutUp)
          await decision.putUp(tx, context, {
            kind: DISPOSAL_KIND,
            subject: decisionSubject(disposal.id),
            unit: kept.unit,
            drafter: disposal.proposedBy,
            content: {
              title: t('registerDisposal.decision.title', { title: localize(kept.register.title, 'ja') }),
              body: t('registerDisposal.decision.body', {
                count: open.length,
                basis: kept.register.retention.basis,
              }),
              reason,
              related: `/${context.municipality.slug}/staff/registers/${register}/retention/${disposal.id}`,
            },
          });
        return disposal.id;
      });
    },

    open: (context: Context, register: string, id: string): Promise<OpenDisposal> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { kept, disposal } = await visible(tx, context, register, id);
        const draft = await draftOf(tx, id);
        const staff = [disposal.proposedBy, disposal.decidedBy].filter((one) => one !== null);
        const rows = await rowsById(tx, vault, register, disposal.rows, { lock: false });
        const isOpen = disposal.state === 'proposed' && draft === null;
        return {
          disposal,
          kept,
          rows: [...rows.values()],
          names: await identity.staffNames(tx, [...new Set(staff)]),
          decision: draft,
          may: {
            decide: isOpen && mayDecide(disposal, staffId(context)),
            withdraw: isOpen && disposal.proposedBy === staffId(context),
          },
        };
      }),

    /** Somebody else decides; how many rows were emptied, or stay. */
    answer: (
      context: Context,
      register: string,
      id: string,
      to: { state: 'done' | 'refused' | 'withdrawn'; answer: string | null },
    ): Promise<number> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { kept, disposal } = await visible(tx, context, register, id, { lock: true });
        const by = staffId(context);
        if (disposal.state !== 'proposed' || (await draftOf(tx, id)) !== null)
          throw new AppError('notAllowedNow', `disposal ${id} is ${disposal.state}, or decided by a draft`);
        const isOwn = disposal.proposedBy === by;
        if (isOwn !== (to.state === 'withdrawn'))
          throw new AppError('forbidden', 'nobody decides what they proposed, or takes back what others did');
        return end(tx, context, kept, disposal, { ...to, by, of: 'colleague' });
      }),

    /** What the decision on a proposal came to; one that waits no longer is left alone. */
    async decided(
      tx: Tx,
      context: Context,
      { type, actor, subject, data }: Pick<Entry, 'type' | 'actor' | 'subject' | 'data'>,
    ): Promise<void> {
      if (data.module !== 'register' || !UUID.test(String(data.subject))) return;
      const disposal = await findDisposal(tx, vault, String(data.subject), { lock: true });
      const kept = keptBy(context).find(({ register }) => register.id === disposal?.register);
      if (disposal?.state !== 'proposed' || !kept) return;
      const by = staffIdOf(actor) ?? null;
      const isDecided = type === 'decision.decided';
      const answer = isDecided
        ? null
        : await decision.withdrawnBecause(tx, subject.replace(/^decision\//, ''));
      await end(tx, context, kept, disposal, {
        state: isDecided ? 'done' : 'refused',
        by,
        answer,
        of: 'decision',
      });
    },
  };
}

/** Subjects of other decisions are registers, by their ids. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
