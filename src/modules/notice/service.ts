import { LRUCache } from 'lru-cache';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { type Notice, type Side, targetOf } from './model.js';
import { countUnread, findNotice, markRead, noticesOf, sweepNotices } from './store.js';

export interface NoticeLine extends Notice {
  /** Title of the procedure or the kind of damage that it is about; null for the plan, and where it is gone. */
  title: LocalizedText | null;
  /** The draft that it is about, with its title where the reader may open it now. */
  draft: DraftName | null;
}

export interface NoticePage {
  items: NoticeLine[];
  next: number | null;
  unread: number;
}

/** Title of a version of a procedure; null when there is none. */
type TitleOf = (tx: Tx, procedure: string, version: string) => Promise<LocalizedText | null>;

/** Title of a kind of damage that people report; null when the town knows it no more. */
type DamageTitleOf = (context: Context, kind: string) => LocalizedText | null;

/** What names a draft besides its number. */
interface DraftName {
  kind: string;
  unit: string;
  title: string | null;
}
type DraftNames = (
  tx: Tx,
  context: Context,
  drafts: readonly string[],
) => Promise<ReadonlyMap<string, DraftName>>;

export interface NoticeTitles {
  titleOf: TitleOf;
  damageTitleOf: DamageTitleOf;
  draftNames: DraftNames;
}

const side = ({ actor }: Context): Side => (actor.kind === 'staff' ? 'staff' : 'citizen');
const draftIn = (subject: string): string | null =>
  subject.startsWith('decision/') ? subject.slice('decision/'.length) : null;

const PAGE = 30;
/** Notices are read from soon after they come; older ones than this are deleted. */
const KEPT_DAYS = 400;
const SWEPT_A_ROUND = 5000;

/** Bounds how long another process may show a count that has changed in this one. */
const REMEMBERED_MS = 5000;
const REMEMBERED_PEOPLE = 5000;

export type NoticeService = ReturnType<typeof createNoticeService>;

/** A person's own notices. Nobody else's are read here. */
export function createNoticeService(
  { access, database }: Kernel,
  { titleOf, damageTitleOf, draftNames }: NoticeTitles,
) {
  const remembered = new LRUCache<string, { unread: number }>({ max: REMEMBERED_PEOPLE, ttl: REMEMBERED_MS });
  const keyOf = (context: Context) => `${tenantOf(context)} ${actorRef(context.actor)}`;
  const requireOwn = (context: Context) =>
    access.requireAnywhere(context, context.actor.kind === 'staff' ? 'notice.readAtWork' : 'notice.readOwn');

  return {
    /** Something was told to them: their counts are asked anew. */
    forget: (tenant: string, recipient: string): void => {
      remembered.delete(`${tenant} ${recipient}`);
    },

    /** How many are unread; undefined when it is not known and may not be asked for. */
    unread: async (context: Context, mayAsk: boolean): Promise<number | undefined> => {
      const key = keyOf(context);
      const known = remembered.get(key);
      if (known || !mayAsk) return known?.unread;
      const unread = await database.transaction(tenantOf(context), (tx) =>
        countUnread(tx, actorRef(context.actor)),
      );
      remembered.set(key, { unread });
      return unread;
    },

    list: (context: Context, before: number | undefined): Promise<NoticePage> => {
      requireOwn(context);
      const me = actorRef(context.actor);
      return database.transaction(tenantOf(context), async (tx) => {
        const rows = await noticesOf(tx, me, { before, limit: PAGE + 1 });
        const shown = rows.slice(0, PAGE);
        const unread = await countUnread(tx, me);
        remembered.set(keyOf(context), { unread });
        const drafts = shown.flatMap(({ subject }) => draftIn(subject) ?? []);
        const named = side(context) === 'staff' ? await draftNames(tx, context, drafts) : null;
        const items: NoticeLine[] = [];
        for (const notice of shown) {
          const { procedure, version, damage } = notice.data;
          const isCase = typeof procedure === 'string' && typeof version === 'string';
          const known = typeof damage === 'string' ? damageTitleOf(context, damage) : null;
          items.push({
            ...notice,
            title: isCase ? await titleOf(tx, procedure, version) : known,
            draft: named?.get(draftIn(notice.subject) ?? '') ?? null,
          });
        }
        const last = shown.at(-1);
        return { items, next: rows.length > PAGE && last ? last.entry : null, unread };
      });
    },

    /** Marks one as read; where it leads. */
    open: (context: Context, entry: number): Promise<string> => {
      requireOwn(context);
      const me = actorRef(context.actor);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await findNotice(tx, me, entry);
        if (!found) throw notFound(`notice ${entry}`);
        await markRead(tx, me, { entry }, context.clock.now());
        remembered.delete(keyOf(context));
        return targetOf(found, side(context));
      });
    },

    /** Marks all up to the newest that was shown; what came since stays unread. */
    readAll: (context: Context, upTo: number): Promise<void> => {
      requireOwn(context);
      return database.transaction(tenantOf(context), async (tx) => {
        await markRead(tx, actorRef(context.actor), { upTo }, context.clock.now());
        remembered.delete(keyOf(context));
      });
    },

    sweep: async (context: Context): Promise<void> => {
      const before = context.clock.now().subtract({ hours: 24 * KEPT_DAYS });
      const round = () =>
        database.transaction(tenantOf(context), (tx) => sweepNotices(tx, before, SWEPT_A_ROUND));
      while ((await round()) === SWEPT_A_ROUND);
    },
  };
}
