import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type Mail, MailNotSent } from '#kernel/mail/mail.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { MAILED, type Report, type ReportEvent, shownState } from '../model.js';
import { type DueMail, mailDone, mailLater, takeDueMails } from '../store/mails.js';
import { eventsOf } from '../store/parts.js';
import { findReport } from '../store/reports.js';
import { eventWords, kindTitle, STATE_WORDS } from '../views/words.js';
import { journal, type ReportDeps, rulesHere } from './deps.js';

const AT_ONCE = 50;
/** Longer than all of them can take, so that nobody else sends them meanwhile. */
const TAKEN = { minutes: 30 };
/** Five minutes, then twice as long each time: given up after some five hours. */
const MOST_TRIES = 7;
const laterBy = (tries: number) => ({ minutes: 5 * 2 ** (tries - 1) });

interface Parcel {
  due: DueMail;
  report: Report;
  events: readonly ReportEvent[];
}

/** Tells by mail what becomes of a report, to who typed an address; what people wrote stands in no mail. */
export function createMailing(deps: ReportDeps) {
  const { database, vault, mailer, config, log } = deps.kernel;

  function mailOf(context: Context, { due, report, events }: Parcel): Mail {
    const t = translatorFor(due.locale);
    const { municipality } = context;
    const rules = rulesHere(deps, context);
    const city = localize(municipality.name, t.locale);
    const number = formatReference(report.number);
    const news = events.slice(due.toldLine).filter(({ kind }) => MAILED.includes(kind));
    const [first] = news;
    const isThanks = first === undefined || first.kind === 'received';
    const subject = isThanks ? (due.isReporter ? 'mailThanks' : 'mailJoined') : 'mailNews';
    const link = `${new URL(config.publicUrl).origin}/${municipality.slug}/reports/follow/${due.secret}`;
    const state = shownState(report);
    return {
      to: due.contact.email,
      locale: due.locale,
      subject: t(`reports.${subject}`, { city, number }),
      text: [
        isThanks ? t('reports.mailHello', { city }) : '',
        `${t('reports.number')}: ${number}`,
        `${t('reports.kind')}: ${kindTitle(t, rules, report.kind)}`,
        `${t('reports.state')}: ${t(STATE_WORDS[state])}`,
        '',
        ...news.map((event) => `- ${t.dateTime(event.at)} ${eventWords(t, event)}`),
        news.some(({ reply }) => reply !== '') ? t('reports.mailReply') : '',
        '',
        `${t('reports.mailLink')}\n${link}`,
        t(due.isReporter ? 'reports.linkSecret' : 'reports.linkJoined'),
        due.isReporter && state === 'closed' ? t('reports.mailReopen', { button: t('reports.reopen') }) : '',
        '',
        t('reports.mailEnd', { button: t('reports.mailStop') }),
        t('reports.mailFrom', { city, phone: municipality.office.phone }),
      ]
        .filter((line, index, lines) => line !== '' || (lines[index - 1] ?? '') !== '')
        .join('\n'),
    };
  }

  /** Of mails that are due what they are about; they are this run's for some time. */
  const taken = (context: Context): Promise<Parcel[]> =>
    database.transaction(tenantOf(context), async (tx) => {
      const now = context.clock.now();
      const parcels: Parcel[] = [];
      for (const due of await takeDueMails(tx, vault, now, now.add(TAKEN), AT_ONCE)) {
        const report = await findReport(tx, vault, { id: due.report });
        // All of them, so that each stands at the place of its line.
        const all = await eventsOf(tx, vault, [due.report], { forStaff: true });
        const events = all.get(due.report) ?? [];
        if (report) parcels.push({ due, report, events });
      }
      return parcels;
    });

  async function settled(
    tx: Tx,
    context: Context,
    { due, report, events }: Parcel,
    fault: MailNotSent | null,
  ) {
    const now = context.clock.now();
    if (fault?.fault === 'unreachable' && due.tries < MOST_TRIES)
      return mailLater(tx, due.link, now.add(laterBy(due.tries)));
    // What was given over and not answered may have come: it is not sent twice.
    await mailDone(tx, due, events.length, now);
    if (fault) await journal(tx, context, 'report.mailFailed', report, { fault: fault.fault });
    else await journal(tx, context, 'report.mailed', report);
  }

  return {
    sweep: async (context: Context): Promise<void> => {
      if (!deps.rulesOf(context) || !mailer.serves(context.municipality)) return;
      for (const parcel of await taken(context)) {
        const { due, events } = parcel;
        const key = `${due.link.toString('hex').slice(0, 32)}.${events.length}`;
        // Outside of any transaction: a slow server holds nobody else up.
        const fault = await mailer.send(context.municipality, mailOf(context, parcel), key).then(
          () => null,
          (error: unknown) => {
            if (error instanceof MailNotSent) return error;
            throw error;
          },
        );
        if (fault) log.warn({ err: fault, report: due.report }, 'a mail about a report was not sent');
        await database.transaction(tenantOf(context), (tx) => settled(tx, context, parcel, fault));
      }
    },
  };
}
