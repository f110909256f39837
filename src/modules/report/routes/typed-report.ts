import { files } from '#forms/fields/file/files.js';
import { receiveFiles, sentForm } from '#forms/uploads.js';
import { actorRef, type Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import type { UploadBody } from '#kernel/http/route.js';
import { isWithin, metresBetween, type PhotoPlace, type Point } from '../model.js';
import { boundsOf, photoField, readReport, type TypedReport, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { type Teller, WHERE_MISSING } from '../views/teller.js';

/** Where pictures wait until they belong to a report; swept like those of drafts. */
export const waitingHolder = (context: Context): string => `draft/report/${actorRef(context.actor)}`;

const MAX_FILE = 30 * 1024 * 1024;
export const WITH_PHOTOS = { maxFileBytes: MAX_FILE, maxBytes: 100 * 1024 * 1024 } as const;

/** As if the place had been typed. */
const placedAt = (body: UploadBody, point: Point | null): UploadBody =>
  point ? { ...body, 'place.lat': String(point.lat), 'place.lon': String(point.lon) } : body;

/** Who points on the map has not sent the form: of what is wrong only that is said which stays wrong. */
const unasked = ({ errors, pointing, ...typed }: TypedReport): TypedReport => {
  const outside = pointing?.isPressed ? errors['place-lat'] : undefined;
  return {
    ...typed,
    pointing,
    errors: outside === undefined ? {} : { 'place-lat': outside },
    placeErrors: [],
  };
};

/** What is said of the place of a photo, where the reporter agreed to it. A place outside the town is none. */
function photoPlaceOf(taken: Point | null, isOutside: boolean, used: Point | null): PhotoPlace | null {
  if (!taken) return null;
  const metres = used && !isOutside ? Math.round(metresBetween(taken, used)) : null;
  // What the form shows as typed after a question may be the place of the photo itself.
  return { isUsed: metres === 0, metres };
}

/** Reads the form with its photos, and fills in the place of a photo where that was agreed to. */
export async function readWithPhotos(
  deps: ReportDeps,
  { intake, pointing }: Pick<ReportServices, 'intake' | 'pointing'>,
  context: Context,
  page: PageContext,
  sent: UploadBody,
  teller: Teller,
) {
  const rules = rulesHere(deps, context);
  const { t } = page;
  const map = await pointing().read(context, {
    text: (name) => textOf(sent, name),
    around: boundsOf(rules),
    typed: readReport(sent, t, rules, page.city.name).point,
    words: textOf(sent, 'place.words'),
    t,
  });
  const body = map?.pointing.isPressed ? placedAt(sent, map.pointing.point) : sent;
  const read = readReport(body, t, rules, page.city.name);
  const holder = waitingHolder(context);
  const field = photoField(t, rules);
  const received = await receiveFiles(deps.kernel, context, [field], sentForm(body), holder);
  const raw = {
    '': received.sent.getAll('photo').filter((text): text is string => typeof text === 'string'),
  };
  const parsed = files.parse(raw, field);
  const ids = parsed.ok ? (parsed.value ?? []).map(({ file }) => file) : [];
  const mayUse = read.typed.values.usePhoto === 'yes';
  const taken =
    ids.length > 0 && (mayUse || read.point === null) ? await intake.positionIn(context, holder, ids) : null;
  const found = mayUse ? taken : null;
  const isOutside = found !== null && !isWithin(found, rules.bounds);
  const point = read.point ?? (isOutside ? null : found);
  const isNowhere = read.typed.placeErrors.length === 0 && point === null && read.place === '';
  const nowhere = isOutside
    ? t('reports.photoOutside', { city: page.city.name })
    : taken && isWithin(taken, rules.bounds)
      ? t('reports.photoUnused', { box: t('reports.photoPosition') })
      : t(WHERE_MISSING[teller]);
  const typed: TypedReport = {
    ...read.typed,
    photo: raw,
    photoErrors: [...(received.errors.photo ?? []), ...(parsed.ok ? [] : parsed.errors)],
    placeErrors: isNowhere ? [{ message: nowhere, parts: ['words'] }] : read.typed.placeErrors,
    place: point
      ? { ...read.typed.place, lat: [String(point.lat)], lon: [String(point.lon)] }
      : read.typed.place,
    pointing: map?.pointing ?? null,
  };
  const isOnlyMap = map?.isOnly ?? false;
  return {
    ...read,
    point,
    photoPlace: photoPlaceOf(found, isOutside, point),
    typed: isOnlyMap ? unasked(typed) : typed,
    photos: { from: holder, ids },
    isOnlyMap,
  };
}
