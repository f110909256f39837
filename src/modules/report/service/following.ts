import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import {
  asReleased,
  type Contact,
  mayNext,
  type Photo,
  publicHolder,
  type Report,
  type ReportEvent,
  saidToAll,
  shownState,
} from '../model.js';
import { stopMails, wantMails } from '../store/mails.js';
import { addEvent, addFollower, eventsOf, photosOf, reportOfLink } from '../store/parts.js';
import { findReport, listReports, type ReportFilter, saveReport } from '../store/reports.js';
import { journal, type ReportDeps, rulesHere } from './deps.js';
import type { Handover } from './handover.js';
import type { Intake } from './intake.js';
import type { OwnerSide, OwnerSides } from './owner-side.js';

export interface Followed {
  report: Report;
  events: readonly ReportEvent[];
  photos: readonly Photo[];
  /** Follows it as who sent it: reads what they told, and reopens it. Others read what is released. */
  isReporter: boolean;
  /** Mails tell whoever has the link of every step. */
  isMailed: boolean;
  mayReopen: boolean;
  /** The report that it was joined with can be read by everybody. */
  isOtherPublic: boolean;
  /** What its owner lets be known, where it was passed on within the installation. */
  owner: OwnerSide | null;
}

const PAGE = 20;

/** What everybody sees, and what those see who follow a report by its secret link. */
export function createFollowing(
  deps: ReportDeps,
  intake: Intake,
  handover: Handover,
  ownerSides: OwnerSides,
) {
  const { kernel } = deps;
  const { access, database, files, vault } = kernel;

  async function ofLink(tx: Tx, secret: string, options?: { lock: boolean }) {
    const link = await reportOfLink(tx, secret);
    const report = link && (await findReport(tx, vault, { id: link.id }, options));
    if (!report) throw notFound('a report by its link');
    return { ...link, report };
  }

  async function seen(
    tx: Tx,
    context: Context,
    { report, isReporter, isMailed }: Pick<Followed, 'report' | 'isReporter' | 'isMailed'>,
  ): Promise<Omit<Followed, 'owner'>> {
    const { publicDecimals } = rulesHere(deps, context).limits;
    const events = (await eventsOf(tx, vault, [report.id])).get(report.id) ?? [];
    const other = report.sameAs ? await findReport(tx, vault, { number: report.sameAs }) : undefined;
    return {
      report: isReporter ? report : asReleased(report, publicDecimals),
      events: isReporter ? events : saidToAll(report, events),
      photos: await photosOf(tx, [report.id]),
      isReporter,
      isMailed,
      mayReopen: isReporter && shownState(report) === 'closed',
      isOtherPublic: other !== undefined && other.releasedAt !== null,
    };
  }

  /** The other municipality is asked when this one's transaction is over. */
  const withOwner = async (context: Context, one: Omit<Followed, 'owner'>): Promise<Followed> => ({
    ...one,
    owner: await ownerSides.of(context, one.report),
  });

  async function released(tx: Tx, context: Context, number: string): Promise<Report> {
    rulesHere(deps, context);
    const found = await findReport(tx, vault, { number });
    if (!found?.releasedAt) throw notFound(`report ${number}`);
    return found;
  }

  return {
    list: (
      context: Context,
      filter: Pick<ReportFilter, 'kinds' | 'shown'>,
      after?: TimePlace,
    ): Promise<{ items: Report[]; next: TimePlace | null }> => {
      rulesHere(deps, context);
      return database.transaction(tenantOf(context), (tx) =>
        listReports(tx, vault, { ...filter, released: true }, { after, limit: PAGE }),
      );
    },

    /** As everybody sees it. */
    public: async (context: Context, number: string): Promise<Followed> =>
      withOwner(
        context,
        await database.transaction(tenantOf(context), async (tx) => {
          const report = await released(tx, context, number);
          return seen(tx, context, { report, isReporter: false, isMailed: false });
        }),
      ),

    /** A photo of which staff, here or of the owner, have released a copy. */
    publicPhoto: async (context: Context, number: string, photo: string) => {
      const { report, file } = await database.transaction(tenantOf(context), async (tx) => {
        const one = await released(tx, context, number);
        const found = (await photosOf(tx, [one.id])).find(({ id }) => id === photo);
        const own = found?.released ? await files.read(tx, publicHolder(one.id), found.released) : null;
        return { report: one, file: own };
      });
      const known = file ?? (await ownerSides.photo(context, report, photo));
      if (!known) throw notFound(`photo ${photo}`);
      return known;
    },

    isLink: (context: Context, secret: string): Promise<boolean> => {
      rulesHere(deps, context);
      return database.transaction(
        tenantOf(context),
        async (tx) => (await reportOfLink(tx, secret)) !== undefined,
      );
    },

    followed: (context: Context, secret: string): Promise<Followed> =>
      database
        .transaction(tenantOf(context), async (tx) => seen(tx, context, await ofLink(tx, secret)))
        .then((one) => withOwner(context, one)),

    /** Somebody who saw the same follows a report that is public; gives the secret of a link of their own. */
    join: (
      context: Context,
      number: string,
      { contact, key, locale }: { contact: Contact; key: string; locale: Locale },
    ): Promise<string> => {
      access.requireAnywhere(context, 'report.send');
      const by = actorRef(context.actor);
      const secret = intake.secretOf(context, `${by}/join/${number}/${key}`);
      return database.transaction(tenantOf(context), async (tx) => {
        const { id } = await released(tx, context, number);
        const report = await findReport(tx, vault, { id }, { lock: true });
        if (!report) throw notFound(`report ${number}`);
        const at = context.clock.now();
        if (!(await addFollower(tx, vault, id, secret, { contact, isReporter: false, since: at })))
          return secret;
        const event = { kind: 'joined', state: null, at, by, reply: '' } as const;
        const toldLine = await addEvent(tx, vault, id, event);
        if (intake.mayMail(context, 'web', contact))
          await wantMails(tx, vault, secret, { locale, at, toldLine });
        await journal(tx, context, 'report.joined', report);
        return secret;
      });
    },

    /** No more mails: the address is forgotten, the link stays. */
    stopMails: (context: Context, secret: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { report } = await ofLink(tx, secret);
        if (await stopMails(tx, vault, secret)) await journal(tx, context, 'report.mailStopped', report);
      }),

    /** Who sent it has the work begin again; where it was passed on, its owner is told. Throws notAllowedNow. */
    reopen: async (context: Context, secret: string, words: string): Promise<void> => {
      const report = await database.transaction(tenantOf(context), async (tx) => {
        const { report: found, isReporter } = await ofLink(tx, secret, { lock: true });
        const isWithOwner = found.state === 'passedOn';
        const isClosed = shownState(found) === 'closed' && (isWithOwner || mayNext(found.state, 'reopen'));
        if (!isReporter || !isClosed)
          throw new AppError('notAllowedNow', `report ${found.id} is ${found.state}`);
        const at = context.clock.now();
        const next: Report = isWithOwner
          ? { ...found, ownerState: 'reopened', closedAt: null }
          : { ...found, state: 'reopened', reason: null, sameAs: null, closedAt: null };
        const event = {
          kind: 'reopened',
          state: null,
          at,
          by: actorRef(context.actor),
          reply: words,
        } as const;
        await saveReport(
          tx,
          { ...next, updatedAt: at, reopenings: found.reopenings + 1 },
          { toSend: isWithOwner || found.passedFrom !== null },
        );
        await addEvent(tx, vault, found.id, event);
        await journal(tx, context, 'report.reopened', found, { by: 'reporter' });
        return found;
      });
      await handover.tell(context, report.id);
    },
  };
}
