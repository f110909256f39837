import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Procedure } from '../definition.js';
import type { CaseSummary } from '../model.js';
import type { ProcedureDeps } from '../service/deps.js';
import { createDesk } from '../service/desk.js';
import {
  faultsOf,
  filledIn,
  MOST_REPLIES,
  type Placeholder,
  type Reply,
  type ReplyKind,
  type ReplyText,
  withAncestors,
} from './model.js';
import {
  countReplies,
  deleteReply,
  findReply,
  insertReply,
  replaceReply,
  repliesFor,
  repliesOf,
} from './store.js';

export const REPLY_ENTRIES = {
  'reply.saved': { means: 'A reply template of a section was saved', data: ['unit', 'kind', 'version'] },
  'reply.deleted': { means: 'A reply template of a section was deleted', data: ['unit', 'kind'] },
} as const satisfies Record<string, EntryType>;

export interface ReplyList {
  unit: string;
  items: Reply[];
  next: string | null;
}

/** `taken`: the title is; `full`: the section has as many as it can have; `conflict`: saved by somebody since. */
export type ReplySaved =
  | { kind: 'saved' }
  | { kind: 'taken' }
  | { kind: 'full' }
  | { kind: 'conflict'; version: number };

/** A case as far as a text about it is filled in. */
export interface ReplySubject {
  case: Pick<CaseSummary, 'number' | 'unit' | 'applicantName'>;
  procedure: Pick<Procedure, 'title'>;
}

const PAGE = 50;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLACE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(.{1,300})$/su;

/** Texts that a section sends again and again. */
export function createReplyService({ kernel }: ProcedureDeps) {
  const { access, database } = kernel;
  const { staffId } = createDesk({ kernel });

  /** Sections whose texts this member of staff keeps. */
  const unitsOf = (context: Context): { id: string; name: string }[] =>
    openUnits(context.municipality, today(context.clock))
      .filter(({ id }) => access.can(context, 'reply.edit', id))
      .map(({ id, name }) => ({ id, name }));

  async function owned(tx: Tx, context: Context, id: string): Promise<Reply> {
    const found = await findReply(tx, id, { lock: true });
    if (!found || !access.can(context, 'reply.edit', found.unit)) throw notFound(`reply template ${id}`);
    return found;
  }

  function requireWhole(context: Context, reply: ReplyText): void {
    const faults = faultsOf(
      reply,
      unitsOf(context).map(({ id }) => id),
    );
    if (faults.length > 0)
      throw new AppError('invalidInput', faults.map(({ field, code }) => `${field}: ${code}`).join(', '));
  }

  return {
    units: unitsOf,

    list: async (
      context: Context,
      unit: string | undefined,
      after: string | undefined,
    ): Promise<ReplyList> => {
      access.requireAnywhere(context, 'reply.edit');
      const known = unitsOf(context);
      const shown = known.find(({ id }) => id === unit) ?? known[0];
      if (!shown) return { unit: '', items: [], next: null };
      const [, id, title] = PLACE.exec(after ?? '') ?? [];
      const place = id === undefined || title === undefined ? undefined : { id, title };
      const rows = await database.transaction(tenantOf(context), (tx) =>
        repliesOf(tx, shown.id, { after: place, limit: PAGE + 1 }),
      );
      const items = rows.slice(0, PAGE);
      const last = items.at(-1);
      return { unit: shown.id, items, next: rows.length > PAGE && last ? `${last.id}_${last.title}` : null };
    },

    open: (context: Context, id: string): Promise<Reply> =>
      database.transaction(tenantOf(context), (tx) => owned(tx, context, id)),

    create: (context: Context, reply: ReplyText): Promise<ReplySaved> => {
      access.requireAnywhere(context, 'reply.edit');
      requireWhole(context, reply);
      return database.transaction(tenantOf(context), async (tx) => {
        if ((await countReplies(tx, reply.unit, reply.kind)) >= MOST_REPLIES) return { kind: 'full' };
        const now = context.clock.now();
        const id = uuidv7(now);
        const whole = { ...reply, id, version: 1, savedAt: now, savedBy: staffId(context) };
        if (!(await insertReply(tx, whole))) return { kind: 'taken' };
        const { unit, kind } = reply;
        await append(tx, context, {
          type: 'reply.saved',
          subject: `reply/${id}`,
          data: { unit, kind, version: 1 },
        });
        return { kind: 'saved' };
      });
    },

    save: (context: Context, id: string, seen: number, reply: ReplyText): Promise<ReplySaved> => {
      requireWhole(context, reply);
      return database.transaction(tenantOf(context), async (tx) => {
        const before = await owned(tx, context, id);
        if (before.version !== seen) return { kind: 'conflict', version: before.version };
        const isMoved = before.unit !== reply.unit || before.kind !== reply.kind;
        if (isMoved && (await countReplies(tx, reply.unit, reply.kind)) >= MOST_REPLIES)
          return { kind: 'full' };
        const version = before.version + 1;
        const now = context.clock.now();
        const whole = { ...reply, id, version, savedAt: now, savedBy: staffId(context) };
        if (!(await replaceReply(tx, before, whole))) return { kind: 'taken' };
        const { unit, kind } = reply;
        await append(tx, context, {
          type: 'reply.saved',
          subject: `reply/${id}`,
          data: { unit, kind, version },
        });
        return { kind: 'saved' };
      });
    },

    remove: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit, kind } = await owned(tx, context, id);
        await deleteReply(tx, id);
        await append(tx, context, { type: 'reply.deleted', subject: `reply/${id}`, data: { unit, kind } });
      }),

    /** What can be put into a text about a case of this section. */
    choices: (context: Context, unit: string, kind: ReplyKind): Promise<{ id: string; title: string }[]> => {
      if (!access.can(context, 'case.work', unit)) return Promise.resolve([]);
      const units = withAncestors(unit, context.municipality.units);
      return database.transaction(tenantOf(context), (tx) =>
        repliesFor(tx, units, kind, units.length * MOST_REPLIES),
      );
    },

    /** A text with the facts of the case filled in; null when its section has no such text. */
    filled: (
      context: Context,
      subject: ReplySubject,
      kind: ReplyKind,
      id: string,
    ): Promise<string | null> => {
      const { number, unit, applicantName } = subject.case;
      access.require(context, 'case.work', unit);
      const { municipality } = context;
      if (!ID.test(id)) return Promise.resolve(null);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await findReply(tx, id);
        if (found?.kind !== kind || !withAncestors(unit, municipality.units).includes(found.unit))
          return null;
        const section = municipality.units.find((one) => one.id === unit);
        const values: Record<Placeholder, string> = {
          氏名: applicantName,
          受付番号: formatReference(number),
          手続名: localize(subject.procedure.title, 'ja'),
          課名: section?.name ?? '',
          電話: section?.phone ?? municipality.office.phone,
        };
        return filledIn(found.text, values);
      });
    },
  };
}
