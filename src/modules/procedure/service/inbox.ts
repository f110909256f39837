import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { deleteView, type SavedView, saveView, viewsOf } from '#kernel/saved-views/saved-views.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Channel } from '../definition.js';
import type { CaseState, CaseSummary, InboxOrder, InboxView } from '../model.js';
import { inboxPage, type OpenCounts, openCounts, withCases } from '../store/inbox.js';
import type { ProcedureDeps } from './deps.js';
import type { Desk } from './desk.js';

export interface InboxQuery {
  view: InboxView;
  order?: InboxOrder | undefined;
  procedure?: string | undefined;
  /** `me`, `nobody`, the id of a colleague, or everybody when absent. */
  who?: string | undefined;
  state?: CaseState | undefined;
  channel?: Channel | undefined;
  /** Due within so many days. */
  dueWithin?: number | undefined;
  number?: ReferenceNumber | undefined;
  /** The whole name of an applicant. */
  name?: string | undefined;
  after?: string | undefined;
}

export interface InboxLine extends CaseSummary {
  title: LocalizedText;
  assigneeName: string | null;
}

export interface Colleague {
  id: string;
  name: string;
}

export interface InboxData {
  items: InboxLine[];
  next: string | null;
  counts: OpenCounts;
  procedures: { id: string; title: LocalizedText }[];
  /** Who works on cases of these sections. */
  colleagues: readonly Colleague[];
  views: readonly SavedView[];
}

const INBOX_PAGE = 50;
export const MOST_COLLEAGUES = 200;
const LIST = 'inbox';

const assigneeOf = (who: string | undefined, me: string): string | null | undefined =>
  who === undefined ? undefined : who === 'me' ? me : who === 'nobody' ? null : who;

/** The list of work, and what each person keeps of its filters. */
export function createInbox({ kernel, identity, definitions }: ProcedureDeps, { staffId }: Desk) {
  const { access, database, vault } = kernel;

  const titleOf = async (tx: Tx, { procedure, version }: CaseSummary) =>
    (await definitions.at(tx, procedure, version)).title;

  const ownerOf = (context: Context): string => `staff/${staffId(context)}`;

  /** What these sections handle and have had cases of, what is on the page, and what is chosen already. */
  async function choosable(
    tx: Tx,
    context: Context,
    units: readonly string[] | null,
    items: readonly CaseSummary[],
    chosen: string | undefined,
  ): Promise<InboxData['procedures']> {
    const here = new Set([...items.map(({ procedure }) => procedure), chosen]);
    const offered = definitions.offered(context).map(({ procedure }) => procedure);
    const theirs = offered.filter(({ id, unit }) => here.has(id) || units === null || units.includes(unit));
    const used = await withCases(
      tx,
      theirs.map(({ id }) => id),
    );
    return theirs.filter(({ id }) => id === chosen || used.has(id)).map(({ id, title }) => ({ id, title }));
  }

  return {
    inbox: async (context: Context, query: InboxQuery): Promise<InboxData> => {
      access.requireAnywhere(context, 'case.read');
      const day = today(context.clock);
      const { view, order = 'due', after, procedure, state, channel, number, name, dueWithin } = query;
      const units = access.unitsFor(context, 'case.read');
      const filter = {
        units,
        today: day,
        procedure,
        assignee: assigneeOf(query.who, staffId(context)),
        state,
        channel,
        dueBy: dueWithin === undefined ? undefined : day.add({ days: dueWithin }),
      };
      return database.transaction(tenantOf(context), async (tx) => {
        const found = { ...filter, number, name };
        const { items, next } = await inboxPage(tx, vault, { view, order }, found, {
          after,
          limit: INBOX_PAGE,
        });
        const colleagues = await identity.staffWho(tx, context, 'case.work', units, MOST_COLLEAGUES);
        const names = new Map(colleagues.map((one) => [one.id, one.name]));
        const others = assignees(items).filter((id) => !names.has(id));
        for (const [id, known] of await identity.staffNames(tx, others)) names.set(id, known);
        const lines = items.map(async (item) => ({
          ...item,
          title: await titleOf(tx, item),
          assigneeName: item.assignee === null ? null : (names.get(item.assignee) ?? null),
        }));
        return {
          items: await Promise.all(lines),
          next,
          counts: await openCounts(tx, vault, filter),
          procedures: await choosable(tx, context, units, items, procedure),
          colleagues,
          views: await viewsOf(tx, LIST, [ownerOf(context)]),
        };
      });
    },

    /** False when the person has as many as they can have. */
    saveView: (context: Context, title: string, query: string): Promise<boolean> => {
      access.requireAnywhere(context, 'case.read');
      if (title === '') throw new AppError('invalidInput', 'a view needs a title');
      const now = context.clock.now();
      const view = { id: uuidv7(now), owner: ownerOf(context), title, query };
      return database.transaction(tenantOf(context), (tx) => saveView(tx, LIST, view, now));
    },

    deleteView: (context: Context, id: string): Promise<void> => {
      access.requireAnywhere(context, 'case.read');
      return database.transaction(tenantOf(context), async (tx) => {
        if (!(await deleteView(tx, LIST, [ownerOf(context)], id))) throw notFound(`view ${id}`);
      });
    },
  };
}

const assignees = (items: readonly CaseSummary[]): string[] => [
  ...new Set(items.map(({ assignee }) => assignee).filter((id) => id !== null)),
];
