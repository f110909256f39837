import { type Locale, localize } from '#kernel/i18n/locales.js';
import type { ReadableCodeShape } from '#kernel/values/readable-code.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Kind } from './definition.js';

/** What becomes of a report. `passedOn`: somebody else's, who was told where this installation serves them. */
export const STATES = ['received', 'looked', 'assigned', 'inWork', 'closed', 'reopened', 'passedOn'] as const;
export type State = (typeof STATES)[number];

export const ACTIONS = ['look', 'assign', 'start', 'close', 'passOn', 'reopen'] as const;
export type Action = (typeof ACTIONS)[number];

export const NEXT = {
  received: ['look', 'assign', 'close', 'passOn'],
  looked: ['assign', 'close', 'passOn'],
  assigned: ['start', 'assign', 'close', 'passOn'],
  inWork: ['close', 'assign'],
  closed: ['reopen'],
  reopened: ['look', 'assign', 'start', 'close', 'passOn'],
  passedOn: ['reopen'],
} as const satisfies Record<State, readonly Action[]>;

export const mayNext = (state: State, action: Action): boolean =>
  (NEXT[state] as readonly Action[]).includes(action);

export const AFTER = {
  look: 'looked',
  assign: 'assigned',
  start: 'inWork',
  close: 'closed',
  passOn: 'passedOn',
  reopen: 'reopened',
} as const satisfies Record<Action, State>;

export const CHANNELS = ['web', 'phone', 'field', 'api', 'owner'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Secret part of a link that is read out over the phone: 68 bits, and a check character. */
export const SPOKEN: ReadableCodeShape = { length: 16, group: 4 };

export interface Point {
  lat: number;
  lon: number;
}

/** What became of the place of a photo that the reporter agreed to. */
export interface PhotoPlace {
  isUsed: boolean;
  /** From the place that was used; null where there is no such distance. */
  metres: number | null;
}

/** What only staff and the reporter read; sealed. */
export interface Content {
  words: string;
  /** Where it is, in words. */
  place: string;
  /** Question → option. */
  answers: Record<string, string>;
  /** Open311: address of a picture elsewhere; shown to staff, never fetched. */
  mediaUrl: string;
  photoPlace?: PhotoPlace | null;
}

export interface Contact {
  name: string;
  email: string;
  phone: string;
}
export const NO_CONTACT: Contact = { name: '', email: '', phone: '' };
export const hasContact = ({ name, email, phone }: Contact): boolean => name + email + phone !== '';

export interface Report extends Content {
  id: string;
  number: ReferenceNumber;
  kind: string;
  state: State;
  unit: string;
  area: string | null;
  channel: Channel;
  /** Null where only words say where it is. */
  point: Point | null;
  /** What everybody may read; null until staff have released it. */
  publicWords: string | null;
  publicPlace: string | null;
  releasedAt: Temporal.Instant | null;
  crew: string | null;
  /** Whose it is, once staff have confirmed it. */
  owner: string | null;
  /** Code of the municipality that it was passed on to (and perhaps taken back from), and what it says of it. */
  passedTo: string | null;
  ownerState: State | null;
  /** Code of the municipality that it came from, and its id there. */
  passedFrom: string | null;
  origin: string | null;
  /** An accident: nothing of it may go. */
  liability: boolean;
  reason: string | null;
  /** Number of the report that it was joined with when it was closed. */
  sameAs: ReferenceNumber | null;
  locale: Locale;
  receivedAt: Temporal.Instant;
  lookedAt: Temporal.Instant | null;
  closedAt: Temporal.Instant | null;
  updatedAt: Temporal.Instant;
  reopenings: number;
  /** People who follow it, the reporter included. */
  followers: number;
  revision: number;
}

export const PHOTO_STAGES = ['reported', 'before', 'after'] as const;
export type PhotoStage = (typeof PHOTO_STAGES)[number];

/** An area of a picture in percent of its width and height. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Photo {
  id: string;
  report: string;
  stage: PhotoStage;
  /** The copy that everybody may see, with its boxes made unrecognisable; null until staff have released it. */
  released: string | null;
  boxes: readonly Box[];
  at: Temporal.Instant;
}

export const EVENTS = [
  'received',
  'looked',
  'assigned',
  'started',
  'closed',
  'reopened',
  'passedOn',
  'takenBack',
  'kindChanged',
  'ownerProgressed',
  'replied',
  'joined',
  'flagged',
  'unflagged',
  'called',
] as const;
export type EventKind = (typeof EVENTS)[number];

/** Steps of which nobody but staff hears. */
export const STAFF_ONLY: readonly EventKind[] = ['flagged', 'unflagged', 'called'];

/** Steps that mails tell of. */
export const MAILED: readonly EventKind[] = [
  'received',
  'looked',
  'assigned',
  'started',
  'closed',
  'reopened',
  'passedOn',
  'ownerProgressed',
  'replied',
];

export const EVENT_OF = {
  look: 'looked',
  assign: 'assigned',
  start: 'started',
  close: 'closed',
  passOn: 'passedOn',
  reopen: 'reopened',
} as const satisfies Record<Action, EventKind>;

/** One step in the life of a report, with what the town said then. */
export interface ReportEvent {
  kind: EventKind;
  /** State of the owner, for `ownerProgressed`. */
  state: State | null;
  at: Temporal.Instant;
  by: string;
  reply: string;
}

export const reportSubject = (id: string): string => `report/${id}`;
export const photosHolder = (id: string): string => `report/${id}`;
export const publicHolder = (id: string): string => `report/${id}/public`;

const EARTH_METRES = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres. */
export function metresBetween(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin((radians(to) - radians(from)) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A box that holds everything so near to the point, and a little more. */
export function boxAround({ lat, lon }: Point, metres: number) {
  const dLat = (metres / EARTH_METRES) * (180 / Math.PI) * 1.01;
  const dLon = dLat / Math.cos(radians(lat));
  return { south: lat - dLat, north: lat + dLat, west: lon - dLon, east: lon + dLon };
}

export const isWithin = (
  { lat, lon }: Point,
  box: { south: number; west: number; north: number; east: number },
): boolean => lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east;

export const roundPoint = ({ lat, lon }: Point, decimals: number): Point => ({
  lat: Number(lat.toFixed(decimals)),
  lon: Number(lon.toFixed(decimals)),
});

/** In the order of a way that goes to the nearest that is left; those without a position come last. */
export function walkingOrder<Item extends { point: Point | null }>(
  items: readonly Item[],
  base: Point,
): Item[] {
  const left = items.flatMap((item) => (item.point ? [{ item, point: item.point }] : []));
  const way: Item[] = [];
  let here = base;
  while (left.length > 0) {
    const from = here;
    const nearest = left.reduce(
      (best, { point }, index) => {
        const metres = metresBetween(from, point);
        return metres < best.metres ? { index, metres } : best;
      },
      { index: 0, metres: Number.POSITIVE_INFINITY },
    ).index;
    const [next] = left.splice(nearest, 1);
    if (!next) break;
    way.push(next.item);
    here = next.point;
  }
  return [...way, ...items.filter(({ point }) => point === null)];
}

/** With one digit after the point. */
export const daysBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.round(to.since(from).total('hours') / 2.4) / 10;

/** How a report stands for whoever follows it: what the owner says counts where it was passed on. */
export const shownState = ({ state, ownerState }: Pick<Report, 'state' | 'ownerState'>): State =>
  state === 'passedOn' && ownerState !== null && ownerState !== 'received' ? ownerState : state;

/** A report as everybody may know it: nothing that staff have not released, and the position rounded. */
export const asReleased = (report: Report, decimals: number): Report => ({
  ...report,
  words: '',
  place: report.publicPlace ?? '',
  answers: {},
  mediaUrl: '',
  photoPlace: null,
  point: report.releasedAt && report.point ? roundPoint(report.point, decimals) : null,
});

/** What the town said is public with the report. What the reporter wrote to have it reopened stays with the town. */
export const saidToAll = (
  { releasedAt }: Pick<Report, 'releasedAt'>,
  events: readonly ReportEvent[],
): ReportEvent[] =>
  events.map((event) => (releasedAt === null || event.kind === 'reopened' ? { ...event, reply: '' } : event));

/** An answer in words that anybody can read. */
export function answerWords(kind: Kind | undefined, [asked, chosen]: [string, string]): string {
  const question = kind?.questions.find(({ id }) => id === asked);
  const option = question?.options.find(({ id }) => id === chosen);
  return `${question ? localize(question.text, 'ja') : asked}：${option ? localize(option.title, 'ja') : chosen}`;
}

/** Answers as another municipality asks for them; what it does not ask for is kept in words. */
export function answersThere(
  here: Kind | undefined,
  there: Kind,
  answers: Readonly<Record<string, string>>,
): { answers: Record<string, string>; words: string[] } {
  const isAsked = ([asked, chosen]: [string, string]) =>
    there.questions.some(({ id, options }) => id === asked && options.some((option) => option.id === chosen));
  const all = Object.entries(answers);
  return {
    answers: Object.fromEntries(all.filter(isAsked)),
    words: all.filter((answer) => !isAsked(answer)).map((answer) => answerWords(here, answer)),
  };
}
