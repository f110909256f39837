import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { asReleased, type Contact, photosHolder, type Report, reportSubject } from '../model.js';
import { wantMails } from '../store/mails.js';
import { addEvent, addFollower, insertPhotos, reportOfLink } from '../store/parts.js';
import { findReport, saveReport, sentAs } from '../store/reports.js';
import { journal, type ReportDeps, rulesHere, WORK } from './deps.js';
import type { Handover } from './handover.js';
import type { Intake } from './intake.js';

interface Slip {
  report: Report;
  code: string;
  isOurs: boolean;
  isReporter: boolean;
  isMailed: boolean;
}

/** A call about what is known already. */
interface Call {
  words: string;
  contact: Contact;
  locale: Locale;
  photos: { from: string; ids: readonly string[] };
  key: string;
}

const joinKey = (context: Context, id: string, key: string): string =>
  `${actorRef(context.actor)}/join/${id}/${key}`;

/** What who called is told or handed: the number, and the code by which the report is followed and reopened. */
export function createSlips(deps: ReportDeps, intake: Intake, handover: Handover) {
  const { access, database, files, vault } = deps.kernel;
  return {
    /** For the section, and for whoever took the call; `joined`: of a call about what was known, for who took it. */
    open: (context: Context, id: string, joined?: string): Promise<Slip> => {
      const { publicDecimals } = rulesHere(deps, context).limits;
      return database.transaction(tenantOf(context), async (tx) => {
        const report = await findReport(tx, vault, { id });
        const sent = await sentAs(tx, id);
        if (!report || !sent) throw notFound(reportSubject(id));
        const isOurs = access.can(context, WORK, report.unit);
        const isTheirs = isOurs || sent.sender === actorRef(context.actor);
        if (joined === undefined && (report.channel !== 'phone' || !isTheirs))
          throw notFound(reportSubject(id));
        const key = joined === undefined ? sent.intakeKey : joinKey(context, id, joined);
        const code = intake.spokenSecretOf(context, key);
        const link = await reportOfLink(tx, code);
        if (link?.id !== id) throw notFound(reportSubject(id));
        await journal(tx, context, 'report.slipShown', report);
        return {
          report: isTheirs ? report : asReleased(report, publicDecimals),
          code,
          isOurs,
          isReporter: link.isReporter,
          isMailed: link.isMailed,
        };
      });
    },

    /**
     * Who calls about what is known already follows it by a code of their own. What they told is for staff, also of the
     * owner that it was passed on to; the same `key` adds it once.
     */
    addCaller: async (context: Context, id: string, call: Call): Promise<void> => {
      rulesHere(deps, context);
      access.requireAnywhere(context, WORK);
      const code = intake.spokenSecretOf(context, joinKey(context, id, call.key));
      await database.transaction(tenantOf(context), async (tx) => {
        const report = await findReport(tx, vault, { id }, { lock: true });
        if (!report) throw notFound(reportSubject(id));
        const at = context.clock.now();
        const { contact, locale, photos, words } = call;
        if (!(await addFollower(tx, vault, id, code, { contact, isReporter: false, since: at }))) return;
        await files.claim(tx, photos.ids, photos.from, photosHolder(id));
        await insertPhotos(tx, id, photos.ids, 'reported', at);
        const by = actorRef(context.actor);
        if (words !== '')
          await addEvent(tx, vault, id, { kind: 'called', state: null, at, by, reply: words });
        const toldLine = await addEvent(tx, vault, id, { kind: 'joined', state: null, at, by, reply: '' });
        if (intake.mayMail(context, 'phone', contact))
          await wantMails(tx, vault, code, { locale, at, toldLine });
        if (report.state === 'passedOn' && words !== '') await saveReport(tx, report, { toSend: true });
        await journal(tx, context, 'report.joined', report);
      });
      await handover.tell(context, id);
    },
  };
}
