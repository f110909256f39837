import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { readableCodeFrom } from '#kernel/values/readable-code.js';
import { newReferenceNumber } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { ReportRules } from '../catalog.js';
import {
  asReleased,
  type Channel,
  type Contact,
  type Content,
  isWithin,
  metresBetween,
  type Point,
  photosHolder,
  type Report,
  roundPoint,
  SPOKEN,
} from '../model.js';
import { wantMails } from '../store/mails.js';
import { addEvent, addFollower, insertPhotos } from '../store/parts.js';
import { findReport, insertReport, reportsAround, sentSince } from '../store/reports.js';
import { journal, type ReportDeps, rulesHere, WORK } from './deps.js';
import type { OwnerLookup } from './owner.js';

export interface Told extends Content {
  kind: string;
  point: Point | null;
  contact: Contact;
  /** Files that wait under a holder. */
  photos: { from: string; ids: readonly string[] };
  channel: Channel;
  locale: Locale;
  /** Unique for the sender: what is sent twice becomes one report. */
  key: string;
  /** Network address of the sender, '' where there is none. */
  address: string;
  owner?: string | null;
  passedFrom?: string;
  origin?: string;
}

export interface Received {
  id: string;
  number: Report['number'];
  /** Secret part of the link by which it is followed. */
  secret: string;
}

export interface Duplicate {
  report: Report;
  metres: number;
  /** Looked after by who asks: known whole. */
  isOurs: boolean;
}

const HOUR = 1;
const DAY = 24;

export const areaOf = ({ areas }: ReportRules, point: Point | null): string | null =>
  (point && areas.find((area) => isWithin(point, area))?.id) ?? null;

/** A report comes in, by whatever way. */
export function createIntake(deps: ReportDeps, owners: Pick<OwnerLookup, 'rowsAt' | 'relate'>) {
  const { kernel } = deps;
  const { access, database, files, vault } = kernel;

  /** A link that only who sent this can know; the same for the same sending. */
  const secretOf = (context: Context, intakeKey: string): string =>
    vault.blindIndex(tenantOf(context), 'report-link', intakeKey)[0].toString('base64url');
  /** The same where it is read out to who called. */
  const spokenSecretOf = (context: Context, intakeKey: string): string =>
    readableCodeFrom(vault.blindIndex(tenantOf(context), 'report-spoken', intakeKey)[0], SPOKEN);
  const addressHash = (context: Context, address: string): Buffer =>
    vault.blindIndex(tenantOf(context), 'report-address', address)[0];

  /** Throws tooManyRequests when one browser or key, or one network, has sent as much as it may. */
  async function checkPace(tx: Tx, context: Context, rules: ReportRules, address: Buffer | null) {
    const now = context.clock.now();
    const isPartner = context.actor.kind === 'partner';
    const { hour, day } = isPartner ? rules.limits.perKey : rules.limits.perSender;
    const sender = actorRef(context.actor);
    const since = (hours: number) => now.subtract({ hours });
    const isOver =
      (sender !== 'anonymous' &&
        ((await sentSince(tx, { sender }, since(HOUR))) >= hour ||
          (await sentSince(tx, { sender }, since(DAY))) >= day)) ||
      (address &&
        !isPartner &&
        (await sentSince(tx, { address }, since(HOUR))) >= rules.limits.perAddress.hour);
    if (isOver) throw new AppError('tooManyRequests', `${sender} has sent as many reports as it may`);
  }

  /**
   * Open reports of the same kind that are so near and so young that this may be one of them. Who does not look after
   * one knows it as everybody does, and no distance from which its exact place could be reckoned.
   */
  async function likelyDuplicates(
    tx: Tx,
    context: Context,
    { kind, point }: { kind: string; point: Point | null },
  ): Promise<Duplicate[]> {
    if (!point) return [];
    const { publicDecimals, duplicates } = rulesHere(deps, context).limits;
    const since = context.clock.now().subtract({ hours: duplicates.days * 24 });
    const around = await reportsAround(tx, vault, { kind, point, metres: duplicates.metres, since });
    return around
      .flatMap((report) => {
        const isOurs = access.can(context, WORK, report.unit);
        const known = report.point && (isOurs ? report.point : roundPoint(report.point, publicDecimals));
        const metres = known ? metresBetween(point, known) : Number.POSITIVE_INFINITY;
        const shown = isOurs ? report : asReleased(report, publicDecimals);
        return metres <= duplicates.metres ? [{ report: shown, metres, isOurs }] : [];
      })
      .sort((a, b) => a.metres - b.metres)
      .slice(0, 5);
  }

  /** Only to an address that was typed where the page says that mails go there. */
  const mayMail = (context: Context, channel: Channel, { email }: Contact): boolean =>
    email !== '' && (channel === 'web' || channel === 'phone') && kernel.mailer.serves(context.municipality);

  return {
    secretOf,
    spokenSecretOf,
    mayMail,

    duplicates: (context: Context, where: { kind: string; point: Point | null }) =>
      database.transaction(tenantOf(context), (tx) => likelyDuplicates(tx, context, where)),

    /** Where the first of these pictures that says so was taken. */
    positionIn: (context: Context, holder: string, ids: readonly string[]): Promise<Point | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        for (const id of ids) {
          const point = await files.positionOf(tx, holder, id);
          if (point) return { lat: Number(point.lat.toFixed(6)), lon: Number(point.lon.toFixed(6)) };
        }
        return null;
      }),

    receive: async (context: Context, told: Told): Promise<Received> => {
      access.requireAnywhere(context, 'report.send');
      const rules = rulesHere(deps, context);
      const kind = rules.kind(told.kind);
      if (!kind) throw new AppError('invalidInput', `a report of "${told.kind}"`);
      const sender = actorRef(context.actor);
      const intakeKey = `${sender}/${told.key}`;
      const secret = (told.channel === 'phone' ? spokenSecretOf : secretOf)(context, intakeKey);
      const isOurOwn = context.actor.kind === 'staff' || context.actor.kind === 'system';
      const address = addressHash(context, told.address);
      const about = await owners.rowsAt(context, told);
      return database.transaction(tenantOf(context), async (tx) => {
        const before = await findReport(tx, vault, { intakeKey });
        if (before) return { id: before.id, number: before.number, secret };
        if (!isOurOwn) await checkPace(tx, context, rules, told.address === '' ? null : address);
        const now = context.clock.now();
        const one: Report = {
          id: uuidv7(now),
          number: newReferenceNumber(),
          kind: kind.id,
          state: 'received',
          unit: rules.unitOf(kind),
          area: areaOf(rules, told.point),
          channel: told.channel,
          point: told.point,
          words: told.words,
          place: told.place,
          answers: told.answers,
          mediaUrl: told.mediaUrl,
          photoPlace: told.photoPlace ?? null,
          publicWords: null,
          publicPlace: null,
          releasedAt: null,
          crew: null,
          owner: told.owner ?? null,
          passedTo: null,
          ownerState: null,
          passedFrom: told.passedFrom ?? null,
          origin: told.origin ?? null,
          liability: false,
          reason: null,
          sameAs: null,
          locale: told.locale,
          receivedAt: now,
          lookedAt: null,
          closedAt: null,
          updatedAt: now,
          reopenings: 0,
          followers: 0,
          revision: 1,
        };
        if (!(await insertReport(tx, vault, one, { sender, address, intakeKey }))) {
          const same = await findReport(tx, vault, { intakeKey });
          if (!same) throw new AppError('conflict', 'a report that was sent twice');
          return { id: same.id, number: same.number, secret };
        }
        await files.claim(tx, told.photos.ids, told.photos.from, photosHolder(one.id));
        await insertPhotos(tx, one.id, told.photos.ids, 'reported', now);
        await addEvent(tx, vault, one.id, { kind: 'received', state: null, at: now, by: sender, reply: '' });
        await addFollower(tx, vault, one.id, secret, {
          contact: told.contact,
          isReporter: true,
          since: now,
        });
        await owners.relate(tx, context, { kind: 'report', id: one.id }, about);
        if (mayMail(context, told.channel, told.contact))
          await wantMails(tx, vault, secret, { locale: told.locale, at: now, toldLine: 0 });
        await journal(tx, context, 'report.received', one, {
          channel: one.channel,
          area: one.area,
          photos: told.photos.ids.length,
        });
        return { id: one.id, number: one.number, secret };
      });
    },
  };
}
export type Intake = ReturnType<typeof createIntake>;
