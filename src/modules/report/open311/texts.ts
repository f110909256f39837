import { ZONE } from '#kernel/clock.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { ReportRules } from '../catalog.js';
import type { Kind } from '../definition.js';
import { type Report, type ReportEvent, roundPoint, shownState } from '../model.js';
import { STATE_WORDS } from '../views/words.js';
import type { Value } from './format.js';

const ja = translatorFor('ja');

/** W3C profile of ISO 8601, as GeoReport v2 asks, in the town's own time. */
export const w3cTime = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(ZONE).toString({ timeZoneName: 'never', smallestUnit: 'second' });

export const serviceOf = (kind: Kind): Value => ({
  service_code: kind.id,
  service_name: localize(kind.title, 'ja'),
  description: localize(kind.description, 'ja'),
  metadata: kind.questions.length > 0,
  type: kind.reply,
  keywords: kind.keywords.join(', '),
  group: localize(kind.group, 'ja'),
});

export const definitionOf = (kind: Kind): Value => ({
  service_code: kind.id,
  attributes: kind.questions.map(({ id, text, required, options }, index) => ({
    variable: true,
    code: id,
    datatype: 'singlevaluelist',
    required,
    datatype_description: null,
    order: index + 1,
    description: localize(text, 'ja'),
    values: options.map((option) => ({ key: option.id, name: localize(option.title, 'ja') })),
  })),
});

export interface ShownRequest {
  report: Report;
  events: readonly ReportEvent[];
  agency: string;
  /** Why its owner closed it, where it was passed on within the installation. */
  ownerReason: LocalizedText | null;
  /** Address of the newest photo that staff have released. */
  media: string | null;
}

/** What the town said of the state as it is now: after a reopening "mended" holds no more. */
function saidSince(events: readonly ReportEvent[]): string {
  const since = events.findLastIndex(({ kind }) => kind !== 'replied' && kind !== 'joined');
  const [first, ...later] = events.slice(Math.max(0, since));
  const own = first?.kind === 'reopened' ? '' : first?.reply;
  return later.findLast(({ reply }) => reply !== '')?.reply ?? own ?? '';
}

/** A request as everybody sees it: until staff have released it, without words, place and picture. */
export function requestOf(
  rules: ReportRules,
  { report, events, agency, ownerReason, media }: ShownRequest,
): Value {
  const state = shownState(report);
  const isReleased = report.releasedAt !== null;
  const kind = rules.kind(report.kind);
  const point = isReleased && report.point ? roundPoint(report.point, rules.limits.publicDecimals) : null;
  const said = saidSince(events);
  const own = rules.reasons.find(({ id }) => id === report.reason)?.title;
  const reasons = [own, ownerReason].map((reason) => reason && localize(reason, 'ja'));
  const notes = [ja(STATE_WORDS[state]), ...reasons, isReleased && said];
  return {
    service_request_id: report.number,
    status: state === 'closed' ? 'closed' : 'open',
    status_notes: notes.filter(Boolean).join('。'),
    service_name: kind ? localize(kind.title, 'ja') : report.kind,
    service_code: report.kind,
    description: report.publicWords,
    agency_responsible: agency,
    service_notice: null,
    requested_datetime: w3cTime(report.receivedAt),
    updated_datetime: w3cTime(report.updatedAt),
    expected_datetime: null,
    address: report.publicPlace || null,
    address_id: null,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.lon ?? null,
    media_url: isReleased ? media : null,
  };
}
